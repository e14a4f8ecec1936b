import { describe, expect, it } from 'vitest';
import { nearestOf256, nearestOfRgb } from './palette.ts';

describe('nearestOf256', () => {
  it('leaves the sixteen named colours alone', () => {
    for (let i = 0; i < 16; i += 1) expect(nearestOf256(i)).toBe(i);
  });

  // xterm: 232 is 0x080808, each further grey ten lighter, 255 is 0xeeeeee.
  it('takes the 24 greys from black over grey to white', () => {
    const greys = Array.from({ length: 24 }, (_, i) => nearestOf256(232 + i));
    expect(greys).toEqual([...greys].sort((a, b) => [0, 8, 7, 15].indexOf(a) - [0, 8, 7, 15].indexOf(b)));
    expect(greys[0]).toBe(0);
    expect(greys[12]).toBe(8);
    expect(greys[23]).toBe(7);
    for (const [i, grey] of greys.entries()) expect(grey).toBe(nearestOfRgb((8 + i * 10) * 0x010101));
  });

  it('takes the cube by its levels 0, 95, 135, 175, 215, 255', () => {
    expect(nearestOf256(16)).toBe(0);
    expect(nearestOf256(231)).toBe(15);
    expect(nearestOf256(196)).toBe(9);
    expect(nearestOf256(46)).toBe(10);
    expect(nearestOf256(21)).toBe(4);
    expect(nearestOf256(67)).toBe(nearestOfRgb(0x5f87af));
  });
});
