import type { IBuffer, IMarker, Terminal } from '@xterm/headless';
import { createTerminal, Writer } from '../terminal/terminal.ts';

/** Rows kept above the screen. What a step wrote is read while it is written, so no more are needed. */
const SCROLLBACK = 6000;
/** The emulator takes writes in any number, but holds at most 50 MB of them. */
const BATCH = 4_000_000;

/** A cell of the buffer that stays itself while lines scroll away above it. */
export class Place {
  readonly x: number;
  private readonly marker: IMarker | undefined;

  /** Where the cursor is; or at cell `x` of the row `below` rows under it. */
  constructor(terminal: Terminal, x = terminal.buffer.active.cursorX, below = 0) {
    this.x = x;
    this.marker = terminal.registerMarker(below);
  }

  /** Index of the line in the buffer; -1 when it has been dropped or erased. */
  get line(): number {
    return this.marker?.line ?? -1;
  }

  dispose(): void {
    this.marker?.dispose();
  }
}

/**
 * A terminal without a screen: a queue of texts to write and of functions to call in between.
 *
 * xterm.js parses later and in slices, but calls back between two writes exactly where the first has ended.
 * So the whole cast is queued, and what needs to look at the buffer is queued with it.
 */
export class Emulator {
  readonly terminal: Terminal;
  /** How often the rows above the screen have been erased (CSI 3 J, ESC c). */
  erasures = 0;
  private readonly writer: Writer;
  private queued = 0;
  private failure: unknown;

  constructor(cols: number, rows: number) {
    this.terminal = createTerminal(cols, rows, SCROLLBACK);
    this.writer = new Writer(this.terminal);
    this.terminal.parser.registerCsiHandler({ final: 'J' }, ([what]) => {
      if (what === 3) this.erasures += 1;
      return false;
    });
    this.terminal.parser.registerEscHandler({ final: 'c' }, () => {
      this.erasures += 1;
      return false;
    });
  }

  get buffer(): IBuffer {
    return this.terminal.buffer.active;
  }

  /** Index in the buffer of the line the cursor is in. */
  get line(): number {
    return this.buffer.baseY + this.buffer.cursorY;
  }

  /** Queues text, and a function to call when just that much has been written. */
  write(data: string, then?: () => void): void {
    this.queued += data.length + 40;
    this.writer.write(
      data,
      then &&
        (() => {
          // An exception inside the emulator's callback would end the process instead of reaching the caller.
          try {
            if (this.failure === undefined) then();
          } catch (error) {
            this.failure = error;
          }
        }),
    );
  }

  /** Calls `then` whenever a line feed is being written, before anything behind it is. */
  onLineFeed(then: () => void): void {
    this.terminal.onLineFeed(() => {
      try {
        if (this.failure === undefined) then();
      } catch (error) {
        this.failure = error;
      }
    });
  }

  /** Whether so much is queued that `drain` should be awaited before more. */
  get full(): boolean {
    return this.queued > BATCH;
  }

  /**
   * Waits until everything queued has been written.
   *
   * @throws whatever a queued function threw
   */
  async drain(): Promise<void> {
    await new Promise<void>((resolve) => this.terminal.write('', resolve));
    this.queued = 0;
    if (this.failure !== undefined) throw this.failure;
  }

  /** Changes the size, after everything queued. */
  async resize(cols: number, rows: number): Promise<void> {
    await this.drain();
    this.terminal.resize(cols, rows);
  }

  dispose(): void {
    this.terminal.dispose();
  }
}
