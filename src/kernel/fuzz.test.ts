import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseFiles } from './files.ts';
import { probeText } from './fixtures/probe-text.ts';
import { ProbeError } from './errors.ts';
import { parseProbe } from './probe.ts';
import { sampleText } from './fixtures/sample-text.ts';
import { parsePasses } from './samples.ts';
import { parseStack } from './stacks.ts';

/*
 * Text of a guest, cut off and changed anywhere, gives what a parser promises or a ProbeError, nothing else: no other
 * error, no NaN, no endless loop. Seeds are fixed; KERNEL_FUZZ=N tries N times as many.
 */
const ROUNDS = 120 * Math.max(1, Number(process.env['KERNEL_FUZZ'] ?? 1));

/** Numbers in [0, 1), the same for the same seed (a Weyl sequence, mixed). */
function randomness(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const a = Math.imul(state ^ (state >>> 15), state | 1);
    const b = a ^ (a + Math.imul(a ^ (a >>> 7), a | 61));
    return ((b ^ (b >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  '',
  '\0',
  '\n',
  '\x1e',
  ':',
  ' ',
  '/',
  '-',
  '9'.repeat(400),
  'x',
  '{',
  'null',
  '=',
  '\u{fffd}',
  '__proto__',
];

/** A text with one to four things wrong: cut, or a span of it taken out, doubled, moved, or replaced. */
function spoil(text: string, random: () => number): string {
  let spoilt = text;
  const upTo = (n: number) => Math.floor(random() * n);
  for (let n = 1 + upTo(4); n > 0; n--) {
    const from = upTo(spoilt.length);
    const to = Math.min(spoilt.length, from + upTo([2, 12, 120, spoilt.length][upTo(4)]!));
    const [head, span, tail] = [spoilt.slice(0, from), spoilt.slice(from, to), spoilt.slice(to)];
    const piece = PIECES[upTo(PIECES.length)]!;
    const digit = (d: string) => (random() < 0.1 ? piece : d);
    spoilt = [
      head,
      head + tail,
      head + span + span + tail,
      head + piece + tail,
      head + span.replace(/\d/g, digit) + tail,
      tail + head,
    ][upTo(6)]!;
  }
  return spoilt;
}

/** Whether a value holds a number that JSON has none for: it would be written as null. */
const hasNaN = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasNaN);

const captured = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const written = probeText([{ pid: 1 }, { pid: 40, stat: `(a b) S 1 40 40 34816${' 0'.repeat(14)} 77 0` }], {
  mounts: ['1/mountinfo:36 35 0:50 / /m rw shared:1 - overlay o rw,lowerdir=/a\\054b:/c,upperdir=/u'],
  net: ['1/net/dev:  lo: 10 1 0 0 0 0 0 0 20 2 0 0 0 0 0 0'],
  cgroups: ['  1 .', '  5 ./a:b'],
  cgroupfiles: [
    './cgroup.procs:1',
    './a:b/io.stat:7:7 7:4 rbytes=1',
    './a:b/cpu.max:max 100000',
    './a:b/memory.events:low 0',
  ],
  more: ['\x1euptime', '1.5 2.5', '\x1ehostnames', '1/hostname:vm'],
});
const config = JSON.stringify({
  rootfs: { diff_ids: ['d1', 'd2'] },
  history: [{ created_by: 'COPY' }, { comment: 'x' }],
});
const stack = [
  'container',
  'abc',
  config,
  'c1',
  'd1',
  '',
  '/l/1',
  'c2',
  'd2',
  'c1',
  '/l/2',
  '',
  '/l/2:/l/1',
  '/l/x',
  '/m',
  '',
].join('\0');

test.each<[what: string, text: string, parse: (text: string) => unknown, part: number]>([
  ['a probe of the machine', captured('odd.probe'), parseProbe, 0.25],
  ['a small probe', written, (text) => parseProbe(text, { terminals: { host: 40 } }), 4],
  ['listings of files', captured('odd.files'), parseFiles, 3],
  ['layers of a container', stack, parseStack, 4],
  ['samples', sampleText(), (text) => parsePasses(text).map((pass) => ({ ...pass, cgroups: [...pass.cgroups] })), 4],
])('%s, spoilt, is read or refused', (_what, text, parse, part) => {
  const outcomes = { read: 0, refused: 0 };
  for (let seed = 1; seed <= ROUNDS * part; seed++) {
    const spoilt = spoil(text, randomness(seed));
    try {
      expect(hasNaN(parse(spoilt)), `seed ${seed}: not a number`).toBe(false);
      outcomes.read++;
    } catch (error) {
      if (!(error instanceof ProbeError)) throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
      outcomes.refused++;
    }
  }
  // Both happen, or nothing was tried.
  expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(0);
});
