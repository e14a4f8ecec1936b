import { describe, expect, it } from 'vitest';
import { CastError } from './cast.ts';
import { MAX_LINE_BYTES, parseCast } from './parse.ts';

const V3 = '{"version": 3, "term": {"cols": 80, "rows": 24}}\n';
const V2 = '{"version": 2, "width": 80, "height": 24}\n';

describe('parseCast', () => {
  it('reads version 1, whose delays follow each other', () => {
    const cast = parseCast(
      JSON.stringify(
        {
          version: 1,
          width: 80,
          height: 24,
          duration: 1.5,
          command: '/bin/zsh',
          title: '',
          env: { TERM: 'xterm' },
          stdout: [
            [0.25, 'a'],
            [1.001376, 'b'],
          ],
        },
        null,
        2,
      ),
      'one.cast',
    );
    expect(cast).toEqual({
      version: 1,
      cols: 80,
      rows: 24,
      command: '/bin/zsh',
      title: '',
      env: { TERM: 'xterm' },
      events: [
        { time: 0.25, code: 'o', data: 'a' },
        { time: 1.251376, code: 'o', data: 'b' },
      ],
    });
  });

  it('reads version 2, whose times are absolute', () => {
    const cast = parseCast(
      '{"version": 2, "width": 80, "height": 24, "idle_time_limit": 2, "env": {"SHELL": null, "TERM": "xterm"}}\n[0.5, "o", "a"]\n[1.5, "m", ""]\n[1.5, "i", "\\r"]\n',
      'two.cast',
    );
    expect(cast.idleTimeLimit).toBe(2);
    expect(cast.env).toEqual({ TERM: 'xterm' });
    expect(cast.events.map((e) => [e.time, e.code])).toEqual([
      [0.5, 'o'],
      [1.5, 'm'],
      [1.5, 'i'],
    ]);
  });

  it('reads version 3, whose times are intervals, with comments, blank lines and unknown codes', () => {
    const cast = parseCast(
      '{"version": 3, "term": {"cols": 100, "rows": 30, "type": "xterm", "theme": {"fg": "#fff", "bg": "#000", "palette": "#000:#111"}}, "timestamp": 1504467315, "tags": ["demo"]}\r\n# what follows\n[0.5, "o", "a"]\n\n[0.25, "r", "90x30"]\r\n[1, "zz", "kept"]\n[0, "x", "0"]',
      'three.cast',
    );
    expect(cast).toMatchObject({
      version: 3,
      cols: 100,
      rows: 30,
      termType: 'xterm',
      timestamp: 1504467315,
      tags: ['demo'],
      theme: { palette: '#000:#111' },
    });
    expect(cast.events).toEqual([
      { time: 0.5, code: 'o', data: 'a' },
      { time: 0.75, code: 'r', data: '90x30' },
      { time: 1.75, code: 'zz', data: 'kept' },
      { time: 1.75, code: 'x', data: '0' },
    ]);
  });

  it('reads bytes with a byte order mark', () => {
    expect(parseCast(new TextEncoder().encode(`\uFEFF${V3}`), 'bom.cast').cols).toBe(80);
  });

  it('adds thousands of intervals without drifting', () => {
    const cast = parseCast(V3 + '[0.001, "o", "a"]\n'.repeat(10_000), 'long.cast');
    expect(cast.events.at(-1)!.time).toBe(10);
  });
});

