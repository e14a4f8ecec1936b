import { describe, expect, it } from 'vitest';
import { NAMESPACE_TYPES, type Snapshot } from '../../kernel/snapshot.ts';
import { loadRecording } from '../../recording/load.ts';
import { innermostShell } from '../shared/process.ts';
import { seriesOf } from '../shared/source.ts';
import { stepped } from '../shared/fixtures/stepped.ts';
import { draw } from './draw.ts';
import { plan } from './plan.ts';

const uts = await loadRecording('uts-namespace');

describe('the namespace table', () => {
  const { rows } = plan(seriesOf(uts), { title: 't' });
  const table = (at: string) => draw(stepped(uts, at, 'test'), { title: 't', rows });

  it('has a cell for each type with the inode the kernel reported', () => {
    const { snapshot } = stepped(uts, 'unshare', 'test');
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
    const moment = stepped(uts, 'unshare', 'test');
    const inode = innermostShell(moment.snapshot, 'inside')!.namespaces.uts!;
    const before = structuredClone(moment.before) as Snapshot;
    before.processes.push({
      ...structuredClone(before.processes[0]!),
      pid: 99999,
      namespaces: { ...before.processes[0]!.namespaces, uts: inode },
    });
    expect(draw({ ...moment, before }, { title: 't', rows })).toContain('nt-fresh');
  });

  it('escapes a process that calls itself markup', () => {
    const moment = stepped(uts, 'unshare', 'test');
    const snapshot = structuredClone(moment.snapshot);
    for (const p of snapshot.processes) p.name = '<b>"sh';
    const html = draw({ ...moment, snapshot }, { title: '<i>', rows: [{ pid: 1, name: 'x', first: 0, last: 9 }] });
    expect(html).not.toMatch(/<b>"|<i>/);
  });
});
