import type { IBuffer, IMarker, Terminal } from '@xterm/headless';
import { plainText, readLine, type Run, runsToHtml } from './cells.ts';
import type { Frames } from './model.ts';

/** Frames closer together than this are one: 30 a second are enough to see a program at work. */
const FRAME_MS = 33;

interface Row {
  runs: Run[];
  /** The terminal wrapped the row before, so no newline stands between. */
  wrapped: boolean;
}

/**
 * Watches the part of a terminal that a step writes to and keeps what it looked like.
 *
 * Rows that have scrolled off the screen can no longer change, so each look reads the screen
 * and what has scrolled since the last look: the work grows with the output, not with its square.
 */
export class FrameLog {
  private readonly terminal: Terminal;
  private readonly ids = new Map<string, number>();
  private readonly frames: number[][] = [];
  private height = 0;
  private pending: number | null = null;
  /** Rows that have scrolled off the main screen, which nothing can change any more, and their ids. */
  private gone: Row[] = [];
  private goneIds: number[] = [];
  /** Line of the buffer where the rows that can still change begin. */
  private edge: IMarker | undefined;
  /** Rows below `gone` at the last look at the main screen. */
  private screen: Row[] = [];
  /** Last picture: the ids it shares with `goneIds` (or another list, when that was begun anew) and its own. */
  private last: { base: number[]; count: number; own: number[] } = { base: [], count: 0, own: [] };
  private startedInAlternate: boolean;
  /** The alternate screen at the last look at it, and at the last look that saw something there. */
  private alternate: Row[] = [];
  private lastAlternate: Row[] = [];

  constructor(terminal: Terminal) {
    this.terminal = terminal;
    this.startedInAlternate = this.buffer.type === 'alternate';
    this.edge = terminal.registerMarker(0);
  }

  private get buffer(): IBuffer {
    return this.terminal.buffer.active;
  }

  /** Call before something is written at `ms`: keeps the picture as it stands, if it stood long enough. */
  before(ms: number): void {
    if (this.pending !== null && ms - (this.frames.at(-1)?.[0] ?? -FRAME_MS) >= FRAME_MS) this.look();
  }

  /** Call after something was written at `ms`. */
  after(ms: number): void {
    this.pending = ms;
  }

  /** Call after the program may have changed between the main and the alternate screen. */
  switched(): void {
    if (!this.startedInAlternate || this.buffer.type === 'alternate') return;
    this.startedInAlternate = false;
    this.restart(0);
  }

  /** The frames so far, and the text that stays: the main screen's, after the last picture of the alternate one. */
  finish(): { frames: Frames; runs: Run[] } {
    if (this.pending !== null || this.frames.length === 0) this.look();
    const main = this.buffer.type === 'alternate' ? [] : [...this.gone, ...this.screen];
    const runs: Run[] = [];
    for (const rows of [this.lastAlternate, main]) {
      for (const row of rows) {
        if (runs.length > 0 && !row.wrapped) runs.push({ look: '', text: '\n' });
        runs.push(...row.runs);
      }
    }
    return { frames: { rows: [...this.ids.keys()], frames: this.frames, height: this.height }, runs };
  }

  private look(): void {
    const ms = this.pending ?? 0;
    this.pending = null;
    const inAlternate = this.buffer.type === 'alternate';
    if (inAlternate) this.readAlternate();
    else this.readMain();
    const base = inAlternate ? [] : this.goneIds;
    const rows = inAlternate ? this.alternate : this.screen;
    const own = rows.map((row, i) => this.idOf(row, i === 0 && base.length === 0));
    const { last } = this;
    const shared = last.base === base ? last.count : 0;
    const before = last.base === base ? last.own : [...last.base.slice(0, last.count), ...last.own];
    const now = [...base.slice(shared), ...own];
    let same = 0;
    while (same < now.length && now[same] === before[same]) same += 1;
    const changed = same < now.length || same < before.length;
    if (changed || this.frames.length === 0) this.frames.push([ms, shared + same, ...now.slice(same)]);
    this.last = { base, count: base.length, own };
    this.height = Math.max(this.height, base.length + own.length);
  }

  private readAlternate(): void {
    const rows = this.readRows(this.buffer.baseY, this.buffer.baseY + this.terminal.rows, true);
    this.alternate = rows;
    if (rows.some((row) => plainText(row.runs).trim() !== '')) this.lastAlternate = rows;
  }

  private readMain(): void {
    const { baseY, cursorY } = this.buffer;
    const edge = this.edge?.line ?? -1;
    // A program that went above its own beginning owns the whole screen from there on.
    if (edge < 0 || baseY + cursorY < edge) this.restart(-cursorY);
    else if (baseY > edge) {
      for (const row of this.readRows(edge, baseY, false)) {
        this.goneIds.push(this.idOf(row, this.gone.length === 0));
        this.gone.push(row);
      }
      this.edge?.dispose();
      this.edge = this.terminal.registerMarker(-cursorY);
    }
    this.screen = this.readRows(this.edge?.line ?? baseY, baseY + this.terminal.rows, true);
  }

  private restart(offset: number): void {
    this.gone = [];
    this.goneIds = [];
    this.screen = [];
    this.edge?.dispose();
    this.edge = this.terminal.registerMarker(offset);
  }

  /** @param trim leave out the rows at the end that have nothing on them */
  private readRows(from: number, to: number, trim: boolean): Row[] {
    const rows: Row[] = [];
    let used = 0;
    for (let y = from; y < to; y += 1) {
      const line = this.buffer.getLine(y);
      if (!line) break;
      const runs: Run[] = [];
      readLine(line, 0, line.length, runs);
      rows.push({ runs, wrapped: line.isWrapped });
      if (runs.length > 0) used = rows.length;
    }
    if (trim) rows.length = used;
    return rows;
  }

  private idOf(row: Row, first: boolean): number {
    const html = (row.wrapped || first ? '' : '\n') + runsToHtml(row.runs);
    let id = this.ids.get(html);
    if (id === undefined) this.ids.set(html, (id = this.ids.size));
    return id;
  }
}
