import { describe, expect, it } from 'vitest';
import { loadRecording } from '../recording/load.ts';
import { NAMESPACE_TYPES, type Process, type Snapshot } from '../kernel/snapshot.ts';
import { draw as drawIdMap } from './id-map/draw.ts';
import { layoutOf, OVERFLOW } from './id-map/model.ts';
import { draw as drawTable } from './namespace-table/draw.ts';
import { draw as drawMap } from './process-map/draw.ts';
import { knownProcesses } from './process-map/known.ts';
import { momentAt, rowsOf } from './shared/source.ts';
import { innermostShell } from './shared/process.ts';

const uts = await loadRecording('uts-namespace');
const user = await loadRecording('user-namespace');
const pid = await loadRecording('pid-namespace');
const zombies = await loadRecording('pid1-zombies');
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the namespace table', () => {
  const rows = rowsOf(uts, undefined, 'test');
  const table = (at: string) => drawTable(momentAt(uts, at, 'test'), { title: 't', rows });

  it('has a cell for each type with the inode the kernel reported', () => {
    const { snapshot } = momentAt(uts, 'unshare', 'test');
    const cells = [...table('unshare').matchAll(/data-world="(\w+):(\d+)"/g)].map((m) => [m[1], Number(m[2])]);
    expect(cells).toEqual(
      ['host', 'inside'].flatMap((t) =>
        NAMESPACE_TYPES.map((type) => [type, innermostShell(snapshot, t)!.namespaces[type]]),
      ),
    );
  });

  it('marks new what the step made, once', () => {
    expect(table('unshare').match(/nt-fresh/g)).toHaveLength(1);
    expect(table('rename')).not.toContain('nt-fresh');
    expect(table('start')).not.toMatch(/<td[^>]* nt-other/);
  });

  it('does not take a reused inode for the same world as before', () => {
    const moment = momentAt(uts, 'unshare', 'test');
    const inode = innermostShell(moment.snapshot, 'inside')!.namespaces.uts!;
    const before = structuredClone(moment.before) as Snapshot;
    before.processes.push({
      ...structuredClone(before.processes[0]!),
      pid: 99999,
      namespaces: { ...before.processes[0]!.namespaces, uts: inode },
    });
    expect(drawTable({ ...moment, before }, { title: 't', rows })).toContain('nt-fresh');
  });

  it('escapes a process that calls itself markup', () => {
    const moment = momentAt(uts, 'unshare', 'test');
    const snapshot = structuredClone(moment.snapshot);
    for (const p of snapshot.processes) p.name = '<b>"sh';
    const html = drawTable({ ...moment, snapshot }, { title: '<i>', rows: [{ pid: 1, name: 'x', first: 0, last: 9 }] });
    expect(html).not.toMatch(/<b>"|<i>/);
  });

  it('refuses at="start" where a step has that id: it would show the moment before the first step', () => {
    const steps = uts.steps.map((s, i) => (i === 1 ? { ...s, id: 'start' } : s));
    expect(() => momentAt({ ...uts, steps }, 'start', 'x.mdx:3')).toThrow(
      /x\.mdx:3: at="start" .*"uts-namespace".*rename the step/,
    );
    expect(momentAt(uts, 'start', 'x.mdx:3').number).toBe(0);
  });

  it('refuses a step or a process that is not there, saying what is', () => {
    expect(() => momentAt(uts, 'nope', 'x.mdx:3')).toThrow(/x\.mdx:3: at="nope".*There are: start, name, world/);
    expect(() => rowsOf(uts, ['nginx'], 'x.mdx:3')).toThrow(/x\.mdx:3: .*no process fits.*Terminals: host, inside/);
  });
});

describe('the process map', () => {
  it('says in words that one process has two PIDs', () => {
    const moment = momentAt(pid, 'nspid', 'test');
    const inner = innermostShell(moment.snapshot, 'inside')!;
    expect(inner.nspid).toEqual([inner.pid, 1]);
    expect(plain(drawMap(moment, { title: 't' }))).toContain(`hostでは ${inner.pid}、中では 1`);
  });
});

