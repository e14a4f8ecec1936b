import { describe, expect, it } from 'vitest';
import type { Process, Snapshot } from '../kernel/snapshot.ts';
import { loadRecording } from '../recording/load.ts';
import type { Moment } from '../sources/moment.ts';
import { draw as drawGrid } from './capability-grid/draw.ts';
import { plan as planGrid } from './capability-grid/plan.ts';
import { treeOf as cgroupsOf } from './cgroup-tree/model.ts';
import { plan as planCgroups } from './cgroup-tree/plan.ts';
import { nodesOf, treeOf } from './process-map/model.ts';
import { draw as drawMap } from './process-map/draw.ts';
import { plan as planMap } from './process-map/plan.ts';
import { tableOf } from './namespace-table/model.ts';
import { innermostShell } from './shared/process.ts';
import { keyOf, pidRows, processOf } from './shared/rows.ts';
import { isNewForChildren, isNewWorld } from './shared/worlds.ts';

/* The kernel gives a pid anew: a process is the same where it also started at the same tick. */

const base = (await loadRecording('handmade')).kernel.start;
const shell = base.processes.find((p) => p.terminal === 'host')!;
const { terminal: _, ...plain } = shell;
const PID = 4242;
const made = (name: string, startTime: number | undefined, more: Partial<Process> = {}): Process => {
  const { startTime: _none, ...rest } = plain;
  const started = startTime === undefined ? {} : { startTime };
  return { ...rest, pid: PID, ppid: shell.pid, nspid: [PID], name, args: [name], cgroup: '/', ...started, ...more };
};
const snapshot = (...processes: Process[]): Snapshot => ({ ...base, processes: [...base.processes, ...processes] });

/** A process ends, and another gets its pid, in one step. */
const first = (start: number | undefined, more?: Partial<Process>) => made('first', start, more);
const second = (start: number | undefined, more?: Partial<Process>) => made('second', start, more);
const step = (before: Process, after: Process): Moment => ({
  number: 1,
  count: 1,
  before: snapshot(before),
  snapshot: snapshot(after),
});
const seriesOf = ({ before, snapshot: after }: Moment) => ({
  snapshots: [before!, after],
  terminals: { host: 'host' },
});
const reused = step(first(1000), second(2000));
/** What it was before the probe read start times: the pid alone decides. */
const unknown = step(first(undefined), second(undefined));

describe('rows', () => {
  const rows = (moment: Moment) => pidRows(seriesOf(moment).snapshots, (p) => p.pid === PID);

  it('are one for each process', () => {
    expect(rows(reused).map((row) => [row.name, row.first, row.last])).toEqual([
      ['first', 0, 0],
      ['second', 1, 1],
    ]);
    expect(new Set(rows(reused).map(keyOf)).size).toBe(2);
    const [old, young] = rows(reused);
    expect([processOf(old!, reused.snapshot), processOf(young!, reused.snapshot)?.name]).toEqual([undefined, 'second']);
  });

  it('are one for each pid where no start is known', () => {
    expect(rows(unknown).map((row) => [row.name, row.first, row.last])).toEqual([['first', 0, 1]]);
    expect(processOf(rows(unknown)[0]!, unknown.snapshot)?.name).toBe('second');
  });
});

describe('the namespace table and the capability grid', () => {
  it('say of the one that it has ended, of the other that it has come', () => {
    const chosen = { title: 't', processes: [{ pid: PID }] };
    const rows = tableOf(
      reused,
      pidRows(seriesOf(reused).snapshots, (p) => p.pid === PID),
    ).rows;
    expect(rows.map((row) => [row.process?.name, row.left?.name, row.fresh])).toEqual([
      [undefined, 'first', false],
      ['second', undefined, true],
    ]);
    const known = Array.from({ length: 41 }, (_none, bit) => ({ name: `C${bit}`, allows: '', docker: false }));
    const grid = (moment: Moment) =>
      drawGrid(moment, planGrid(seriesOf(moment), { ...chosen, known, compact: false })).match(/<section /g);
    expect([grid(reused)?.length, grid(unknown)?.length]).toEqual([2, 1]);
  });

  it('say of a terminal whose shell was followed by another of its pid that it has left', () => {
    const moment = step(
      first(1000, { name: 'bash', terminal: 'inside' }),
      second(2000, { name: 'bash', terminal: 'inside' }),
    );
    const row = { terminal: 'inside', owner: 'inside', name: 'bash', first: 0, last: 1 };
    expect(tableOf(moment, [row]).rows[0]).toMatchObject({ fresh: true, left: { startTime: 1000 } });
  });
});

