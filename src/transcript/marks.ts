import type { Cue } from './model.ts';

/** A frame of a common screen, in milliseconds: nothing is seen of what is finer. */
const FRAME_MS = 1000 / 60;
const A = 97;

/**
 * Times of a replay for an attribute, read by the player when the step is played. Each is relative to the one before:
 * a letter for one character more, `a` in the same frame, `b` a frame later, …; anything else as `frames:characters;`.
 * @param marks in order of time
 */
export function encodeMarks(marks: readonly Cue[]): string {
  let at = 0;
  let before = 0;
  return marks
    .map(([ms, shown]) => {
      const frames = Math.round(ms / FRAME_MS) - at;
      const more = shown - before;
      at += frames;
      before = shown;
      return more === 1 && frames < 26 ? String.fromCharCode(A + frames) : `${frames}:${more};`;
    })
    .join('');
}

/** Reads what `encodeMarks` wrote: milliseconds and characters shown by then, in turn. */
export function decodeMarks(text: string | undefined): number[] {
  const marks: number[] = [];
  let at = 0;
  let shown = 0;
  for (const [, letter, frames, more] of (text ?? '').matchAll(/([a-z])|(\d+):(-?\d+);/g)) {
    at += letter ? letter.charCodeAt(0) - A : Number(frames);
    shown += letter ? 1 : Number(more);
    marks.push(at * FRAME_MS, shown);
  }
  return marks;
}
