import { describe, expect, it } from 'vitest';
import type { Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { initialNamespaces, isNewForChildren, isNewProcess, isNewWorld, otherWorlds } from './worlds.ts';

/** A process of this parent in this UTS namespace. */
const process = (pid: number, ppid: number, uts: number | undefined, more: Partial<Process> = {}): Process =>
  ({ pid, ppid, name: `p${pid}`, args: [], namespaces: uts === undefined ? {} : { uts }, ...more }) as Process;

/** A step from some processes to others; pid 1 is in UTS namespace 100, before and after. */
const step = (before: Process[] | null, after: Process[]): Moment => {
  const snapshot = (processes: Process[]) => ({ processes: [process(1, 0, 100), ...processes] }) as Snapshot;
  return { number: 1, count: 2, snapshot: snapshot(after), before: before && snapshot(before) };
};

/** Whether this process is drawn as having got its UTS namespace in the step. */
const fresh = (moment: Moment, pid: number): boolean =>
  isNewWorld(moment, moment.snapshot.processes.find((p) => p.pid === pid)!, 'uts');

describe('a namespace is drawn as new', () => {
  it('where a process left its own', () => {
    expect(fresh(step([process(10, 1, 100)], [process(10, 1, 200)]), 10)).toBe(true);
  });

  it('where a process was started into another than its parent is in', () => {
    expect(fresh(step([process(10, 1, 100)], [process(10, 1, 100), process(20, 10, 200)]), 20)).toBe(true);
  });

  it('where a process joined an old one, leaving its own', () => {
    const old = process(30, 1, 200);
    expect(fresh(step([old, process(10, 1, 100)], [old, process(10, 1, 200)]), 10)).toBe(true);
  });

  it('where its number belonged to one that has ended: numbers are given again', () => {
    expect(fresh(step([process(10, 1, 200)], [process(20, 1, 200)]), 20)).toBe(true);
  });

  it('where all its members came into it in this very step', () => {
    expect(fresh(step([process(10, 1, 100)], [process(10, 1, 200), process(20, 1, 200)]), 20)).toBe(true);
  });

  it('where none of its parents is known, by comparison with pid 1', () => {
    expect(fresh(step([], [process(20, 77, 200)]), 20)).toBe(true);
    expect(fresh(step([], [process(20, 77, 100)]), 20)).toBe(false);
  });
});

describe('a namespace is not drawn as new', () => {
  it('where nothing changed', () => {
    expect(fresh(step([process(10, 1, 200)], [process(10, 1, 200)]), 10)).toBe(false);
  });

  it('where a process was started into one whose members were there all along', () => {
    const old = process(10, 1, 200);
    expect(fresh(step([old], [old, process(20, 1, 200)]), 20)).toBe(false);
  });

  it('where it comes from the nearest ancestor that lived before the step', () => {
    const [shell, between] = [process(10, 1, 200), process(19, 10, 300)];
    expect(fresh(step([shell], [process(10, 1, 300), between, process(20, 19, 200)]), 20)).toBe(false);
  });

  it('at the first moment, which has none before', () => {
    expect(fresh(step(null, [process(10, 1, 200)]), 10)).toBe(false);
  });

  it('of a process that has none: a zombie', () => {
    expect(fresh(step([process(10, 1, 200)], [process(10, 1, undefined)]), 10)).toBe(false);
  });

  it('of parents that go round, for ever', () => {
    expect(fresh(step([], [process(20, 20, 200)]), 20)).toBe(true);
  });
});

it('tells a process that came into being in the step', () => {
  const moment = step([process(10, 1, 100)], [process(10, 1, 100), process(20, 1, 100)]);
  const [one, old, young] = moment.snapshot.processes as [Process, Process, Process];
  expect([one, old, young].map((p) => isNewProcess(moment, p))).toEqual([false, false, true]);
  expect(isNewProcess({ ...moment, before: null }, young)).toBe(false);
});

it('tells where the next child will be, once that has changed', () => {
  const [plain, ready] = [process(10, 1, 100), process(10, 1, 100, { forChildren: { pid: 7 } })];
  const changed = (before: Process[] | null) => isNewForChildren(step(before, [ready]), ready, 'pid');
  expect([changed([plain]), changed([ready]), changed([]), changed(null)]).toEqual([true, false, true, false]);
  expect(isNewForChildren(step([ready], [plain]), plain, 'pid')).toBe(false);
});

it('numbers the other namespaces of a type in the order of the rows, and counts where the next child will be', () => {
  const rows = [
    process(10, 1, 300, { forChildren: { pid: 7 } }),
    undefined,
    process(11, 1, 200),
    process(12, 1, 300),
    process(13, 1, 100),
    process(14, 1, undefined),
  ];
  const { snapshot } = step(null, []);
  expect(initialNamespaces(snapshot)).toEqual({ uts: 100 });
  expect(otherWorlds(snapshot, rows)).toMatchObject({ uts: [300, 200], pid: [7], mnt: [], time: [] });
  expect(initialNamespaces({ processes: [] as Process[] } as Snapshot)).toEqual({});
});
