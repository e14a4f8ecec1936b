import type { IBuffer, IBufferLine } from '@xterm/headless';
import { plainText, readLine, type Run } from './cells.ts';
import type { Emulator, Place } from './emulator.ts';
import { Film, type Row, rowsToRuns, widestLine } from './frames.ts';
import type { Output } from './model.ts';

/** Parts of output closer together than this appear together in a replay. */
const COALESCE_MS = 33;
/** Rows above the screen are read when there are more of them than this; the emulator keeps some thousands. */
const READ_ROWS = 1000;

/** What leaves everything written as it is: colours, modes, titles, line ends, erasing to the right of all there is; and what begins a prompt at column 0. */
const HARMLESS =
  / {20,}\r\x1b\[K|\x1b\[(?:[\d;:]*m|0?[JK]|\?(?:1|12|25|1004|2004|2026)[hl])|\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\)|\x1b[=>]|\x1b\(B|\r*\n/g;
const CONTROL = /[\x08\x0b\x0c\x0d\x1b\x7f-\x9f]/;

/** Whether output could be drawn over; cheap, and true too often rather than too seldom. */
export function mayRedraw(data: string): boolean {
  return CONTROL.test(data) && CONTROL.test(data.replace(HARMLESS, '').replace(/^\r$/, ''));
}

/** The part of a terminal that is written to from some place on: read when all has been written, for only then is it certain. */
export class Region {
  private readonly emulator: Emulator;
  /** Rows that nothing can change any more. Begun anew, as another array, when the region begins elsewhere. */
  private gone: Row[] = [];
  /** Where the rows that can still change begin. */
  private edge: Place;
  /** Where the shell reported the end: spaces behind it only lead to the prompt. */
  private ended: Place | null = null;
  /** What stood above the region on the screen, and left of it: a program that changes it owns the whole screen. */
  private above: { from: number; rows: string[]; left: string } | null = null;
  private erasures: number;
  private readonly film: Film | null;
  /** Where the cursor was when: row of the region and cell. To become characters when the rows are read. */
  private cursors: [ms: number, row: number, x: number][] = [];
  private shown: [ms: number, length: number][] = [];
  /** Length of the text of `gone`. */
  private length = 0;
  private readonly startedInAlternate: boolean;
  private returned = false;
  /** The alternate screen when there last was something on it. */
  private alternate: Row[] = [];

  /**
   * @param watch whether it may be drawn over, so that pictures of it are kept
   * @param start where it begins, if not at the cursor
   */
  constructor(emulator: Emulator, watch: boolean, start?: Place) {
    this.emulator = emulator;
    this.edge = { ...(start ?? emulator.cursor) };
    this.erasures = emulator.erasures;
    this.startedInAlternate = this.buffer.type === 'alternate';
    this.film = watch || this.startedInAlternate ? new Film() : null;
    if (!this.film || this.startedInAlternate) return;
    const { baseY } = this.buffer;
    const rows: string[] = [];
    for (let y = baseY; y < this.top; y += 1) rows.push(this.textOf(y));
    this.above = { from: emulator.rowOf(baseY), rows, left: this.textOf(this.top, this.edge.x) };
  }

  private get buffer(): IBuffer {
    return this.emulator.buffer;
  }

  /** Index in the buffer of the line in which the rows begin that can still change. */
  private get top(): number {
    return this.emulator.lineOf(this.edge);
  }

  /** The places that a change of the terminal's size may move. */
  get places(): Place[] {
    return this.ended ? [this.edge, this.ended] : [this.edge];
  }

  private textOf(y: number, to?: number): string {
    return this.buffer.getLine(y)?.translateToString(true, 0, to) ?? '';
  }

  /** Call after something was written at `ms`. @param next when the next will be, the same when it belongs to it */
  wrote(ms: number, next: number): void {
    if (this.film) {
      this.checkErased();
      if (this.film.wrote(ms, next) || this.buffer.baseY - this.top > READ_ROWS) this.look();
      return;
    }
    const row = this.gone.length + this.emulator.line - this.top;
    const last = this.cursors.at(-1);
    if (last && ms - last[0] < COALESCE_MS) {
      last[1] = row;
      last[2] = this.buffer.cursorX;
    } else this.cursors.push([ms, row, this.buffer.cursorX]);
    if (this.buffer.baseY - this.top > READ_ROWS) this.read();
  }

  /** Call before the terminal changes its size: rows may be broken elsewhere then. */
  beforeResize(): void {
    this.settle();
    if (this.film?.due) this.look();
    this.above = null;
  }

  /** Call when the terminal has changed between its two screens. */
  switched(): void {
    if (!this.startedInAlternate || this.returned || this.buffer.type === 'alternate') return;
    this.returned = true;
    this.begin(this.emulator.line);
  }

  /** The shell says that the command has ended: spaces behind it are no output. */
  end(): void {
    this.ended ??= this.emulator.cursor;
  }

  /**
   * All that was written, when the last of it has been.
   *
   * @param before place before which the region ends, if not at the cursor
   */
  finish(before?: Place): Output & { cells: number } {
    return this.film ? this.drawn(this.film, before) : this.grown(before);
  }

  private grown(before?: Place): Output & { cells: number } {
    this.settle();
    const rows = [...this.gone, ...this.rows(before)];
    const { cols } = this.emulator.terminal;
    return { runs: rowsToRuns(rows), shown: this.shown, cells: widestLine(rows, cols) };
  }

  private drawn(film: Film, before?: Place): Output & { cells: number } {
    this.look(before);
    const inAlternate = this.buffer.type === 'alternate';
    const main = inAlternate ? [] : [...this.gone, ...this.rows(before)];
    const rows = [...this.alternate, ...main];
    const { frames, shown } = film.finish();
    const cells = widestLine(rows, this.emulator.terminal.cols);
    const text = { runs: rowsToRuns(rows), cells };
    if (!film.drawnOver && this.alternate.length === 0) return { ...text, shown };
    return frames.height > 0 ? { ...text, shown: [], frames } : { ...text, shown: [] };
  }

  /** Rows that can still change: to the cursor, or to the end of the screen where the cursor may have gone back. */
  private rows(before?: Place): Row[] {
    const { baseY } = this.buffer;
    const to = before
      ? { y: this.emulator.lineOf(before), x: before.x }
      : this.film
        ? null
        : { y: this.emulator.line, x: this.buffer.cursorX };
    const rows: Row[] = [];
    let used = 0;
    const last = to ? to.y : baseY + this.emulator.terminal.rows - 1;
    for (let y = Math.max(this.top, 0); y <= last; y += 1) {
      const row = this.readRow(y, y === to?.y ? to.x : undefined);
      if (!row) break;
      rows.push(row);
      if (row.runs.length > 0) used = rows.length;
    }
    if (!to) rows.length = used;
    return rows;
  }

  private readRow(y: number, to?: number): Row | null {
    const line = this.buffer.getLine(y);
    if (!line) return null;
    const runs: Run[] = [];
    const first = this.gone.length === 0 && y === this.top;
    const wrapped = line.isWrapped && !first;
    let end = to ?? line.length;
    if (this.ended && y === this.emulator.lineOf(this.ended) && blankFrom(line, this.ended.x))
      end = Math.min(end, this.ended.x);
    const gap = readLine(line, first ? this.edge.x : 0, end, runs, this.goesOn(line, y));
    return { runs, wrapped, gap };
  }

  /**
   * The row in which one goes on, where that must be known to read it: its last cell is blank and has a colour. What follows
   * plain blanks is looked at when rows become text, for the row below can still change.
   */
  private goesOn(line: IBufferLine, y: number): IBufferLine | undefined {
    const last = line.getCell(line.length - 1);
    if (last?.getChars() !== '' || (last.isBgDefault() && !last.isInverse())) return undefined;
    const next = this.buffer.getLine(y + 1);
    return next?.isWrapped ? next : undefined;
  }

  /** Reads the rows that have scrolled off the screen; not into the middle of a line, which another width would break elsewhere. */
  private read(): void {
    const { baseY } = this.buffer;
    let to = baseY;
    while (to > this.top && this.buffer.getLine(to)?.isWrapped) to -= 1;
    if (to <= this.top) {
      if (baseY - this.top < 2 * READ_ROWS) return;
      to = baseY;
    }
    this.settle();
    for (let y = this.top; y < to; y += 1) {
      const row = this.readRow(y);
      if (!row) break;
      this.length += plainText(row.runs).length + (this.gone.length > 0 && !row.wrapped ? 1 : 0);
      this.gone.push(row);
    }
    this.begin(to);
  }

  private begin(line: number): void {
    this.edge = { row: this.emulator.rowOf(line), x: 0 };
  }

  /** Makes characters of the cursor's places. */
  private settle(): void {
    let row = this.gone.length;
    let y = Math.max(this.top, 0);
    let length = this.length;
    for (const [ms, to, x] of this.cursors) {
      for (; row < to; row += 1, y += 1) length += this.lengthOf(y, row);
      this.shown.push([ms, length + this.lengthOf(y, row, x)]);
    }
    this.cursors = [];
  }

  /** Characters of a row up to cell `to`, the newline before it included. */
  private lengthOf(y: number, row: number, to?: number): number {
    const read = this.readRow(y, to);
    return read ? plainText(read.runs).length + (row > 0 && !read.wrapped ? 1 : 0) : 0;
  }

  /** The rows above the screen were erased, and with them what was read of them. */
  private checkErased(): void {
    if (this.erasures === this.emulator.erasures) return;
    this.erasures = this.emulator.erasures;
    this.gone = [];
    if (this.top < 0) this.begin(0);
  }

  private restart(): void {
    this.gone = [];
    this.above = null;
    this.begin(this.buffer.baseY);
  }

  private look(before?: Place): void {
    const { film } = this;
    if (!film) return;
    if (this.buffer.type === 'alternate') {
      const rows = this.alternateRows();
      film.add([], rows);
      if (rows.some((row) => plainText(row.runs).trim() !== '')) this.alternate = rows;
      return;
    }
    const { baseY } = this.buffer;
    if (this.emulator.line < this.top || this.isOver()) this.restart();
    else if (baseY > this.top) this.read();
    film.add(this.gone, this.rows(before));
  }

  private alternateRows(): Row[] {
    const rows: Row[] = [];
    let used = 0;
    for (let y = this.buffer.baseY; y < this.buffer.baseY + this.emulator.terminal.rows; y += 1) {
      const line = this.buffer.getLine(y);
      if (!line) break;
      const runs: Run[] = [];
      const gap = readLine(line, 0, line.length, runs, this.goesOn(line, y));
      rows.push({ runs, wrapped: line.isWrapped && rows.length > 0, gap });
      if (runs.length > 0) used = rows.length;
    }
    rows.length = used;
    return rows;
  }

  /** Whether something above the region, or left of it, has been changed. */
  private isOver(): boolean {
    const { above } = this;
    if (!above) return false;
    const from = above.from - this.emulator.rowOf(0);
    for (let i = Math.max(0, this.buffer.baseY - from); i < above.rows.length; i += 1)
      if (this.textOf(from + i) !== above.rows[i]) return true;
    return this.gone.length === 0 && this.textOf(this.top, this.edge.x) !== above.left;
  }
}

function blankFrom(line: IBufferLine, x: number): boolean {
  for (let i = x; i < line.length; i += 1) {
    const cell = line.getCell(i);
    if (cell && (cell.getChars().trim() !== '' || !cell.isBgDefault() || cell.isInverse())) return false;
  }
  return true;
}
