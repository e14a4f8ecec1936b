import { describe, expect, it } from 'vitest';
import { bitsOf, holds } from './capabilities.ts';

describe('a capability mask', () => {
  it('is read from its right end, across the 32 bits a number could shift', () => {
    expect(bitsOf('00000000a80425fb')).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31]);
    expect(bitsOf('000001ffffffffff')).toEqual(Array.from({ length: 41 }, (_, bit) => bit));
    expect(bitsOf('0000000000000000')).toEqual([]);
    expect([31, 32, 39, 40].map((bit) => holds('0000018080000000', bit))).toEqual([true, false, true, true]);
  });

  it('holds nothing above its digits', () => {
    expect(holds('ff', 8)).toBe(false);
  });
});
