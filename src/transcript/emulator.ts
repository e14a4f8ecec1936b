import type { IBuffer, Terminal } from '@xterm/headless';
import { createTerminal, Writer } from '../terminal/terminal.ts';

/** Rows kept above the screen, and how many of them are left when they become many: what a step wrote is read while it is written. */
const SCROLLBACK = 20_000;
const MANY = 8000;
const LEFT = 5000;
/** The emulator takes writes in any number, but holds at most 50 MB of them. */
const BATCH = 4_000_000;

/** A place on the terminal: a row, counted from the first that was ever written, and a cell of it. */
export interface Place {
  row: number;
  x: number;
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
  /** Rows that were there before the first of the buffer. */
  private dropped = 0;
  private queued = 0;
  private failure: unknown;

  constructor(cols: number, rows: number) {
    this.terminal = createTerminal(cols, rows, SCROLLBACK);
    this.writer = new Writer(this.terminal);
    this.terminal.parser.registerCsiHandler({ final: 'J' }, ([what]) => {
      if (what === 3) this.onErased(this.terminal.buffer.active.length - this.terminal.rows);
      return false;
    });
    this.terminal.parser.registerEscHandler({ final: 'c' }, () => {
      this.onErased(this.terminal.buffer.normal.baseY);
      return false;
    });
  }

  private onErased(rows: number): void {
    this.erasures += 1;
    this.dropped += Math.max(0, rows);
  }

  get buffer(): IBuffer {
    return this.terminal.buffer.active;
  }

  /** Index in the buffer of the line the cursor is in. */
  get line(): number {
    return this.buffer.baseY + this.buffer.cursorY;
  }

  /** Where the cursor is. */
  get cursor(): Place {
    return { row: this.dropped + this.line, x: this.buffer.cursorX };
  }

  /** The row of a line of the buffer. */
  rowOf(line: number): number {
    return this.dropped + line;
  }

  /** Index in the buffer of a place's line; less than 0 when it is there no more. */
  lineOf(place: Place): number {
    return place.row - this.dropped;
  }

  /**
   * Drops rows that are far above the screen when they have become many, so that the emulator need not, which would not
   * say how many. Call it between writes.
   */
  tidy(): void {
    const { normal } = this.terminal.buffer;
    // Behind the last column the cursor would be put back on it.
    if (normal.length - this.terminal.rows <= MANY || this.buffer.cursorX >= this.terminal.cols) return;
    const { length } = normal;
    this.terminal.options.scrollback = LEFT;
    this.dropped += length - normal.length;
    this.terminal.options.scrollback = SCROLLBACK;
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

  /**
   * Changes the size, after everything queued.
   *
   * Lines are broken at the new width. xterm.js leaves out the line of the cursor, for a shell that draws it anew, and
   * cuts off what has no room: with `keepLine` that line is broken as well, and the cursor stays behind it.
   *
   * @param places what is told where it is now
   */
  async resize(cols: number, rows: number, places: readonly Place[], keepLine: boolean): Promise<void> {
    await this.drain();
    const { terminal, buffer } = this;
    let first = this.line;
    while (first > 0 && buffer.getLine(first)?.isWrapped) first -= 1;
    const cells = (this.line - first) * terminal.cols + buffer.cursorX;
    const breaks = keepLine && buffer.type === 'normal' && cells > cols && cells % cols !== 0;
    if (breaks) this.write('\r\n');
    await this.drain();
    const markers = places.map((place) => terminal.registerMarker(this.lineOf(place) - this.line));
    terminal.resize(cols, rows);
    for (const [i, place] of places.entries()) {
      const marker = markers[i];
      if (marker && marker.line >= 0) place.row = this.rowOf(marker.line);
      marker?.dispose();
    }
    if (breaks) this.write(`\x1b[A\x1b[${(cells % cols) + 1}G`);
    await this.drain();
  }

  dispose(): void {
    this.terminal.dispose();
  }
}
