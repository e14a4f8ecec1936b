import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Snapshot } from '../kernel/snapshot.ts';
import { RecordingSource, recordingSource } from './recording.client.ts';
import { sources } from './sources.ts';

const snapshots = [0, 1, 2].map((uptime) => ({ processes: [], uptime })) as unknown as Snapshot[];
/** Answers to what was fetched, in order; the test gives them. */
let answers: ((answer: unknown, ok?: boolean) => void)[];
let count = 0;
/** A recording no other test has met. */
const fresh = () => {
  count += 1;
  const name = `recording-${count}`;
  return { recording: new RecordingSource(name, `/${name}.json`), source: sources.get(name) };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answers = [];
  vi.stubGlobal(
    'fetch',
    () =>
      new Promise((resolve, reject) => {
        answers.push((answer, ok = true) =>
          answer instanceof Error ? reject(answer) : resolve({ ok, status: 500, json: () => Promise.resolve(answer) }),
        );
      }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('fetches once, when it is first needed, and stands where it was sent', async () => {
  const { recording, source } = fresh();
  expect(answers).toHaveLength(0);
  const [first, second] = [recording.goTo(1), recording.goTo(2)];
  expect(answers).toHaveLength(1);
  answers[0]!({ snapshots });
  await Promise.all([first, second]);
  expect(source.now).toEqual({ number: 2, count: 2, snapshot: snapshots[2], before: snapshots[1] });
  await recording.goTo(0);
  expect(source.now).toEqual({ number: 0, count: 2, snapshot: snapshots[0], before: null });
  expect(answers).toHaveLength(1);
});

it('passes over a position that the reader has left before the snapshots came', async () => {
  const { recording, source } = fresh();
  const numbers: number[] = [];
  source.subscribe(({ now }) => numbers.push(now!.number), new AbortController().signal);
  const all = [recording.goTo(1), recording.goTo(0), recording.goTo(2)];
  answers[0]!({ snapshots });
  await Promise.all(all);
  expect(numbers).toEqual([2]);
});

it.each<[string, unknown, boolean]>([
  ['an error of the network', new TypeError('offline'), true],
  ['an error of the server', { snapshots }, false],
  ['null', null, true],
  ['{}', {}, true],
  ['a list', [], true],
  ['a text', 'login', true],
  ['snapshots without processes', { snapshots: [{}, {}] }, true],
  ['too few snapshots', { snapshots: snapshots.slice(0, 1) }, true],
])('tells that it could not: %s; the next call tries again', async (_what, answer, ok) => {
  const { recording, source } = fresh();
  const gone = recording.goTo(1);
  answers[0]!(answer, ok);
  await gone;
  expect(source.trouble).toEqual({ number: 1, what: 'failed' });
  expect(source.now).toBeNull();
  if (_what === 'too few snapshots') return;
  const again = recording.goTo(2);
  answers[1]!({ snapshots });
  await again;
  expect(source.trouble).toBeNull();
  expect(source.now?.number).toBe(2);
});

it('says so when a line hangs, and takes what comes after all', async () => {
  const { recording, source } = fresh();
  const gone = recording.goTo(1);
  vi.advanceTimersByTime(5999);
  expect(source.trouble).toBeNull();
  vi.advanceTimersByTime(1);
  expect(source.trouble).toEqual({ number: 1, what: 'late' });
  answers[0]!({ snapshots });
  await gone;
  expect(source.trouble).toBeNull();
  expect(source.now?.number).toBe(1);
});

it('tells while a sampled step is played how far it has come, in true time', async () => {
  const { recording, source } = fresh();
  const samples = { times: [0, 100, 1100], replay: [0, 100, 300], cgroups: {}, names: {} };
  recording.during(2, 50);
  const gone = recording.goTo(1);
  answers[0]!({ snapshots, samples: { 2: samples } });
  await gone;
  expect(source.now).toEqual({ number: 1, count: 2, snapshot: snapshots[1], before: snapshots[0] });
  recording.during(1, 50);
  expect(source.now?.elapsed).toBeUndefined();
  const at = [-1, 0, 50, 100, 200, 300, 999].map((ms) => {
    recording.during(2, ms);
    return source.now?.elapsed;
  });
  expect(at).toEqual([0, 0, 50, 100, 600, 1100, 1100]);
  expect(source.now).toMatchObject({ number: 2, count: 2, snapshot: snapshots[1], before: snapshots[1], samples });
  await recording.goTo(2);
  expect(source.now).toEqual({ number: 2, count: 2, snapshot: snapshots[2], before: snapshots[1], samples });
});

it('is one for all transcripts of a recording, and refused to another recording of its name', () => {
  const one = recordingSource('twice', '/a.json');
  expect(recordingSource('twice', '/a.json')).toBe(one);
  expect(() => recordingSource('twice', '/b.json')).toThrow('source "twice" is moved by /a.json already');
});
