import { describe, expect, it } from 'vitest';
import { sampleText } from './fixtures/sample-text.ts';
import { ProbeError } from './errors.ts';
import { parsePasses } from './samples.ts';

describe('samples', () => {
  it('are what the files of each cgroup said, and who was in it', () => {
    const passes = parsePasses(sampleText());
    expect(passes).toHaveLength(3);
    expect(passes[0]).toEqual({
      time: 1764612000.000001,
      cgroups: new Map([
        [
          '/demo',
          {
            values: {
              'memory.current': 4096,
              'memory.swap.current': 0,
              'pids.current': 1,
              usage_usec: 100,
              throttled_usec: 0,
              '254:0 rbytes': 0,
              '254:0 wbytes': 512,
            },
            members: [617],
          },
        ],
      ]),
      names: { 617: 'bash' },
    });
    expect(passes[1]!.cgroups.get('/demo')!.members).toEqual([617, 700]);
    expect(passes[1]!.names).toEqual({ 617: 'bash', 700: 'tail' });
  });

  it('may be of a cgroup that comes later, or of none', () => {
    const [first, , last] = parsePasses(sampleText());
    expect([...first!.cgroups.keys()]).toEqual(['/demo']);
    expect([...last!.cgroups.keys()]).toEqual(['/demo', '/demo/a:b']);
    expect(parsePasses('\x1e1.000000\n\x1eend\n')[0]!.cgroups.size).toBe(0);
  });

  it.each([
    ['nothing', '', /cut off/],
    ['a text without its end', sampleText().slice(0, -1), /cut off/],
    ['the words of a shell', `bash: not found\n${sampleText()}`, /before the first pass/],
    ['a time that is none', sampleText().replace('.000001', ''), /where the time stands/],
    ['a number that is none', sampleText().replace('memory.current:4096', 'memory.current:4k'), /memory\.current/],
  ])('are refused where they are %s', (_what, text, message) => {
    expect(() => parsePasses(text)).toThrow(ProbeError);
    expect(() => parsePasses(text)).toThrow(message);
  });
});
