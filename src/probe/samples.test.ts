import { expect, it } from 'vitest';
import { parsePasses, type Pass } from '../kernel/samples.ts';
import { sampleText } from '../kernel/fixtures/sample-text.ts';
import { MOST_TIMES, samplesOf } from './samples.ts';

/** Passes 10 ms apart of one cgroup with these values of memory.current. */
const memory = (values: (number | null)[], members: (at: number) => number[] = () => []): Pass[] =>
  values.map((value, i) => ({
    time: i * 10,
    cgroups: new Map(
      value === null ? [] : [['/demo', { values: { 'memory.current': value, steady: 5 }, members: members(i) }]],
    ),
    names: { 7: i < 50 ? 'sh' : 'tail', 8: 'left' },
  }));
const drawn = (values: (number | null)[]) => {
  const samples = samplesOf(memory(values))!;
  return samples.times.map((time, i) => [time, samples.cgroups['/demo']!.values['memory.current']![i]]);
};

it('needs no point on a straight line, and keeps corners and peaks', () => {
  const climb = Array.from({ length: 100 }, (_, i) => (i < 20 ? 0 : i < 60 ? (i - 20) * 25 : i === 60 ? 1010 : 10));
  expect(drawn(climb)).toEqual([
    [0, 0],
    [200, 0],
    [600, 1010],
    [610, 10],
    [990, 10],
  ]);
});

it('never keeps more than a drawing shows, the highest and the lowest among them', () => {
  const noise = Array.from({ length: 2000 }, (_, i) => (i * 7919) % 1009);
  const kept = drawn(noise);
  expect(kept).toHaveLength(MOST_TIMES);
  expect(Math.max(...kept.map(([, value]) => value!))).toBe(1008);
  expect(Math.min(...kept.map(([, value]) => value!))).toBe(0);
});

it('says when a cgroup came and went', () => {
  expect(drawn([null, null, 5, 5, 5, null])).toEqual([
    [0, null],
    [10, null],
    [20, 5],
    [40, 5],
    [50, null],
  ]);
});

it('keeps who came in and who left, each by the name it had last, and nothing that stayed as it was', () => {
  const level = Array.from({ length: 100 }, () => 5);
  const samples = samplesOf(memory(level, (i) => (i >= 30 && i < 70 ? [7] : [])))!;
  expect(samples).toEqual({
    times: [0, 290, 300, 690, 700, 990],
    cgroups: {
      '/demo': {
        values: {},
        members: [
          [2, [7]],
          [4, []],
        ],
      },
    },
    names: { 7: 'tail' },
  });
});

it('is nothing where nothing changed, or was read once at most', () => {
  expect(samplesOf(memory([5, 5, 5]))).toBeNull();
  expect(samplesOf(memory([5]))).toBeNull();
  expect(samplesOf([])).toBeNull();
});

it('is made of what the guest prints', () => {
  expect(samplesOf(parsePasses(sampleText()))?.cgroups['/demo']?.members).toEqual([
    [0, [617]],
    [1, [617, 700]],
    [2, [617]],
  ]);
});
