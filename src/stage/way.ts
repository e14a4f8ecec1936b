/*
 * Which step of a stage is read, by where the page stands; and where it must stand for a step to be read. Numbers alone.
 */

/**
 * So much of most steps is on the screen together with what it moves, in CSS pixels: its sentence, its command and the
 * first of its output, on a telephone's narrow lines too.
 */
export const LOOK = 260;
/** Empty space at the end of a step, which need not be seen. */
const SPACE = 8;
/** All steps of a stage lie at least so far apart on the way of the page, in CSS pixels. */
const LEAST_WAY = 160;
/** What a stage's steps are, as boxes: all in CSS pixels, from the top of the list. */
export interface Boxes {
  tops: readonly number[];
  heights: readonly number[];
  /** So much of each is on the screen where it can be: of one that asks, its question. */
  looks: readonly number[];
  /** Height of the list, and of the stage: that of the list or of the pictures beside it. */
  list: number;
  stage: number;
}

/** Where on the way of a stage through the window its steps are: `top` of the list at which its first and its last one are read. */
interface Way {
  enter: number;
  leave: number;
  /** Height of what is free for steps: no more of one can be seen. */
  room: number;
}

/**
 * The way of a stage. A stage higher than the window is read from where its beginning stands at the upper edge to where
 * its end stands at the lower one, so that its pictures, which stick, are whole all the time; a lower one while all of
 * it is in sight.
 *
 * @param area upper and lower edge of what is free for steps
 */
export function wayOf({ stage }: Boxes, area: { top: number; bottom: number }): Way {
  const [first, last] = [area.top, area.bottom - stage];
  const [enter, leave] = [Math.max(first, last), Math.min(first, last)];
  const more = Math.max(0, LEAST_WAY - (enter - leave)) / 2;
  return { enter: enter + more, leave: leave - more, room: area.bottom - area.top };
}

/**
 * Where the line that reads must stand in the list for each step to be the one that is read: at the top of the first,
 * and lower and lower within the later ones, so that the beginning of each is in sight wherever the line is.
 */
function linesOf({ tops, heights, looks }: Boxes, { room }: Way): number[] {
  const last = Math.max(tops.at(-1)!, 1);
  return tops.map((top, i) => top + (top / last) * (Math.min(heights[i]!, looks[i]!, room) - SPACE));
}

/** Which step, from 1, is read when the list stands at `top`. */
export function stepAt(boxes: Boxes, way: Way, top: number): number {
  const line = Math.min(Math.max((way.enter - top) / (way.enter - way.leave), 0), 1) * boxes.list;
  return Math.max(1, linesOf(boxes, way).findLastIndex((at) => at <= line + 0.5) + 1);
}

/** Where the list stands when a step, from 1, is read. */
export function topFor(boxes: Boxes, way: Way, step: number): number {
  const lines = linesOf(boxes, way);
  const at = lines[step - 1]!;
  const line = at + Math.min(2, ((lines[step] ?? boxes.list) - at) / 2);
  return way.enter - (line / Math.max(boxes.list, 1)) * (way.enter - way.leave);
}
