import type { ReplayClock } from '../asciicast/index.ts';
import { cellsOf, plainText, readRegion, type Run, sliceRuns } from './cells.ts';
import type { Emulator, Place } from './emulator.ts';
import type { Block, Cue, Output } from './model.ts';
import { Region } from './region.ts';
import { TypedLine } from './typed-line.ts';

/** What a block is made of before anything is written to it. */
export interface BlockStart {
  step: number;
  own: boolean;
  /** True seconds at which the step began, and the clock that makes replay time of true time. */
  from: number;
  clock: ReplayClock;
  /** Whether its output may be drawn over, so that pictures of it are kept until that is known. */
  watch: boolean;
}

/** Fills one block while its part of the cast is written to the emulator. All is called between writes. */
export class BlockBuilder {
  readonly block: Block;
  /** Cells of its longest line. */
  cells = 0;
  private readonly emulator: Emulator;
  private readonly start: BlockStart;
  private line: TypedLine | null = null;
  private region: Region | null = null;

  constructor(emulator: Emulator, start: BlockStart) {
    this.emulator = emulator;
    this.start = start;
    this.block = {
      step: start.step,
      own: start.own,
      prompt: [],
      command: '',
      continuations: [],
      typed: [],
      output: { runs: [], shown: [] },
      from: start.from,
      to: start.from,
    };
  }

  private ms(time: number): number {
    const { clock, from } = this.start;
    return Math.max(0, Math.round((clock(time) - clock(from)) * 1000));
  }

  /** A line is typed from the cursor on. @param known the line, where it is known whatever the screen shows of it */
  startCommand(known: string | null): void {
    this.line = new TypedLine(this.emulator, known);
  }

  /** The prompt was drawn anew: the line begins at the cursor. */
  restartCommand(): void {
    this.line?.restart();
  }

  /** A prompt for a further line of the command begins, or ends, at the cursor. */
  continuation(begins: boolean): void {
    this.line?.continuation(begins);
  }

  /** Something of the line was written. */
  typed(time: number): void {
    this.line?.wrote(this.ms(time));
  }

  /** The line as it stands on the screen up to the cursor, rows joined. */
  get shownLine(): string {
    return this.line?.shown() ?? '';
  }

  /** The lines of the command, where it is known. */
  get knownLines(): readonly string[] {
    return this.line?.known?.split('\n') ?? [];
  }

  /** The command was entered. @param commandLine as the shell read it, where it said so */
  endCommand(time: number, commandLine?: string): void {
    if (!this.line) return;
    const { command, continuations, typed, cells } = this.line.finish(this.ms(time), commandLine);
    Object.assign(this.block, { command, continuations, typed, to: time });
    this.cells = Math.max(this.cells, cellsOf(this.block.prompt) + cells);
  }

  /** Enter ended a line of the command and not all of it: what was taken for output is a prompt and more typing. */
  resumeCommand(): void {
    this.region = null;
  }

  /** Output begins at the cursor, or at `place`. */
  startOutput(place?: Place): void {
    this.region = new Region(this.emulator, this.start.watch, place);
  }

  /** Something was written that is not typed. @param next when the next will be, the same when it belongs to it */
  wrote(time: number, next: number): void {
    if (!this.region) this.startOutput();
    this.region!.wrote(this.ms(time), this.ms(next));
    this.block.to = time;
  }

  switched(): void {
    this.region?.switched();
  }

  /** Call before the terminal changes its size. Returns the places that it may move. */
  beforeResize(): Place[] {
    this.region?.beforeResize();
    return [...(this.region?.places ?? []), ...(this.line?.places ?? [])];
  }

  /** The shell reported that the command has ended. */
  ended(time: number, status: number | undefined): void {
    if (status !== undefined) this.block.status = status;
    this.block.to = time;
    this.region?.end();
  }

  /** The output is complete: from here on the shell writes. @param before where it ends, if not at the cursor */
  endOutput(before?: Place): void {
    if (!this.region) return;
    const { cells, ...output } = this.region.finish(before);
    this.region = null;
    this.cells = Math.max(this.cells, cells);
    this.block.output = trimmed(output, !this.block.own);
  }

  /**
   * The unfinished line at the cursor, taken out of this block's output to begin the next block's: text so far, and where it begins.
   */
  takeLine(): { place: Place; runs: Run[] } | null {
    const { buffer } = this.emulator;
    if (!this.region || buffer.type === 'alternate' || buffer.cursorX === 0) return null;
    let y = this.emulator.line;
    while (y > 0 && buffer.getLine(y)?.isWrapped) y -= 1;
    return {
      place: { row: this.emulator.rowOf(y), x: 0 },
      runs: readRegion(buffer, y, 0, this.emulator.line, buffer.cursorX),
    };
  }
}

/** Without line ends behind the text, and before that of another terminal's step, which begins at that terminal's prompt. */
function trimmed({ runs, shown, frames }: Output, lead: boolean): Output {
  if (frames) return { runs, shown, frames };
  const text = plainText(runs);
  const from = lead ? /^\n*/.exec(text)![0].length : 0;
  const to = Math.max(from, text.replace(/\n+$/, '').length);
  const cues = shown.map(([ms, n]): Cue => [ms, Math.min(Math.max(n - from, 0), to - from)]);
  return {
    runs: from > 0 || to < text.length ? sliceRuns(runs, from, to) : runs,
    shown: cues.filter(([, n], i) => n > (cues[i - 1]?.[1] ?? 0)),
  };
}
