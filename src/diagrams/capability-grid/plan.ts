import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Series } from '../../sources/moment.ts';
import { processOf, type Row } from '../shared/rows.ts';
import { rowsOf, type Selector } from '../shared/select.ts';
import { panelsOf, STATES, type Known, type State } from './model.ts';

/** What an author chooses, and what the capabilities are. */
export interface Props {
  title: string;
  processes?: Selector[] | undefined;
  /** By number. */
  known: Known[];
  /** Numbers only and no legend, to stand beside other diagrams. */
  compact: boolean;
}

/** What the grid may show. */
export interface Plan {
  title: string;
  rows: Row[];
  /** By number. */
  known: Known[];
  compact: boolean;
  /** What the legend has to explain: what occurs in any step of the source. */
  legend: { states: State[]; letters: boolean; own: boolean };
}

/** A row for each process that is ever there. */
export function plan(series: Series, { title, processes, known, compact }: Props, shown?: Plan): Plan {
  const rows = rowsOf(series, processes, shown?.rows);
  return { title, rows, known, compact, legend: legendOf(series.snapshots, rows, known.length) };
}

/** What a legend has to explain: what the rows show in any of the snapshots. */
export function legendOf(snapshots: Snapshot[], rows: Row[], count: number): Plan['legend'] {
  const panels = snapshots.flatMap((snapshot, number) =>
    panelsOf(
      { snapshot, before: null, number, count: null },
      rows.filter((row) => processOf(row, snapshot)),
      count,
    ),
  );
  const cells = panels.flatMap((panel) => panel.cells);
  return {
    states: STATES.filter((state) => cells.some((cell) => cell.state === state)).reverse(),
    letters: cells.some((cell) => cell.sets.includes('inheritable') || cell.sets.includes('ambient')),
    own: panels.some((panel) => panel.own),
  };
}
