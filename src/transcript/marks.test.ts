import { describe, expect, it } from 'vitest';
import { decodeMarks, encodeMarks } from './marks.ts';
import type { Cue } from './model.ts';

describe('marks', () => {
  it('come back as they were, to half a frame that does not add up', () => {
    const marks: Cue[] = Array.from({ length: 500 }, (_, i) => [60 + i * 63, i + 1]);
    marks.push([40_000, 498], [41_000, 498 + 80 * 24]);
    const read = decodeMarks(encodeMarks(marks));
    expect(read.length).toBe(marks.length * 2);
    for (const [i, [ms, shown]] of marks.entries()) {
      expect(Math.abs(read[i * 2]! - ms)).toBeLessThan(8.34);
      expect(read[i * 2 + 1]).toBe(shown);
    }
  });

  it('take a letter for a typed character', () => {
    expect(
      encodeMarks([
        [0, 1],
        [50, 2],
        [50, 3],
        [400, 4],
        [1000, 5],
        [1100, 4],
        [1100, 30],
      ]),
    ).toBe('adav36:1;6:-1;0:26;');
  });

  it('are none where there is nothing', () => {
    expect(decodeMarks(undefined)).toEqual([]);
    expect(encodeMarks([])).toBe('');
  });
});
