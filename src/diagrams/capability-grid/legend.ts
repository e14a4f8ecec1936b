import type { Snapshot } from '../../kernel/snapshot.ts';
import { processOf, type Row } from '../shared/rows.ts';
import type { Options } from './draw.ts';
import { panelsOf, STATES } from './model.ts';

/** What a legend has to explain: what the rows show in any of the snapshots. */
export function legendOf(snapshots: Snapshot[], rows: Row[], count: number): Options['legend'] {
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
