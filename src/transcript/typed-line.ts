import { cellsOf, readLine, type Run } from './cells.ts';
import type { Emulator, Place } from './emulator.ts';
import type { Block, Cue } from './model.ts';

interface ReadLine {
  text: string;
  /** Cells of the longest line of it. */
  cells: number;
  /** Where each row begins in `text`, and which row of the buffer it is. */
  rows: { y: number; from: number; x: number }[];
  /** Prompts within it: where, and their text. */
  prompts: [from: number, text: string][];
}

/** A command line while it is typed and edited, over however many rows. */
export class TypedLine {
  /** The line, where it is known: what the screen shows of it may be broken by the shell's editor. */
  readonly known: string | null;
  private readonly emulator: Emulator;
  private place: Place;
  private cursors: [ms: number, row: number, x: number][] = [];
  private prompts: { from: Place; to: Place | null }[] = [];

  constructor(emulator: Emulator, known: string | null) {
    this.emulator = emulator;
    this.known = known;
    this.place = emulator.cursor;
  }

  restart(): void {
    this.place = this.emulator.cursor;
    this.prompts = [];
  }

  /** The places that a change of the terminal's size may move. */
  get places(): Place[] {
    return [this.place, ...this.prompts.flatMap(({ from, to }) => (to ? [from, to] : [from]))];
  }

  continuation(begins: boolean): void {
    const here = this.emulator.cursor;
    const last = this.prompts.at(-1);
    if (begins) this.prompts.push({ from: here, to: null });
    else if (last && !last.to) last.to = here;
  }

  wrote(ms: number): void {
    this.cursors.push([ms, this.emulator.cursor.row - this.place.row, this.emulator.buffer.cursorX]);
  }

  /** The line as it stands on the screen up to the cursor. */
  shown(): string {
    return this.read().text;
  }

  /**
   * The line is entered, or given up.
   *
   * @param commandLine as the shell read it
   */
  finish(
    ms: number,
    commandLine: string | undefined,
  ): Pick<Block, 'command' | 'continuations'> & { typed: Cue[]; cells: number } {
    const read = this.read();
    const known = this.known ?? commandLine ?? null;
    const command = known ?? withoutPrompts(read).trimEnd();
    const continuations: [number, string][] = [];
    let before = 0;
    if (known === null)
      for (const [from, text] of read.prompts) {
        if (from - before > command.length) break;
        continuations.push([from - before, text]);
        before += text.length;
      }
    const length = command.length + before;
    const typed: Cue[] = [];
    const add = (at: number, n: number): void => {
      const shown = Math.min(n, length);
      const last = typed.at(-1);
      if ((last?.[1] ?? 0) === shown) return;
      if (last?.[0] === at) typed[typed.length - 1] = [at, shown];
      else typed.push([at, shown]);
    };
    for (const [at, row, x] of this.cursors) add(at, this.offset(read, row, x));
    if (length > 0) add(Math.max(ms, typed.at(-1)?.[0] ?? 0), length);
    return { command, continuations, typed, cells: read.cells };
  }

  /** Characters of the line before a cell. */
  private offset(read: ReadLine, row: number, x: number): number {
    const found = read.rows[Math.min(Math.max(row, 0), read.rows.length - 1)];
    if (!found) return 0;
    if (row >= read.rows.length) return read.text.length;
    const line = this.emulator.buffer.getLine(found.y);
    if (!line) return found.from;
    return Math.min(read.text.length, found.from + line.translateToString(false, found.x, Math.max(x, found.x)).length);
  }

  /**
   * Rows are one line where the terminal wrapped, and where a row is full: editors break lines themselves. A line is
   * never as long as its rows when Enter ends it: the editor has gone to the next row before.
   */
  private read(): ReadLine {
    const { buffer } = this.emulator;
    const start = this.emulator.lineOf(this.place);
    const read: ReadLine = { text: '', cells: 0, rows: [], prompts: [] };
    let cells = 0;
    for (let y = Math.max(start, 0); y <= this.emulator.line; y += 1) {
      const line = buffer.getLine(y);
      if (!line) break;
      const last = y === this.emulator.line;
      const goesOn = !last && (buffer.getLine(y + 1)?.isWrapped || isFull(line));
      const before = buffer.getLine(y - 1);
      if (y > start && !line.isWrapped && !(before && isFull(before))) {
        read.text += '\n';
        cells = 0;
      }
      const x = y === start ? this.place.x : 0;
      read.rows.push({ y, from: read.text.length, x });
      const runs: Run[] = [];
      readLine(line, x, last ? buffer.cursorX : line.length, runs, goesOn ? buffer.getLine(y + 1) : undefined);
      cells += cellsOf(runs);
      read.cells = Math.max(read.cells, cells);
      let text = runs.map((run) => run.text).join('');
      // The editor's own filler where a wide character did not fit.
      if (
        goesOn &&
        line.getCell(line.length - 1)?.getChars() === ' ' &&
        buffer
          .getLine(y + 1)
          ?.getCell(0)
          ?.getWidth() === 2
      )
        text = text.slice(0, -1);
      for (const { from, to } of this.prompts)
        if (to && this.emulator.lineOf(from) === y && from.row === to.row)
          read.prompts.push([
            read.text.length + line.translateToString(false, x, from.x).length,
            line.translateToString(false, from.x, to.x),
          ]);
      read.text += text;
    }
    return read;
  }
}

function withoutPrompts({ text, prompts }: ReadLine): string {
  let kept = '';
  let at = 0;
  for (const [from, prompt] of prompts) {
    kept += text.slice(at, from);
    at = from + prompt.length;
  }
  return kept + text.slice(at);
}

/** Whether something stands in a row's last cell. */
function isFull(line: {
  length: number;
  getCell(x: number): { getChars(): string; getWidth(): number } | undefined;
}): boolean {
  const cell = line.getCell(line.length - 1);
  return cell !== undefined && (cell.getChars() !== '' || cell.getWidth() === 0);
}
