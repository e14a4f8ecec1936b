import { cellsOf, plainText, type Run, runsToHtml } from './cells.ts';
import type { Cue, Frames } from './model.ts';

/** Frames closer together than this are one: 30 a second are enough to see a program at work. */
const FRAME_MS = 33;

/** A row of a terminal. */
export interface Row {
  runs: Run[];
  /** The terminal wrapped the row before, so no newline stands between. */
  wrapped: boolean;
  /** Cells at its end that nothing was ever written to, left out of it: spaces, should the next row belong to the same line. */
  gap: number;
}

/** Rows as text: a newline before each that the terminal did not wrap. */
export function rowsToRuns(rows: readonly Row[]): Run[] {
  const runs: Run[] = [];
  for (const [i, row] of rows.entries()) {
    // The last cell before a wide character is one where that did not fit.
    const gap = (rows[i - 1]?.gap ?? 0) - (row.runs[0]?.held && row.runs[0].held.as !== 'single' ? 1 : 0);
    if (i > 0 && !row.wrapped) runs.push({ look: '', text: '\n' });
    else if (gap > 0) runs.push({ look: '', text: ' '.repeat(gap) });
    runs.push(...row.runs);
  }
  return merge(runs);
}

function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && last.look === run.look && !last.held && !run.held) last.text += run.text;
    else merged.push({ ...run });
  }
  return merged;
}

/** Cells of the longest line that rows make up. */
export function widestLine(rows: readonly Row[], cols: number): number {
  let most = 0;
  for (const row of rows) most = Math.max(most, row.wrapped ? cols : cellsOf(row.runs));
  return most;
}

/**
 * Keeps what a part of a terminal looked like over time, and finds out whether it only grew or was drawn over.
 *
 * Rows that have scrolled off the screen can no longer change, so each picture is a list of those, which only grows, and
 * of its own rows: the work grows with the output, not with its square.
 */
export class Film {
  private readonly ids = new Map<string, number>();
  private readonly rows: Row[] = [];
  private readonly frames: number[][] = [];
  private height = 0;
  private pending: number | null = null;
  private base: readonly Row[] = [];
  private baseIds: number[] = [];
  private baseLength = 0;
  /** Last picture: the list it shares, how many of it, and its own rows' ids. */
  private last: { base: number[]; count: number; own: number[] } = { base: [], count: 0, own: [] };
  private grown: Cue[] = [];
  private over = false;

  /** Whether anything shown was shown no more later. */
  get drawnOver(): boolean {
    return this.over;
  }

  /** Something was written at `ms`; what is written next comes at `next`. Returns whether a picture is due: `add` one then. */
  wrote(ms: number, next: number): boolean {
    this.pending = ms;
    return next - (this.frames.at(-1)?.[0] ?? -FRAME_MS) >= FRAME_MS;
  }

  /** Whether the last picture is older than what was last written. */
  get due(): boolean {
    return this.pending !== null || this.frames.length === 0;
  }

  /**
   * A picture as it stood when something was last written.
   *
   * @param gone rows that nothing can change any more: the same array as before, grown, or another when all begins anew
   */
  add(gone: readonly Row[], own: readonly Row[]): void {
    const ms = this.pending ?? this.frames.at(-1)?.[0] ?? 0;
    this.pending = null;
    if (this.base !== gone) {
      this.base = gone;
      this.baseIds = [];
      this.baseLength = 0;
    }
    for (let i = this.baseIds.length; i < gone.length; i += 1) {
      this.baseIds.push(this.idOf(gone[i]!, i === 0));
      this.baseLength += lengthOf(gone[i]!, i === 0);
    }
    const { last, baseIds } = this;
    const ids = own.map((row, i) => this.idOf(row, i === 0 && baseIds.length === 0));
    const shared = last.base === baseIds ? last.count : 0;
    const before = last.base === baseIds ? last.own : [...last.base.slice(0, last.count), ...last.own];
    const now = [...(shared < baseIds.length ? baseIds.slice(shared) : []), ...ids];
    let same = 0;
    while (same < now.length && now[same] === before[same]) same += 1;
    if (same < now.length || same < before.length || this.frames.length === 0) {
      this.frames.push([ms, shared + same, ...now.slice(same)]);
      this.over ||= !this.grew(before.slice(same), now[same]);
      const length = own.reduce((sum, row, i) => sum + lengthOf(row, i === 0 && gone.length === 0), this.baseLength);
      this.grown.push([ms, length]);
    }
    this.last = { base: baseIds, count: baseIds.length, own: ids };
    this.height = Math.max(this.height, baseIds.length + own.length);
  }

  /** Whether what of the picture before is not in this one is only the beginning of the row that stands there. */
  private grew(before: number[], now: number | undefined): boolean {
    if (before.length === 0) return true;
    if (before.length > 1) return false;
    return beginsWith(now === undefined ? [] : this.rows[now]!.runs, this.rows[before[0]!]!.runs);
  }

  /** All pictures, and when how much of the text was there, should it only have grown. */
  finish(): { frames: Frames; shown: Cue[] } {
    return { frames: { rows: [...this.ids.keys()], frames: this.frames, height: this.height }, shown: this.grown };
  }

  private idOf(row: Row, first: boolean): number {
    const html = (row.wrapped || first ? '' : '\n') + runsToHtml(row.runs);
    let id = this.ids.get(html);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(html, id);
      this.rows.push(row);
    }
    return id;
  }
}

function lengthOf(row: Row, first: boolean): number {
  return plainText(row.runs).length + (row.wrapped || first ? 0 : 1);
}

/** Whether a row begins with what another is, but for spaces at its end: in text and in look. */
function beginsWith(runs: readonly Run[], start: readonly Run[]): boolean {
  const text = plainText(start).trimEnd();
  if (!plainText(runs).startsWith(text)) return false;
  const looks = looksOf(runs);
  return looksOf(start)
    .slice(0, text.length)
    .every((look, i) => look === looks[i]);
}

function looksOf(runs: readonly Run[]): string[] {
  return runs.flatMap((run) => Array<string>(run.text.length).fill(run.look));
}
