import { describe, expect, it } from 'vitest';
import { isTelling, placesOf, valueAt, readValue } from './value.ts';

describe('a value', () => {
  it('is its kind and its text, colons and all', () => {
    expect(readValue('digest:sha256:ab')).toEqual({ kind: 'digest', text: 'sha256:ab' });
  });

  it.each([
    ['4026532201', 'uts:[4026532201]', [5]],
    ['4026532201', '40265322011 4026532201', [12]],
    ['/demo', '0::/demo', [3]],
    ['/demo', '/sys/fs/cgroup/demo/x /demo/y', []],
    ['700', 'PID 700, then 7001 and 1700.', [4]],
    ['sha256:ab', 'Digest: sha256:ab', [8]],
    ['600', '600.', [0]],
  ])('%s stands in "%s" as a word of its own', (value, text, places) => {
    expect(placesOf(value, text)).toEqual(places);
  });

  it('is found under a pointer, the longest where one is part of another', () => {
    const known = ['/demo', '/demo/leaf', '4026532201'];
    expect(valueAt('0::/demo/leaf', 5, known)).toBe('/demo/leaf');
    expect(valueAt('uts:[4026532201]', 9, known)).toBe('4026532201');
    expect(valueAt('uts:[4026532201]', 1, known)).toBeNull();
  });

  it('of one or two digits could be anything', () => {
    expect(['1', '42', '597', '/', '/x'].map((text) => isTelling({ kind: 'pid', text }))).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
  });
});
