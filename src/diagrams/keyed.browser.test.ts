import { describe, expect, it } from 'vitest';
import handmade from '../../content/recordings/handmade/kernel.json';
import type { Cgroup, FileEntry, Snapshot } from '../kernel/snapshot.ts';
import { draw as drawGrid } from './capability-grid/draw.ts';
import { plan as planGrid } from './capability-grid/plan.ts';
import { draw as drawCgroups } from './cgroup-tree/draw.ts';
import { plan as planCgroups } from './cgroup-tree/plan.ts';
import { draw as drawOwners } from './file-owners/draw.ts';
import { plan as planOwners } from './file-owners/plan.ts';
import { draw as drawLayers } from './layer-stack/draw.ts';
import { plan as planLayers } from './layer-stack/plan.ts';
import { draw as drawTable } from './namespace-table/draw.ts';
import { plan as planTable } from './namespace-table/plan.ts';
import { draw as drawMap } from './process-map/draw.ts';
import { plan as planMap } from './process-map/plan.ts';
import { draw as drawRoots } from './root-tree/draw.ts';
import { plan as planRoots } from './root-tree/plan.ts';
import { morph } from './shared/morph.client.ts';

/* A row that comes between others moves nothing else: what was drawn of them stays, the same elements. */

const base = handmade.start as unknown as Snapshot;
const series = (...snapshots: Snapshot[]) => ({ snapshots, terminals: { host: 'host' } });
const grown = structuredClone(base);
const shell = grown.processes.find((p) => p.terminal === 'host')!;
const { terminal: _, ...plain } = structuredClone(shell);
// Its place is not behind all others: its parent is the first process, and its cgroup's name the first of all.
grown.processes.splice(1, 0, { ...plain, pid: 2, ppid: 1, nspid: [2], name: 'newcomer', args: ['newcomer'] });
const cgroup = (path: string, inode: number): Cgroup => ({
  path,
  inode,
  controllers: ['pids'],
  subtreeControl: [],
  processes: [],
});
const before = structuredClone(base);
before.cgroups.push(cgroup('/b', 98));
grown.cgroups.push(cgroup('/a', 99), cgroup('/b', 98));

// Files and sheets (one of which nothing is in) that come before the others, above them and beside them.
const file = (path: string): FileEntry => ({ path, type: 'file', mode: '0644', uid: 0, gid: 0, size: 1 });
const directory = (path: string): FileEntry => ({ path, type: 'directory', mode: '0755', uid: 0, gid: 0 });
const listed = (...names: string[]) => ({
  [base.processes[0]!.namespaces.mnt!]: [
    { path: '/srv', depth: 1, entries: [directory(''), ...names.map(file)] },
    { path: '/lower', depth: 1, entries: [directory(''), ...names.map(file)] },
    { path: '/upper', depth: 1, entries: [directory(''), file('b')] },
  ],
});
const stack = (name: string, ...directories: string[]) => ({
  name,
  kind: 'overlay' as const,
  id: '',
  writable: false,
  layers: directories.map((path) => ({ directory: path, bytes: 1 })),
});
before.files = listed('b');
before.stacks = [stack('lab', '/lower')];
grown.files = listed('a', 'b');
grown.stacks = [stack('app', '/other'), stack('lab', '/lower', '/upper')];

const known = Array.from({ length: 41 }, (_none, bit) => ({ name: `C${bit}`, allows: '', docker: false }));
const kinds: Record<string, (...snapshots: Snapshot[]) => string> = {
  'namespace-table': (...all) => drawTable(at(all), planTable(series(...all), { title: 't', processes: ['.'] })),
  'process-map': (...all) => drawMap(at(all), planMap(series(...all), { title: 't' })),
  'capability-grid': (...all) =>
    drawGrid(at(all), planGrid(series(...all), { title: 't', known, compact: false, processes: ['.'] })),
  'cgroup-tree': (...all) => drawCgroups(at(all), planCgroups(series(...all), { title: 't' })),
  'file-owners': (...all) =>
    drawOwners(at(all), planOwners(series(...all), { title: 't', directory: '/srv', processes: ['.'] })),
  'layer-stack': (...all) => drawLayers(at(all), planLayers(series(...all), { title: 't' })),
  'root-tree': (...all) => drawRoots(at(all), planRoots(series(...all), { title: 't', processes: ['.'] })),
};
const at = (all: Snapshot[]) => ({
  number: all.length - 1,
  count: null,
  snapshot: all.at(-1)!,
  before: all.at(-2) ?? null,
});
/** Every keyed element by its key and those around it: a key tells siblings apart. */
const keyedIn = (root: ParentNode): [string, Element][] =>
  [...root.querySelectorAll<HTMLElement>('[data-key]')].map((element) => {
    let key = element.dataset.key!;
    for (let e = element.parentElement; e; e = e.parentElement) if (e.dataset.key) key = `${e.dataset.key} > ${key}`;
    return [key, element];
  });
const fragment = (html: string) => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
};

describe.each(Object.entries(kinds))('%s', (_kind, drawn) => {
  it('keeps the elements of all others when one comes between', () => {
    const root = document.createElement('div');
    // What comes is first of all in the series, so that its place is before the others.
    root.append(fragment(drawn(before)));
    const old = keyedIn(root);
    expect(old.length).toBeGreaterThan(0);
    const next = fragment(drawn(grown));
    const keys = keyedIn(next).map(([key]) => key);
    expect(new Set(keys).size, 'keys are unique').toBe(keys.length);
    expect(keys.length).toBeGreaterThan(old.length);
    morph(root, next);
    const now = keyedIn(root);
    expect(now.map(([key]) => key)).toEqual(keys);
    for (const [key, element] of old) expect(new Map(now).get(key) === element, key).toBe(true);
  });
});
