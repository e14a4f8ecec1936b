/** Height of a line of a staircase, in pixels of the drawing. */
export const STEP = 14;

/** Room between a pole and the text beside it, and behind the text. */
const BESIDE = 20;

/** How wide a text is at about 12 px: no more than that, in any font of the site. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character.codePointAt(0)! < 0x2000 ? 6.9 : 12.2), 0);

/** Something that stands on an axis on a pole of its own, its text to the right of the pole. */
export interface Flag {
  x: number;
  text: string;
}

/**
 * Levels for flags on an axis, so that no text meets another, or the pole of a later one: of those that stand close
 * together the earlier is the higher.
 * @param flags in the order of their places on the axis
 * @returns the flags with their levels, 0 the lowest, and how high all of them are
 */
export function staircase<T extends Flag>(flags: T[]): { flags: (T & { level: number })[]; height: number } {
  const done: (T & { level: number })[] = [];
  for (const flag of [...flags].reverse()) {
    const end = flag.x + widthOf(flag.text) + BESIDE;
    const below = done.filter((later) => later.x < end).map((later) => later.level);
    done.push({ ...flag, level: Math.max(-1, ...below) + 1 });
  }
  return { flags: done.reverse(), height: STEP * (Math.max(0, ...done.map((f) => f.level)) + 1) + 6 };
}
