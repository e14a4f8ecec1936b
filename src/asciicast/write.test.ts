import { describe, expect, it } from 'vitest';
import type { Cast } from './cast.ts';
import { parseCast } from './parse.ts';
import { castWriter, writeCast } from './write.ts';

/** A small deterministic generator (mulberry32), so that a failure can be repeated by its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PIECES = ['a', '漢字', '👩‍👩‍👧', '\x1b[31m', '\r\n', '"', '\\', '\u2028', '\ud800', '\0', '#', '\x7f'];

function arbitraryCast(seed: number): Cast {
  const next = random(seed);
  let time = 0;
  const events = Array.from({ length: 200 }, () => {
    time += next() < 0.3 ? 0 : next() ** 4 * 10;
    return {
      time,
      code: 'oimxq'[Math.floor(next() * 5)]!,
      data: Array.from({ length: Math.floor(next() * 5) }, () => PIECES[Math.floor(next() * PIECES.length)]).join(''),
    };
  });
  return {
    version: 3,
    cols: 20 + Math.floor(next() * 100),
    rows: 24,
    title: PIECES[Math.floor(next() * PIECES.length)]!,
    events,
  };
}

describe('writeCast', () => {
  it.each(Array.from({ length: 25 }, (_, i) => i + 1))(
    'comes back as it was, every time exact to the millisecond (seed %i)',
    (seed) => {
      const cast = arbitraryCast(seed);
      const again = parseCast(writeCast(cast), 'again.cast');
      expect(again).toEqual({
        ...cast,
        events: cast.events.map((e) => ({ ...e, time: Math.round(e.time * 1000) / 1000 })),
      });
      expect(writeCast(again)).toBe(writeCast(cast));
    },
  );

  it('does not let rounded intervals add up to a wrong time', () => {
    const events = Array.from({ length: 3000 }, (_, i) => ({ time: (i + 1) / 3000, code: 'o', data: '' }));
    const again = parseCast(writeCast({ cols: 80, rows: 24, events }), 'a.cast');
    expect(again.events.at(-1)!.time).toBe(1);
  });

  it('writes a header other players read, without fields that are absent', () => {
    expect(castWriter({ cols: 80, rows: 24, timestamp: 1, termType: 'xterm-256color' }).header).toBe(
      '{"version":3,"term":{"cols":80,"rows":24,"type":"xterm-256color"},"timestamp":1}\n',
    );
    expect(castWriter({ cols: 80, rows: 24 }).line({ time: 1.5, code: 'm', data: 'enter' })).toBe(
      '[1.500, "m", "enter"]\n',
    );
  });

  it('refuses events out of order', () => {
    const writer = castWriter({ cols: 80, rows: 24 });
    writer.line({ time: 2, code: 'o', data: '' });
    expect(() => writer.line({ time: 1, code: 'o', data: '' })).toThrow(/in order of time/);
    expect(() => writer.line({ time: Number.NaN, code: 'o', data: '' })).toThrow(RangeError);
  });
});
