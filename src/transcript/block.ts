import { printed, type ReplayClock } from '../asciicast/index.ts';
import { plainText, readRegion, type Run } from './cells.ts';
import { type Emulator, Place } from './emulator.ts';
import { FrameLog } from './frames.ts';
import type { Block, Mark, Output } from './model.ts';
import { cellWidth } from './width.ts';
import { cutOutput } from './writes.ts';

/** Parts of output closer together than this appear together in a replay. */
const COALESCE_MS = 33;

/** What a block is made of before anything is written to it. */
export interface BlockStart {
  step: number;
  own: boolean;
  prompt: Run[];
  /** True seconds at which the step began, and the clock that makes replay time of true time. */
  from: number;
  clock: ReplayClock;
  /** Whether its output may be drawn over, so that pictures of it are kept until that is known. */
  watch: boolean;
}

/** Fills one block while its part of the cast is written to the emulator. Functions named `on…` are called between writes. */
export class BlockBuilder {
  readonly block: Block;
  private readonly emulator: Emulator;
  private readonly start: BlockStart;
  private command: { place: Place; cells: Mark[] } | null = null;
  private runs: Run[] = [];
  private shown: [number, number][] = [];
  private length = 0;
  /** End of the output that has been read, null while there is none. */
  private tail: Place | null = null;
  private back = false;
  private redraw = false;
  private log: FrameLog | null = null;
  private carry = '';

