import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Moment, Series } from '../../sources/moment.ts';
import { keyOf, processOf, type Row } from '../shared/rows.ts';
import { rowsOf, type Selector } from '../shared/select.ts';
import { initialNamespaces } from '../shared/worlds.ts';
import { idMapOf, layoutOf, type Kind, type Names } from './model.ts';
import { namesOf, type People } from './names.ts';

/** What an author chooses. */
export interface Props extends People {
  title: string;
  /** Whose maps. Default: the first shell or watched process that ever leaves the initial user namespace. */
  process?: Selector | undefined;
  ids: 'uid' | 'gid' | 'both';
}

/** What the map may show. */
export interface Plan {
  title: string;
  row: Row;
  kinds: Kind[];
  /** Names of ids outside. */
  names: Record<Kind, Names>;
  /** Height kept for the highest map of the source, in em of the picture. */
  height: number;
}

/** The row while no process fits. */
const NOBODY: Row = { name: 'プロセス', first: Number.MAX_SAFE_INTEGER, last: -1 };

/** One process, and room for its highest map. */
export function plan(series: Series, { title, process, ids, ...people }: Props, shown?: Plan): Plan {
  const { snapshots } = series;
  const rows = rowsOf(series, process === undefined ? undefined : [process]);
  // The one that is shown stays, as long as it is as good as any.
  const [staying, others] = [true, false].map((stays) =>
    rows.filter((row) => stays === (shown !== undefined && keyOf(row) === keyOf(shown.row))),
  ) as [Row[], Row[]];
  const row = chooseRow(snapshots, [...staying, ...others]) ?? NOBODY;
  const kinds: Kind[] = ids === 'both' ? ['uid', 'gid'] : [ids];
  const height = Math.max(
    0,
    ...snapshots.map((snapshot, number) => heightOf({ snapshot, before: null, number, count: null }, row, kinds)),
  );
  return { title, row, kinds, names: namesOf(series, people), height };
}

/** The first row whose process ever is in a user namespace of its own, else the first that is not pid 1. */
function chooseRow(snapshots: Snapshot[], rows: Row[]): Row | undefined {
  const leaves = (row: Row) =>
    snapshots.some((s) => {
      const user = processOf(row, s)?.namespaces.user;
      return user !== undefined && user !== initialNamespaces(s).user;
    });
  return rows.find(leaves) ?? rows.find((row) => row.pid !== 1) ?? rows[0];
}

/** How high the picture of a moment is, in em: what `Plan.height` is the greatest of. */
export function heightOf(moment: Moment, row: Row, kinds: Kind[]): number {
  return Math.max(...idMapOf(moment, row, kinds).maps.map((m) => layoutOf(m.ranges).height));
}
