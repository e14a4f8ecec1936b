import type { ChapterSeeking } from './chapter.ts';
import { median } from './browser.ts';
import type { PageTimes } from './first-text.ts';
import { type Seeking, type StepCost, toLayout } from './seek.ts';
import { type Bytes, type Kind, KINDS, type ScriptSize } from './weight.ts';

/** Bytes of a page, by kind. */
export interface PageWeight {
  page: string;
  kinds: Record<Kind, Bytes>;
  all: Bytes;
}

/** What was measured of one player. */
export interface Contestant {
  player: string;
  /** Bytes of its scripts, gzip. */
  script: number;
  /** Milliseconds until the first text, a number a round. */
  firstText: number[];
  steps: Seeking[];
}

export function pageTable(pages: readonly PageWeight[]): string {
  return table(
    ['page', ...KINDS, 'all'],
    pages.flatMap(({ page, kinds, all }) =>
      (['raw', 'gzip', 'brotli'] as const).map((as) => [
        as === 'raw' ? page : `  ${as}`,
        ...KINDS.map((kind) => count(kinds[kind][as])),
        count(all[as]),
      ]),
    ),
  );
}

export function scriptTable(scripts: readonly ScriptSize[]): string {
  return table(
    ['component', 'own', 'with what it imports', 'files for later', 'largest'],
    scripts.map(({ component, own, whole, asked }) => [
      component,
      count(own.gzip),
      count(whole.gzip),
      count(asked.length),
      asked.length > 0 ? count(Math.max(...asked.map((file) => file.gzip))) : '',
    ]),
  );
}

/** The last one is what the others are compared with. */
export function firstTextTable(all: readonly Contestant[]): string {
  const bare = median(all.at(-1)!.firstText);
  return table(
    ['', 'script, gzip', 'first text', 'least', 'most', 'of the last'],
    all.map(({ player, script, firstText }) => [
      player,
      `${count(script)} B`,
      `${ms(median(firstText))} ms`,
      ms(Math.min(...firstText)),
      ms(Math.max(...firstText)),
      `${(median(firstText) / bare).toFixed(2)} ×`,
    ]),
  );
}

export function pageTimesTable(pages: readonly PageTimes[]): string {
  return table(
    ['page', 'title', 'least', 'most', 'player ready', 'least', 'most'],
    pages.map(({ page, title, ready }) => [
      page,
      ...[title, ready].flatMap((times) => [median(times), Math.min(...times), Math.max(...times)].map(ms)),
    ]),
  );
}

export function stepTable(all: readonly Contestant[]): string {
  return table(
    ['', 'events', ...COSTS, 'heap'],
    all.flatMap(({ player, steps }) =>
      steps.map((s, i) => [i === 0 ? player : '', count(s.events), ...costs(s), `${(s.heap / 1e6).toFixed(1)} MB`]),
    ),
  );
}

export function chapterTable(page: string, transcripts: readonly ChapterSeeking[]): string {
  return table(
    [page, 'steps', 'diagrams', ...COSTS],
    transcripts.map((t) => [t.recording, count(t.steps), count(t.diagrams), ...costs(t)]),
  );
}

const COSTS = ['script', 'style', 'layout', 'the three', 'most', 'whole frame', 'afterwards'];
const costs = (s: StepCost): string[] => [s.script, s.style, s.layout, toLayout(s), s.most, s.all, s.after].map(ms);

/** Rows as a table of text: the first column to the left, the others to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** 12345 → 12,345 */
export const count = (n: number): string => n.toLocaleString('en-US');

/** Milliseconds: 3.2, 86, 2,731. */
const ms = (n: number): string => (n < 10 ? n.toFixed(1) : count(Math.round(n)));
