import type { Series } from '../../sources/moment.ts';
import { processOf, titleOf } from '../shared/rows.ts';
import { rowsOf, type Selector } from '../shared/select.ts';
import { cutOf, STRINGS, printedOf, type StringId } from './model.ts';

/** What an author chooses, and what was typed: no snapshot has that. */
export interface Props {
  title: string;
  processes: readonly Selector[];
  /** The steps of the recording, in order. */
  steps: readonly { id: string; command: string }[];
  /** Before a step's id, for the address of its row: `#handmade.`. */
  address: string;
  /** Where each string's head leads to. */
  sections: Record<StringId, string>;
}

/** One row: a step, and what of its process is cut after it. */
export interface ScoreRow {
  id: string;
  command: string;
  /** Which of {@link Plan.parts} the row belongs to. */
  part: number;
  /** By place in {@link STRINGS}: `1` where that string is cut after the step, else `0`. */
  cut: string;
  /** What this step cut, each with its value where a terminal prints one. */
  fresh: Partial<Record<StringId, string>>;
}

/** All that is ever drawn: a score shows every moment at once, and a moment only which row is being played. */
export interface Plan {
  title: string;
  address: string;
  sections: Record<StringId, string>;
  /** What each process is called. */
  parts: string[];
  rows: ScoreRow[];
}

/**
 * Reads from the snapshots which strings are cut after which step. The rows belong to the first process, and from where
 * another comes into being to that one.
 */
export function plan(series: Series, { title, processes, steps, address, sections }: Props): Plan {
  const { snapshots } = series;
  const [start] = snapshots as [(typeof snapshots)[number]];
  const of = rowsOf(series, processes);
  const parts = of.map((row) => titleOf(row, processOf(row, snapshots[row.first]!)));
  let before: StringId[] = [];
  let part = 0;
  const rows = steps.map(({ id, command }, i): ScoreRow => {
    const number = i + 1;
    const next = Math.max(
      0,
      of.findLastIndex(({ first }) => first <= number),
    );
    if (next !== part) before = [];
    part = next;
    const snapshot = snapshots[number];
    const row = of[part];
    const process = snapshot && row && processOf(row, snapshot);
    const now = process ? cutOf(process, snapshot, start) : [];
    const fresh = process ? now.filter((string) => !before.includes(string)) : [];
    before = now;
    return {
      id,
      command,
      part,
      cut: STRINGS.map((string) => (now.includes(string) ? '1' : '0')).join(''),
      fresh: Object.fromEntries(fresh.map((string) => [string, printedOf(string, process!) ?? ''])),
    };
  });
  return { title, address, sections, parts, rows };
}
