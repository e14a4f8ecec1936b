import { describe, expect, it } from 'vitest';
import { loadRecording } from '../recording/load.ts';
import { NAMESPACE_TYPES, type Snapshot } from '../kernel/snapshot.ts';
import { draw as drawIdMap } from './id-map/draw.ts';
import { draw as drawTable } from './namespace-table/draw.ts';
import { draw as drawMap } from './process-map/draw.ts';
import { momentAt, rowsOf } from './shared/source.ts';
import { innermostShell } from './shared/process.ts';

const uts = await loadRecording('uts-namespace');
const user = await loadRecording('user-namespace');
const pid = await loadRecording('pid-namespace');
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the namespace table', () => {
  const rows = rowsOf(uts, undefined, 'test');
  const table = (at: string) => drawTable(momentAt(uts, at, 'test'), { title: 't', rows });

  it('has a cell for each type with the inode the kernel reported', () => {
    const { snapshot } = momentAt(uts, 'unshare', 'test');
    const cells = [...table('unshare').matchAll(/data-world="(\w+):(\d+)"/g)].map((m) => [m[1], Number(m[2])]);
    expect(cells).toEqual(['host', 'inside'].flatMap((t) => NAMESPACE_TYPES.map((type) => [type, innermostShell(snapshot, t)!.namespaces[type]])));
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
    before.processes.push({ ...structuredClone(before.processes[0]!), pid: 99999, namespaces: { ...before.processes[0]!.namespaces, uts: inode } });
    expect(drawTable({ ...moment, before }, { title: 't', rows })).toContain('nt-fresh');
  });

  it('escapes a process that calls itself markup', () => {
    const moment = momentAt(uts, 'unshare', 'test');
    const snapshot = structuredClone(moment.snapshot);
    for (const p of snapshot.processes) p.name = '<b>"sh';
    const html = drawTable({ ...moment, snapshot }, { title: '<i>', rows: [{ pid: 1, name: 'x', first: 0, last: 9 }] });
    expect(html).not.toMatch(/<b>"|<i>/);
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

describe('the id map', () => {
  const row = rowsOf(user, ['inside'], 'test')[0]!;
  const map = (at: string) => drawIdMap(momentAt(user, at, 'test'), { title: 't', row, ids: 'uid', names: { 0: 'root', 1000: 'shibuya' } });

  it('shows uid_map\'s ranges and the process itself', () => {
    expect(plain(map('root'))).toContain('中の0（root）は、外の1000（shibuya）です。');
    expect(map('root')).toContain('im-fresh');
    expect([...map('ranges-map').matchAll(/data-range="([^"]+)"/g)].map((m) => m[1])).toEqual(['0 1000 1', '1 100000 65535']);
    expect(map('ranges-map')).not.toContain('im-fresh');
  });

  it('is quiet in the initial user namespace', () => {
    expect(plain(map('start'))).toContain('中と外で同じ');
    expect(map('start')).toContain('im-identity');
  });
});
