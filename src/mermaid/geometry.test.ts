import { expect, test } from 'vitest';
import { roundedGeometry } from './geometry.ts';

test.each([
  ['d', 'M1.2345,-6.78L10.55.66-3.33', 'M1.2,-6.8L10.6 0.7-3.3'],
  ['d', 'M1e-7,2.5e2L3.04,4', 'M0,250L3,4'],
  ['d', 'M0,0A5.55,5.55,0,0,1,10.123,3', 'M0,0A5.6,5.6,0,0,1,10.1,3'],
  ['d', 'M0,0a5.55 5.55 0 0110.123 3', 'M0,0a5.55 5.55 0 0110.123 3'],
  ['points', '1.26,2.24 3,4', '1.3,2.2 3,4'],
  [
    'transform',
    'translate(-1.26, 2.24) scale(0.0312) rotate(12.345)',
    'translate(-1.3, 2.2) scale(0.0312) rotate(12.345)',
  ],
  ['width', '12.345', '12.3'],
  ['width', '33.333%', '33.333%'],
  ['id', 'v1.234', 'v1.234'],
  ['aria-label', '192.168.10.20', '192.168.10.20'],
  ['stroke-dasharray', '0.123', '0.123'],
  ['d', 'M-0.04,0', 'M0,0'],
])('%s="%s"', (name, value, rounded) => {
  expect(roundedGeometry(name, value)).toBe(rounded);
});
