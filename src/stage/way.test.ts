import { describe, expect, it } from 'vitest';
import { stepAt, topFor, wayOf, type Boxes } from './way.ts';

/** Steps under each other. @param beside height of the pictures */
function boxes(heights: readonly number[], beside = 0): Boxes {
  const tops = heights.map((_, i) => heights.slice(0, i).reduce((sum, height) => sum + height, 0));
  const list = heights.reduce((sum, height) => sum + height, 0);
  return { tops, looks: heights.map((height) => Math.min(height, 220)), stage: Math.max(list, beside) };
}
const area = { top: 60, bottom: 764 };

const STAGES: readonly [string, Boxes][] = [
  ['one far higher than the window', boxes([90, 400, 120, 90, 700, 60, 90, 1300, 80, 200])],
  ['one of a step', boxes([120])],
  ['one lower than the window', boxes([90, 120, 90])],
  ['one as high as the window', boxes([100, 204, 300, 100])],
  ['one whose pictures are higher than its steps', boxes([80, 80, 90], 690)],
  ['one of many low steps', boxes(Array.from({ length: 60 }, () => 70))],
];

describe.each(STAGES)('%s', (_name, of) => {
  const way = wayOf(of, area);
  const numbers = of.tops.map((_, i) => i + 1);

  it('stands at each step where the page is steered to it', () => {
    for (const n of numbers) expect(stepAt(way, topFor(way, n)), `step ${n}`).toBe(n);
  });

  it('stays there where the page goes back by a touch', () => {
    for (const n of numbers)
      if (n > 1 && way.from[n]! - way.from[n - 1]! > 12 / (way.enter - way.leave))
        expect(stepAt(way, topFor(way, n) + 4), `step ${n}`).toBe(n);
  });

  it('goes through all steps in order as the page goes on', () => {
    const seen: number[] = [];
    for (let top = way.enter + 40; top >= way.leave - 40; top -= 1) {
      const step = stepAt(way, top);
      if (seen.at(-1) !== step) seen.push(step);
    }
    expect(seen).toEqual(numbers);
  });

  it('has the beginning of the step that is read, and the pictures, in sight', () => {
    for (const n of numbers) {
      const top = topFor(way, n);
      const [from, to] = [top + of.tops[n - 1]!, top + of.tops[n - 1]! + of.looks[n - 1]!];
      // A stage as high as the window is read over a way of its own: a part of it may leave.
      const slack = Math.max(0, 160 - Math.abs(of.stage - (area.bottom - area.top))) / 2;
      expect(from, `step ${n}`).toBeGreaterThanOrEqual(area.top - slack - 7);
      expect(to, `step ${n}`).toBeLessThanOrEqual(area.bottom + slack + 1);
    }
  });
});
