import { describe, expect, it } from 'vitest';
import { staircase, widthOf } from './staircase.ts';

describe('a staircase of flags', () => {
  it('has flags at the bottom that stand apart, and the earlier above the later where they are close', () => {
    const { flags, height } = staircase([
      { x: 0, text: 'far' },
      { x: 300, text: 'a longer one' },
      { x: 310, text: 'next to it' },
    ]);
    expect(flags.map((f) => f.level)).toEqual([0, 1, 0]);
    expect(height).toBeGreaterThan(staircase([{ x: 0, text: 'far' }]).height);
  });

  it('puts a flag above the pole of a later one that its text reaches', () => {
    const { flags } = staircase([
      { x: 0, text: 'x'.repeat(40) },
      { x: 100, text: 'x'.repeat(20) },
      { x: 200, text: 'x' },
    ]);
    expect(flags.map((f) => f.level)).toEqual([2, 1, 0]);
  });

  it('takes a Japanese character for wider than a Latin one', () => {
    expect(widthOf('年')).toBeGreaterThan(widthOf('a'));
  });
});