describe('a process that does not go on', () => {
  const of = (step: string) => momentAt(zombies, step, 'test');
  const box = (html: string, pid: number) =>
    new RegExp(`<div class="pm-process([^"]*)" data-pid="${pid}">(.*?)</div>`).exec(html)!.slice(1) as [string, string];

  it('is a zombie, marked in the step that made it one and kept by its name', () => {
    const moment = of('child-ends');
    const zombie = moment.snapshot.processes.find((p) => p.state === 'Z')!;
    expect(zombie.args).toEqual([]);
    const [classes, text] = box(
      drawMap(moment, { title: 't', known: knownProcesses([...zombies.kernel.steps.map((s) => s.snapshot)]) }),
      zombie.pid,
    );
    expect(classes).toBe(' pm-zombie pm-fresh');
    expect(plain(text)).toMatch(/sleep 1003.*ゾンビ/);
    expect(box(drawMap(of('zombie'), { title: 't' }), zombie.pid)[0]).toBe(' pm-zombie');
    expect(plain(drawMap(moment, { title: 't' }))).toContain('はゾンビになりました');
  });

  it('went to another parent when its own had ended', () => {
    const moment = of('parent-ends');
    const orphan = moment.snapshot.processes.find((p) => p.args.join(' ') === 'sleep 1003')!;
    const html = drawMap(moment, { title: 't' });
    expect(box(html, orphan.pid)[0]).toBe(' pm-fresh');
    expect(plain(html)).toContain(`の親が、sleep（hostでは ${orphan.ppid}、中では 1）に替わりました`);
  });

  it('is frozen with its cgroup, and stopped alone', () => {
    const moment = of('family');
    const snapshot = structuredClone(moment.snapshot);
    const [first, second] = snapshot.processes.filter((p) => p.name === 'sleep') as [Process, Process];
    for (const c of snapshot.cgroups) c.frozen = true;
    const frozen = drawMap({ ...moment, snapshot, before: moment.snapshot }, { title: 't' });
    expect(box(frozen, first.pid)[0]).toBe(' pm-frozen pm-fresh');
    expect(plain(frozen)).toContain('は凍りました');
    expect(box(frozen, first.ppid)[0]).toBe('');
    for (const c of snapshot.cgroups) c.frozen = false;
    second.state = 'T';
    expect(box(drawMap({ ...moment, snapshot, before: moment.snapshot }, { title: 't' }), second.pid)[0]).toBe(
      ' pm-stopped pm-fresh',
    );
  });

  it('executed another program and stayed itself', () => {
    const moment = of('family');
    const before = structuredClone(moment.snapshot);
    const process = before.processes.find((p) => p.name === 'sleep')!;
    Object.assign(process, { name: 'runc', args: ['runc', 'init'], exe: '/usr/sbin/runc' });
    expect(plain(drawMap({ ...moment, before }, { title: 't' }))).toContain(
      `runc（PID ${process.pid}）は、同じPIDのままsleepに替わりました`,
    );
  });

  it('says its cgroup where it is asked to', () => {
    const moment = of('family');
    const process = moment.snapshot.processes.find((p) => p.name === 'sleep')!;
    expect(box(drawMap(moment, { title: 't', cgroups: true }), process.pid)[1]).toContain(
      `<span>${process.cgroup.replace(/[0-9a-f]{52}\.scope$/, '….scope')}</span>`,
    );
    expect(drawMap(moment, { title: 't' })).not.toContain('pm-cgroup');
  });
});

describe('the id map', () => {
  const row = rowsOf(user, ['inside'], 'test')[0]!;
  const names = { uid: { 0: 'root', 1000: 'shibuya' }, gid: { 0: 'root', 1000: 'shibuya' } };
  const map = (at: string) =>
    drawIdMap(momentAt(user, at, 'test'), { title: 't', row, kinds: ['uid', 'gid'], names, height: 0 });

  it("says uid_map's ranges and who the process is, inside and outside", () => {
    expect(plain(map('root'))).toContain('中の0（root）は外の1000（shibuya）です。');
    expect(plain(map('root'))).toContain('中では0（root）、外では1000（shibuya）です。');
    expect(map('root')).toContain('im-fresh');
    expect(plain(map('ranges-map'))).toContain('中の1〜65535は外の100000〜165534です。');
    expect(map('ranges-map')).not.toContain('im-fresh');
  });

  it('is quiet in the initial user namespace', () => {
    expect(plain(map('start'))).toContain('中も外もありません');
    expect(map('start')).toContain('im-initial');
  });

  it('keeps the ranges of each side in the order of their numbers, with what lies between', () => {
    const { blocks, bands } = layoutOf([
      { inside: 0, outside: 1000, length: 1 },
      { inside: 1, outside: 100000, length: 65535 },
    ]);
    const side = (name: string) => blocks.filter((b) => b.side === name).map((b) => [b.first, b.range !== undefined]);
    expect(side('inside')).toEqual([
      [0, true],
      [1, true],
      [OVERFLOW, false],
    ]);
    expect(side('outside')).toEqual([
      [0, false],
      [1000, true],
      [1001, false],
      [100000, true],
      [165535, false],
    ]);
    expect(bands.filter((b) => b.outside.range === undefined).every((b) => b.inside.first === OVERFLOW)).toBe(true);
  });
});