  constructor(emulator: Emulator, start: BlockStart) {
    this.emulator = emulator;
    this.start = start;
    this.block = {
      step: start.step,
      own: start.own,
      prompt: start.prompt,
      command: '',
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

  onCommandStart(): void {
    this.command = { place: new Place(this.emulator.terminal), cells: [] };
  }

  /** Queues what is typed. */
  typed(data: string, time: number): void {
    this.emulator.write(data, () => {
      if (!this.command) return;
      const { buffer, terminal } = this.emulator;
      const lines = buffer.baseY + buffer.cursorY - Math.max(0, this.command.place.line);
      this.command.cells.push([this.ms(time), lines * terminal.cols + buffer.cursorX - this.command.place.x]);
    });
  }

  /** The command is what stands between where typing began and the cursor. May be called again when the end was found to be later. */
  onCommandEnd(time: number): void {
    if (!this.command) return;
    const { buffer } = this.emulator;
    const { place, cells } = this.command;
    const text = plainText(
      readRegion(buffer, Math.max(0, place.line), place.x, buffer.baseY + buffer.cursorY, buffer.cursorX),
    ).trimEnd();
    this.block.command = text;
    this.block.typed = typedMarks(text, cells);
    this.block.to = time;
    this.runs = [];
    this.shown = [];
    this.length = 0;
  }

  onOutputStart(): void {
    this.tail?.dispose();
    this.tail = new Place(this.emulator.terminal);
    this.back = false;
    this.redraw = this.emulator.buffer.type === 'alternate';
    this.log = this.start.watch || this.redraw ? new FrameLog(this.emulator.terminal) : null;
  }

  /** Queues what the step writes. */
  output(data: string, time: number): void {
    const ms = this.ms(time);
    const { pieces, rest } = cutOutput(this.carry + data);
    this.carry = rest;
    if (pieces.length === 0) return;
    if (this.start.watch) this.emulator.write('', () => this.log?.before(ms));
    for (const { kind, data: text } of pieces) {
      if (kind === 'text') this.emulator.write(text, () => this.onText(ms, text, time));
      else if (kind === 'move') this.emulator.write(text, () => this.onMove(ms));
      else if (kind === 'screen')
        this.emulator.write(text, () => {
          this.redraw = true;
          this.log?.switched();
        });
      else
        this.emulator.write(text, () => {
          // Erasing to the right of everything written erases nothing.
          if (this.back || !/\[0?[KJ]$|[X@P]$/.test(text)) this.redraw = true;
          this.onMove(ms);
        });
    }
    this.emulator.write('', () => this.log?.after(ms));
  }

  /** Queues what was held back because its rest had not come. */
  flush(): void {
    if (this.carry !== '') this.emulator.write(this.carry);
    this.carry = '';
  }

  private onMove(ms: number): void {
    if (this.redraw || !this.tail) return;
    const { buffer } = this.emulator;
    const line = buffer.baseY + buffer.cursorY;
    this.back = line < this.tail.line || (line === this.tail.line && buffer.cursorX < this.tail.x);
    if (!this.back) this.read(ms);
  }

  private onText(ms: number, text: string, time: number): void {
    if (!this.tail) this.onOutputStart();
    this.block.to = time;
    if (this.redraw) return;
    if (this.back && printed(text) !== '') {
      this.redraw = true;
      return;
    }
    this.onMove(ms);
  }

  /** Takes what stands between the tail and the cursor. */
  private read(ms: number): void {
    const { buffer, terminal } = this.emulator;
    const tail = this.tail!;
    const runs = readRegion(
      buffer,
      Math.max(0, tail.line),
      tail.line < 0 ? 0 : tail.x,
      buffer.baseY + buffer.cursorY,
      buffer.cursorX,
    );
    const text = plainText(runs);
    if (text !== '') {
      this.runs.push(...runs);
      this.length += text.length;
      const last = this.shown.at(-1);
      if (last && ms - last[0] < COALESCE_MS) last[1] = this.length;
      else this.shown.push([ms, this.length]);
    }
    tail.dispose();
    this.tail = new Place(terminal);
  }

  /** The output is complete: from here on the shell writes. */
  onOutputEnd(): void {
    this.block.output = this.redraw && this.log ? this.drawnOutput(this.log) : this.grownOutput();
    this.tail?.dispose();
    this.tail = null;
    this.log = null;
  }

  private drawnOutput(log: FrameLog): Output {
    const { frames, runs } = log.finish();
    return frames.frames.length > 1 || frames.height > 0
      ? { runs: merge(runs), shown: [], frames }
      : { runs: [], shown: [] };
  }

  private grownOutput(): Output {
    let runs = merge(this.runs);
    const text = plainText(runs);
    const lead = this.block.own ? 0 : /^\n*/.exec(text)![0].length;
    const end = Math.max(lead, text.replace(/\n+$/, '').length);
    if (end !== text.length || lead > 0) runs = slice(runs, lead, end);
    const shown = this.shown.map(([ms, n]): Mark => [ms, Math.min(Math.max(n - lead, 0), end - lead)]);
    return { runs, shown: shown.filter(([, n], i) => n > (i === 0 ? 0 : shown[i - 1]![1])) };
  }
}

/** Keeps characters `from` to `to` of the runs. */
function slice(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0;
  return runs
    .map((run) => {
      const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at));
      at += run.text.length;
      return { look: run.look, text };
    })
    .filter((run) => run.text !== '');
}

function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && last.look === run.look) last.text += run.text;
    else merged.push({ ...run });
  }
  return merged;
}

/** Cells the cursor had gone, as characters of the finished command: an editor may have gone back and forth in between. */
function typedMarks(text: string, cells: readonly Mark[]): Mark[] {
  const marks: Mark[] = [];
  const lengths = [0];
  let length = 0;
  for (const char of text) {
    length += char.length;
    const width = cellWidth(char.codePointAt(0)!);
    if (width === 0) lengths[lengths.length - 1] = length;
    for (let i = 0; i < width; i += 1) lengths.push(length);
  }
  for (const [ms, n] of cells) {
    const shown = n >= lengths.length ? text.length : lengths[Math.max(0, n)]!;
    const last = marks.at(-1);
    if (last?.[1] === shown) continue;
    if (last?.[0] === ms) marks[marks.length - 1] = [ms, shown];
    else marks.push([ms, shown]);
  }
  return marks;
}