/** What is wrong, the line it is on, and a part of the message. */
const broken: [string, string | Uint8Array, number, RegExp][] = [
  ['an empty file', '', 1, /empty.*Record/],
  ['only blank lines', ' \n\n', 1, /empty/],
  ['no JSON at all', 'hello\n', 1, /not an asciicast/],
  ['JSON that is no object', '[1, 2]\n', 1, /not an object/],
  ['an unknown version', '{"version": 4}\n', 1, /version 4.*convert/],
  ['no version', '{"cols": 80}\n', 1, /version missing/],
  ['a header without a terminal', '{"version": 3}\n', 1, /`term` is missing/],
  ['a width of the wrong type', '{"version": 2, "width": "80", "height": 24}\n', 1, /`width` is "80"/],
  ['a terminal no memory can hold', '{"version": 3, "term": {"cols": 1e9, "rows": 24}}\n', 1, /`term.cols`.*2000/],
  ['no rows', '{"version": 3, "term": {"cols": 80, "rows": 0}}\n', 1, /`term.rows`/],
  ['a title of the wrong type', '{"version": 2, "width": 80, "height": 24, "title": 3}\n', 1, /`title` is 3/],
  ['an idle limit of 0', '{"version": 2, "width": 80, "height": 24, "idle_time_limit": 0}\n', 1, /idle_time_limit/],
  ['a truncated last line', `${V3}[0.1, "o", "a"]\n[0.1, "o", "b`, 3, /cut off/],
  ['broken JSON in the middle', `${V3}[0.1, "o" "a"]\n[0.1, "o", "b"]\n`, 2, /not JSON/],
  ['an event of two', `${V3}[0.1, "o"]\n`, 2, /array of three/],
  ['an event that is an object', `${V3}{"time": 1}\n`, 2, /array of three/],
  ['a time of the wrong type', `${V3}["0.1", "o", "a"]\n`, 2, /time is "0.1"/],
  ['a code of the wrong type', `${V3}[0.1, 1, "a"]\n`, 2, /event code/],
  ['data of the wrong type', `${V3}# fine\n[0.1, "o", null]\n`, 3, /data is null/],
  ['a negative interval', `${V3}[0.1, "o", "a"]\n[-0.1, "o", "a"]\n`, 3, /-0.1, less than 0/],
  ['a negative time', `${V2}[-1, "o", "a"]\n`, 2, /less than 0/],
  ['a time beyond numbers', `${V3}[1e999, "o", "a"]\n`, 2, /Infinity/],
  ['absolute times that go back', `${V2}[2, "o", "a"]\n[1, "o", "a"]\n`, 3, /before that of the event above/],
  ['a comment in version 2', `${V2}# hello\n`, 2, /not JSON/],
  ['a resize to nowhere', `${V3}[1, "r", "80"]\n`, 2, /resize to "80"/],
  ['a resize no memory can hold', `${V3}[1, "r", "80x100000"]\n`, 2, /resize/],
  ['a huge line', `${V3}# ${'x'.repeat(MAX_LINE_BYTES)}\n`, 2, /longer than 8 MiB/],
  ['a huge line of wide characters', `${V3}[1, "o", "${'漢'.repeat(MAX_LINE_BYTES / 3)}"]\n`, 2, /longer than 8 MiB/],
  ['bytes that are not UTF-8', bytes(`${V3}[0, "o", "`, [0x93, 0xfa], '"]\n'), 2, /not UTF-8/],
  ['version 1 without stdout', '{"version": 1, "width": 80, "height": 24}', 1, /`stdout`/],
  ['version 1 with a bad frame', '{"version": 1, "width": 80, "height": 24, "stdout": [[1]]}', 1, /stdout\[0\]/],
  [
    'version 1 with a negative delay',
    '{"version": 1, "width": 80, "height": 24, "stdout": [[-1, "a"]]}',
    1,
    /stdout\[0\] is -1/,
  ],
  ['version 1 cut off', '{\n"version": 1,\n"width": 80,', 3, /not an asciicast/],
  [
    'version 1 with an error in a line of its own',
    '{\n"version": 1,\n"stdout": [\n[1, "a"],\n[1, b]\n]\n}',
    5,
    /not an asciicast/,
  ],
  ['version 1 with a comma too many', '{\n"version": 1,\n"stdout": [\n[1, "a"],\n]\n}', 5, /not an asciicast/],
  ['a file cut off inside a character', bytes(`${V3}[0.5, "o", "日`, [0xe6, 0x9c], ''), 2, /cut off here/],
  ['a time that no clock reaches', `${V2}[1, "o", "a"]\n[1e308, "o", "b"]\n`, 3, /1e\+308/],
  ['intervals that add up to it', `${V3}[9e8, "o", "a"]\n[9e8, "o", "b"]\n`, 3, /more than 1000 million seconds/],
  ['a timestamp of no date', '{"version": 3, "term": {"cols": 80, "rows": 24}, "timestamp": 9e12}\n', 1, /`timestamp`/],
  ['a timestamp before 1970', '{"version": 2, "width": 80, "height": 24, "timestamp": -1}\n', 1, /`timestamp` is -1/],
  ['data nested without end', `${V3}[1, "o", ${'['.repeat(1e5)}${']'.repeat(1e5)}]\n`, 2, /data is an array/],
  ['a header nested without end', `{"version": ${'['.repeat(1e5)}${']'.repeat(1e5)}}\n`, 1, /version an array/],
  ['resizes without end', V3 + '[0, "r", "80x24"]\n'.repeat(5001), 5002, /5001th time/],
  ['resizes to more than memory holds', V3 + '[0, "r", "2000x2000"]\n'.repeat(26), 27, /104000000 cells/],
];

describe('parseCast refuses', () => {
  it.each(broken)('%s', (_name, input, line, message) => {
    let error: unknown;
    try {
      parseCast(input, 'dir/bad.cast');
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(CastError);
    expect(error).toMatchObject({ file: 'dir/bad.cast', line });
    expect((error as Error).message).toMatch(new RegExp(`^dir/bad\\.cast:${line}: `));
    expect((error as Error).message).toMatch(message);
  });

  it('does not refuse version 1 for being one long line', () => {
    const frames = Array.from({ length: 90_000 }, (_, i) => [0.001, `${'x'.repeat(90)} ${i}\r\n`]);
    const text = JSON.stringify({ version: 1, width: 80, height: 24, stdout: frames });
    expect(text.length).toBeGreaterThan(9 * 1024 * 1024);
    expect(parseCast(text, 'one.json').events.length).toBe(90_000);
  });

  it('accepts the longest line allowed', () => {
    const line = `# ${'x'.repeat(MAX_LINE_BYTES - 2)}`;
    expect(parseCast(`${V3}${line}\n`, 'a.cast').events).toEqual([]);
  });
});

function bytes(before: string, middle: number[], after: string): Uint8Array {
  const encoder = new TextEncoder();
  return new Uint8Array([...encoder.encode(before), ...middle, ...encoder.encode(after)]);
}
