import { expect, it } from 'vitest';
import { bytesText } from './bytes.ts';

it('a size has three digits and the unit they fit in', () => {
  expect([0, 12, 999, 1000, 283_904, 999_499, 999_600, 7_795_300, 20e6, 999_499_999, 1.5e9].map(bytesText)).toEqual([
    '0 B',
    '12 B',
    '999 B',
    '1 kB',
    '284 kB',
    '999 kB',
    '1 MB',
    '7.8 MB',
    '20 MB',
    '999 MB',
    '1.5 GB',
  ]);
});
