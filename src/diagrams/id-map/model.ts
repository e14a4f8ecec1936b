import type { IdRange, Process } from '../../kernel/snapshot.ts';
import type { Moment } from '../shared/moment.ts';
import { processOf, titleOf, type Row } from '../shared/rows.ts';

/** Which of the two maps is drawn: /proc/PID/uid_map or gid_map. */
export type Ids = 'uid' | 'gid';

/** One range of the map, and whether the process itself is in it. */
export interface Band extends IdRange {
  /** The process's own id, inside and outside, when this range maps it. */
  own?: { inside: number; outside: number };
  /** Height of the band, 1 to 4: each step is about a hundred times as many ids. */
  weight: 1 | 2 | 3 | 4;
}

/** What the picture shows at a moment. */
export interface IdMap {
  /** undefined while the process does not run. */
  process: Process | undefined;
  title: string;
  /** Sorted by the inside id. Empty: no map was written yet, every id is the overflow id inside. */
  bands: Band[];
  /** The one map that maps every id to itself: the initial user namespace's. */
  identity: boolean;
  /** The map is another than that of the same place before the step. */
  fresh: boolean;
}

/** How many ids an initial user namespace maps: all but 4294967295, which means "none" (user_namespaces(7)). */
export const ALL = 4_294_967_295;
/** Inside, whoever is not mapped appears as this id (/proc/sys/kernel/overflowuid). */
export const OVERFLOW = 65_534;

/** The map of a row's process. */
export function idMap(moment: Moment, row: Row, ids: Ids): IdMap {
  const process = processOf(row, moment.snapshot);
  const ranges = rangesOf(process, ids);
  const before = moment.before ? processOf(row, moment.before) : undefined;
  const own = process?.[ids].effective;
  const bands = [...ranges].sort((a, b) => a.inside - b.inside).map((range): Band => ({
    ...range,
    ...(own !== undefined && own >= range.outside && own - range.outside < range.length
      ? { own: { outside: own, inside: range.inside + own - range.outside } } : {}),
    weight: range.length === 1 ? 1 : range.length < 1000 ? 2 : range.length < 1_000_000 ? 3 : 4,
  }));
  return {
    process,
    title: titleOf(row, process),
    bands,
    identity: ranges.length === 1 && ranges[0]!.inside === 0 && ranges[0]!.outside === 0 && ranges[0]!.length === ALL,
    fresh: process !== undefined && moment.before !== null && JSON.stringify(ranges) !== JSON.stringify(rangesOf(before, ids)),
  };
}

function rangesOf(process: Process | undefined, ids: Ids): IdRange[] {
  return process?.[ids === 'uid' ? 'uidMap' : 'gidMap'] ?? [];
}
