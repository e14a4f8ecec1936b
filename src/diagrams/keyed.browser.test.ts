import { describe, expect, it } from 'vitest';
import handmade from '../../content/recordings/handmade/kernel.json';
import type { Cgroup, Snapshot } from '../kernel/snapshot.ts';
import { draw as drawGrid } from './capability-grid/draw.ts';
import { plan as planGrid } from './capability-grid/plan.ts';
import { draw as drawCgroups } from './cgroup-tree/draw.ts';
import { plan as planCgroups } from './cgroup-tree/plan.ts';
import { draw as drawTable } from './namespace-table/draw.ts';
import { plan as planTable } from './namespace-table/plan.ts';
import { draw as drawMap } from './process-map/draw.ts';
import { plan as planMap } from './process-map/plan.ts';
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

const known = Array.from({ length: 41 }, (_none, bit) => ({ name: `C${bit}`, allows: '', docker: false }));
const kinds: Record<string, (...snapshots: Snapshot[]) => string> = {
  'namespace-table': (...all) => drawTable(at(all), planTable(series(...all), { title: 't', processes: ['.'] })),
  'process-map': (...all) => drawMap(at(all), planMap(series(...all), { title: 't' })),
  'capability-grid': (...all) =>
    drawGrid(at(all), planGrid(series(...all), { title: 't', known, compact: false, processes: ['.'] })),
  'cgroup-tree': (...all) => drawCgroups(at(all), planCgroups(series(...all), { title: 't' })),
};
const at = (all: Snapshot[]) => ({
  number: all.length - 1,
  count: null,
  snapshot: all.at(-1)!,
  before: all.at(-2) ?? null,
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
    const old = new Map([...root.querySelectorAll<HTMLElement>('[data-key]')].map((e) => [e.dataset.key!, e]));
    expect(old.size).toBeGreaterThan(0);
    const next = fragment(drawn(grown));
    const keys = [...next.querySelectorAll<HTMLElement>('[data-key]')].map((e) => e.dataset.key!);
    expect(new Set(keys).size, 'keys are unique').toBe(keys.length);
    expect(keys.length).toBeGreaterThan(old.size);
    morph(root, next);
    expect([...root.querySelectorAll<HTMLElement>('[data-key]')].map((e) => e.dataset.key!)).toEqual(keys);
    for (const [key, element] of old)
      expect(root.querySelector(`[data-key="${CSS.escape(key)}"]`) === element, key).toBe(true);
  });
});
