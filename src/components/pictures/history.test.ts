import { describe, expect, it } from 'vitest';
import { parseHistory, readHistory } from './history.ts';

describe('the timeline', () => {
  it('gathers what happened in a year and counts the silent years before it', () => {
    const years = parseHistory(
      '- { year: 1979, lane: isolate, name: a, where: x }\n- { year: 1982, lane: limit, name: b, where: x }\n- { year: 1982, lane: limit, name: c, where: x }',
      'f',
    );
    expect(years.map((y) => [y.year, y.silent, y.events.limit.map((e) => e.name)])).toEqual([
      [1979, 0, []],
      [1982, 2, ['b', 'c']],
    ]);
  });

  it.each([
    ['- { year: 1979, lane: isolat, name: a, where: x }', /^f:1:23: 0\.lane: .* Did you mean isolate\?$/],
    ['- { year: 1979, lane: limit, where: x }', /^f:1:3: 0\.name: is missing/],
    [
      '- { year: 1982, lane: limit, name: b, where: x }\n- { year: 1979, lane: limit, name: a, where: x }',
      /^f:2:11: 1\.year: a \(1979\) stands after 1982/,
    ],
  ])('refuses %s', (text, message) => {
    expect(() => parseHistory(text, 'f')).toThrow(message);
  });

  it('of the site shows what the chapter says: nothing to ship before 2013, no year without isolation work till then', () => {
    const years = readHistory();
    expect(years.find((y) => y.events.ship.length > 0)!.year).toBe(2013);
    expect(years.filter((y) => y.year < 2013).every((y) => y.events.isolate.length > 0)).toBe(true);
  });
});
