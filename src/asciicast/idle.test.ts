import { describe, expect, it } from 'vitest';
import { limitIdle } from './idle.ts';

describe('limitIdle', () => {
  it('leaves short pauses alone', () => {
    const clock = limitIdle([0.5, 1, 1.5], 1);
    expect([0, 0.2, 1, 1.5, 9].map(clock)).toEqual([0, 0.2, 1, 1.5, 9]);
  });

  it('cuts long pauses, the one before the first event too', () => {
    const clock = limitIdle([5, 6, 16], 2);
    expect(clock(5)).toBe(2);
    expect(clock(6)).toBe(3);
    expect(clock(16)).toBe(5);
    expect(clock(17)).toBe(6);
  });

  it('runs faster inside a pause that is cut', () => {
    const clock = limitIdle([1, 11, 30], 2);
    expect([1, 2, 3, 4, 10, 11].map((t) => Number(clock(t).toFixed(9)))).toEqual([1, 1.2, 1.4, 1.6, 2.8, 3]);
    expect([20.5, 30, 31].map(clock)).toEqual([4, 5, 6]);
  });

  it('may allow one pause more than another', () => {
    const clock = limitIdle([1, 11, 21], (from, until) => (until > 12 ? until - from : 2));
    expect([11, 16, 21].map(clock)).toEqual([3, 8, 13]);
  });

  it('never runs backwards', () => {
    const times = Array.from({ length: 500 }, (_, i) => i + ((i * 7919) % 13) / 13).sort((a, b) => a - b);
    const clock = limitIdle(times, 0.7);
    for (let t = 0, last = 0; t < 510; t += 0.05) {
      expect(clock(t)).toBeGreaterThanOrEqual(last - 1e-9);
      last = clock(t);
    }
  });

  it('has no effect without events or without a limit', () => {
    expect(limitIdle([], 1)(7)).toBe(7);
    expect(limitIdle([100, 200], Number.POSITIVE_INFINITY)(150)).toBe(150);
  });
});
