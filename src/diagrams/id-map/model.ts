import { isSameProcess } from '../../kernel/identity.ts';
import type { IdRange, Process } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { processOf, titleOf, absence, type Row } from '../shared/rows.ts';
import { initialNamespaces, isNewProcess, isNewWorld } from '../shared/worlds.ts';

/** Which ids: /proc/PID/uid_map or gid_map. */
export type Kind = 'uid' | 'gid';

/** Names of ids outside, by id. */
export type Names = Record<number, string>;

/** The id the kernel shows for one that has no place in the namespace (/proc/sys/kernel/overflowuid). */
export const OVERFLOW = 65534;

/** The process whose map is shown, and its maps. */
export interface IdMap {
  title: string;
  process: Process | undefined;
  absent: string;
  /** It is in the initial user namespace: every id is itself. */
  initial: boolean;
  /** This step gave it the maps it has. */
  fresh: boolean;
  /** The row's process before the step, where that was another or had other maps. */
  was: Process | undefined;
  /** The row had no process before the step. */
  came: boolean;
  /** One picture where both maps are the same. */
  maps: { kinds: Kind[]; ranges: IdRange[] }[];
}

/** A stretch of ids on one side, from its top in em. */
export interface Block {
  side: 'inside' | 'outside';
  first: number;
  length: number;
  /** A range of the map; undefined for ids between ranges, and for what those look like inside. */
  range: IdRange | undefined;
  top: number;
  height: number;
}

/** Where everything is, in em. */
export interface Layout {
  blocks: Block[];
  /** Join the centre or the whole of one block inside with one outside. */
  bands: { inside: Block; outside: Block }[];
  height: number;
}

/** How many ids there are (a uid_t has 32 bits, and the last stands for none). */
export const ALL = 4294967295;
const SPACE = 0.55;

/** Reads the maps of the row's process. */
export function idMapOf(moment: Moment, row: Row, kinds: Kind[]): IdMap {
  const { snapshot, before, number } = moment;
  const process = processOf(row, snapshot);
  const previous = before ? processOf(row, before) : undefined;
  const maps = process ? { uid: process.uidMap, gid: process.gidMap } : { uid: [], gid: [] };
  const same = JSON.stringify(maps.uid) === JSON.stringify(maps.gid);
  const written = (of: Process) => JSON.stringify([of.uidMap, of.gidMap]);
  const stays = previous && isSameProcess(previous, process) && written(previous) === written(process!);
  return {
    title: titleOf(row, process),
    process,
    absent: absence(row, number),
    initial: process !== undefined && process.namespaces.user === initialNamespaces(snapshot).user,
    fresh:
      process !== undefined &&
      before !== null &&
      (previous && isSameProcess(previous, process)
        ? !stays
        : isNewProcess(moment, process) && isNewWorld(moment, process, 'user')),
    was: stays ? undefined : previous,
    came: before !== null && process !== undefined && previous === undefined,
    maps:
      same && kinds.length > 1
        ? [{ kinds, ranges: maps.uid }]
        : kinds.map((kind) => ({ kinds: [kind], ranges: maps[kind] })),
  };
}

/** What an id outside is inside, and undefined where it has no place there. */
export function toInside(id: number, ranges: IdRange[]): number | undefined {
  const range = ranges.find((r) => id >= r.outside && id < r.outside + r.length);
  return range && range.inside + id - range.outside;
}

/**
 * Places the ranges of a map. The scale is broken: a range of many ids is higher
 * than one of few, by the logarithm, and what lies between is one short block.
 */
export function layoutOf(ranges: IdRange[]): Layout {
  const outside: Omit<Block, 'top'>[] = [];
  let next = 0;
  const gap = (first: number, end: number) => {
    if (end > first) outside.push({ side: 'outside', first, length: end - first, range: undefined, height: 1.8 });
  };
  for (const range of [...ranges].sort((a, b) => a.outside - b.outside)) {
    gap(next, range.outside);
    outside.push({ side: 'outside', first: range.outside, length: range.length, range, height: heightOf(range) });
    next = range.outside + range.length;
  }
  gap(next, ALL);
  const inside: Omit<Block, 'top'>[] = [...ranges]
    .sort((a, b) => a.inside - b.inside)
    .map((range) => ({ side: 'inside', first: range.inside, length: range.length, range, height: heightOf(range) }));
  if (outside.some((b) => b.range === undefined))
    inside.push({ side: 'inside', first: OVERFLOW, length: 1, range: undefined, height: 2.6 });

  const height = Math.max(total(inside), total(outside));
  const [left, right] = [stack(inside, height), stack(outside, height)];
  return {
    blocks: [...left, ...right],
    bands: right.map((block) => ({ outside: block, inside: left.find((b) => b.range === block.range)! })),
    height,
  };
}

function heightOf({ length }: IdRange): number {
  return 2.3 + Math.log10(length) * 0.55;
}

function total(blocks: { height: number }[]): number {
  return blocks.reduce((sum, b) => sum + b.height + SPACE, -SPACE);
}

function stack(blocks: Omit<Block, 'top'>[], height: number): Block[] {
  let top = (height - total(blocks)) / 2;
  return blocks.map((block) => {
    const placed = { ...block, top: Math.round(top * 100) / 100 };
    top += block.height + SPACE;
    return placed;
  });
}
