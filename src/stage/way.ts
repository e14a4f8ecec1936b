/*
 * Which step of a stage is read, by where the page stands; and where it must stand for a step to be read. Numbers alone,
 * all in CSS pixels.
 */

/** A page that is steered to a step goes so far past where that begins to be read: a touch of the wheel leaves it alone. */
const PAST = 6;
/** All steps of a stage lie at least so far apart on the way of the page. */
const LEAST_WAY = 160;

/** What a stage's steps are, as boxes. */
export interface Boxes {
  /** From the top of the list. */
  tops: readonly number[];
  /** So much of each is to be seen at once: its sentence, its command and the first of its output. */
  looks: readonly number[];
  /** Height of the stage: that of the list, or of the pictures beside it. */
  stage: number;
}

/** Upper and lower edge of what is free for steps in the window. */
export interface Area {
  top: number;
  bottom: number;
}

/** How a stage is read while it goes through the window. */
interface Way {
  /** Where the top of the list stands when the first step is read, and when the last one is. */
  enter: number;
  leave: number;
  /** From which part of the way on each step is read, 0 to 1, increasing. */
  from: readonly number[];
}

/**
 * The way of a stage. One higher than the window is read from where its beginning stands at the upper edge to where its
 * end stands at the lower one, so that its pictures, which stick, are whole all the time; a lower one while all of it is
 * in sight. Each step is read where what is to be seen of it is: the first ones high in the window, the last ones low.
 */
export function wayOf(boxes: Boxes, area: Area): Way {
  const [first, last] = [area.top, area.bottom - boxes.stage];
  const [enter, leave] = [Math.max(first, last), Math.min(first, last)];
  const more = Math.max(0, LEAST_WAY - (enter - leave)) / 2;
  const way = enter - leave + 2 * more;
  const from = first - last >= LEAST_WAY ? scrolled(boxes, area).map((by) => by / way) : inOrder(boxes);
  // The first is read as soon as the stage is.
  for (let i = 0; i < from.length; i += 1) from[i] = i === 0 ? 0 : Math.max(from[i]!, from[i - 1]! + 2 / way);
  return { enter: enter + more, leave: leave - more, from };
}

/** How far a stage higher than the window has gone up when each of its steps is read. */
function scrolled({ tops, looks, stage }: Boxes, { top, bottom }: Area): number[] {
  const room = bottom - top;
  return tops.map((y, i) => {
    const [least, most] = [Math.max(0, y + looks[i]! - room), Math.min(stage - room, y)];
    return least + Math.max(0, most - least) * (y / stage);
  });
}

/** All steps are in sight, or nearly: one after the other. */
function inOrder({ tops }: Boxes): number[] {
  return tops.map((_, i) => i / tops.length);
}

/** Which step, from 1, is read when the list stands at `top`. */
export function stepAt({ enter, leave, from }: Way, top: number): number {
  const part = Math.min(Math.max((enter - top) / (enter - leave), 0), 1);
  return Math.max(1, from.findLastIndex((at) => at <= part + 1 / (enter - leave)) + 1);
}

/** Where the list stands when a step, from 1, is read. */
export function topFor({ enter, leave, from }: Way, step: number): number {
  const [at, next] = [from[step - 1]!, from[step] ?? 1];
  const past = Math.min(PAST / (enter - leave), Math.max(0, (next - at) / 2 - 1 / (enter - leave)));
  return enter - Math.min(at + past, 1) * (enter - leave);
}