describe('the process map', () => {
  const mapped = (moment: Moment) => {
    const planned = planMap(seriesOf(moment), { title: 't' });
    return nodesOf(treeOf(moment, planned.known)).filter((n) => n.known.pid === PID);
  };

  it('has a place for each', () => {
    expect(mapped(reused).map((n) => [n.title, n.fresh, n.gone, n.adopted, n.replaced])).toEqual([
      ['first', false, true, false, undefined],
      ['second', true, false, false, undefined],
    ]);
    const html = drawMap(reused, planMap(seriesOf(reused), { title: 't' }));
    const keys = [...html.matchAll(/data-key="([^"]+)"/g)].map(([, key]) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(html).toContain(`first（PID ${PID}）は終了しました。`);
  });

  it('hangs a child below its own parent, not below another of that pid', () => {
    const child = { ...second(1500), pid: 4300, nspid: [4300], ppid: PID, name: 'child', args: ['child'] };
    const moment = { ...reused, before: snapshot(first(1000), child), snapshot: snapshot(second(2000)) };
    const [old, young] = mapped(moment);
    expect([old!.children.length, young!.children.length]).toEqual([1, 0]);
  });

  it('of chosen processes shows the chosen alone', () => {
    const known = planMap(seriesOf(reused), { title: 't', processes: ['^second$'] }).known;
    expect(known.filter((k) => k.pid === PID).map((k) => k.name)).toEqual(['second']);
  });

  it('is one place where no start is known', () => {
    expect(mapped(unknown).map((n) => [n.title, n.fresh, n.gone])).toEqual([['second', false, false]]);
  });
});

describe('the cgroup tree', () => {
  const member = (before: Process, after: Process) => {
    const cgroup = { path: '/x', inode: 9, controllers: [], subtreeControl: [], processes: [PID] };
    const within = (process: Process): Snapshot => ({ ...snapshot(process), cgroups: [cgroup] });
    const moment: Moment = { number: 1, count: 1, before: within(before), snapshot: within(after) };
    const { fresh, from } = cgroupsOf(moment, planCgroups(seriesOf(moment), { title: 't' }))[0]!.members[0]!;
    return { fresh, from };
  };
  const moved = (before: Process, after: Process) => {
    const cgroup = (processes: number[]) => ({
      path: '/x',
      inode: 9,
      controllers: [],
      subtreeControl: [],
      processes,
    });
    const moment: Moment = {
      number: 1,
      count: 1,
      before: { ...snapshot(before), cgroups: [cgroup([])] },
      snapshot: { ...snapshot(after), cgroups: [cgroup([PID])] },
    };
    return cgroupsOf(moment, planCgroups(seriesOf(moment), { title: 't' }))[0]!.members[0]!.from;
  };

  it('says that the other came, and from nowhere', () => {
    expect(member(first(1000), second(2000))).toEqual({ fresh: true, from: undefined });
    expect(member(first(1000), first(1000))).toEqual({ fresh: false, from: undefined });
    expect(member(first(undefined), second(undefined))).toEqual({ fresh: false, from: undefined });
  });

  it('says whence one came only of the same process', () => {
    expect(moved(first(1000, { cgroup: '/old' }), second(2000))).toBeUndefined();
    expect(moved(first(1000, { cgroup: '/old' }), first(1000))).toBe('/old');
    expect(moved(first(undefined, { cgroup: '/old' }), second(undefined))).toBe('/old');
  });
});

describe('namespaces', () => {
  it('are new for children of the other, whatever the one before had', () => {
    const moment = (start: number) =>
      step(first(1000, { forChildren: { pid: 7 } }), second(start, { forChildren: { pid: 7 } }));
    const fresh = (m: Moment) => isNewForChildren(m, m.snapshot.processes.at(-1)!, 'pid');
    expect([fresh(moment(2000)), fresh(moment(1000))]).toEqual([true, false]);
  });

  it('were there before only through a process that was in them before', () => {
    // A number that belonged to a namespace that has ended: its only member's pid was given again as well.
    const moment = (start: number) =>
      step(first(1000, { namespaces: { uts: 77 } }), second(start, { namespaces: { uts: 77 } }));
    const joined: Process = { ...second(2001, { namespaces: { uts: 77 } }), pid: 4300, nspid: [4300] };
    const fresh = (m: Moment) =>
      isNewWorld({ ...m, snapshot: { ...m.snapshot, processes: [...m.snapshot.processes, joined] } }, joined, 'uts');
    expect([fresh(moment(2000)), fresh(moment(1000))]).toEqual([true, false]);
  });
});

it('ends where parents go round, in every picture that climbs to them', () => {
  const a = { ...first(1000, { name: 'bash', terminal: 'inside' }), ppid: 4300 };
  const b = { ...second(1001, { name: 'bash', terminal: 'inside' }), pid: 4300, nspid: [4300], ppid: PID };
  const moment = { ...reused, before: snapshot(a), snapshot: snapshot(a, b) };
  expect(innermostShell(moment.snapshot, 'inside')).toBe(b);
  const chosen = {
    ...seriesOf(moment),
    snapshots: [snapshot({ ...a, ppid: 4301 }, { ...b, pid: 4301, ppid: 4300 }, b)],
  };
  const { known } = planMap(chosen, { title: 't', processes: [{ pid: PID }] });
  expect(known.find((k) => k.pid === PID)!.parent).toEqual(expect.objectContaining({ pid: 1, gap: true }));
});
