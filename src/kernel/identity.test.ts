import { expect, test } from 'vitest';
import { isSameProcess } from './identity.ts';

test.each([
  [{ pid: 7, startTime: 10 }, { pid: 7, startTime: 10 }, true],
  [{ pid: 7, startTime: 10 }, { pid: 7, startTime: 11 }, false],
  [{ pid: 7, startTime: 10 }, { pid: 8, startTime: 10 }, false],
  [{ pid: 7 }, { pid: 7, startTime: 11 }, true],
  [{ pid: 7, startTime: 10 }, { pid: 7 }, true],
  [{ pid: 7 }, { pid: 8 }, false],
  [undefined, { pid: 7 }, false],
  [undefined, undefined, false],
])('%o and %o are one process: %s', (a, b, same) => {
  expect(isSameProcess(a, b)).toBe(same);
});
