import type { Moment, Series } from '../../sources/moment.ts';
import type { Row } from '../shared/rows.ts';
import { keepPlaces } from '../shared/places.ts';
import { rowsOf, type Selector } from '../shared/select.ts';
import { panelsOf, sizeOf, WEIGHTS } from './model.ts';

/** What an author chooses. */
export interface Props {
  title: string;
  processes?: Selector[] | undefined;
}

/** Room a mount namespace's tree takes where it is largest, so that no step moves the page. */
export interface Room {
  inode: number;
  initial: boolean;
  /** By weight, as {@link Size} counts them. */
  lines: number[];
  boxes: number;
}

/** What a stage on a telephone has for a tree: pixels, and what a line, a box and a tree with its name take of them. */
const SMALL = { all: 250, line: 19, box: 26, tree: 12, name: 17 };

/** How much may be left out of the small form, so that it is whole: what weighs less than this, of {@link WEIGHTS}. */
export function smallest(rooms: Room[]): number {
  const free = rooms.reduce(
    (left, { boxes, initial }) =>
      left - SMALL.tree - boxes * SMALL.box - (rooms.length > 1 || !initial ? SMALL.name : 0),
    SMALL.all,
  );
  for (let weight = WEIGHTS - 1; weight > 0; weight -= 1)
    if (rooms.reduce((sum, { lines }) => sum + lines[weight]!, 0) * SMALL.line <= free) return weight;
  return 0;
}

/** What the picture may show. */
export interface Plan {
  title: string;
  rows: Row[];
  /** One for each tree of the source, in order. */
  rooms: Room[];
}

/** A row for each process, and room for each tree where it is largest. */
export function plan(series: Series, { title, processes }: Props, shown?: Plan): Plan {
  const rows = rowsOf(series, processes, shown?.rows);
  const moments = series.snapshots.map((snapshot, number): Moment => {
    return { number, count: null, snapshot, before: series.snapshots[number - 1] ?? null };
  });
  return { title, rows, rooms: keepPlaces(roomsOf(moments, rows), shown?.rooms, (room) => String(room.inode)) };
}

/** The rooms that a series of moments needs. */
export function roomsOf(moments: Moment[], rows: Row[]): Room[] {
  const rooms = new Map<number, Room>();
  for (const moment of moments)
    for (const { inode, initial, top } of panelsOf(moment, rows)) {
      const [{ lines, boxes }, room] = [sizeOf(top), rooms.get(inode)];
      rooms.set(inode, {
        inode,
        initial,
        lines: lines.map((n, weight) => Math.max(n, room?.lines[weight] ?? 0)),
        boxes: Math.max(boxes, room?.boxes ?? 0),
      });
    }
  return [...rooms.values()].sort((a, b) => Number(b.initial) - Number(a.initial));
}
