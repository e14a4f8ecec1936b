import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFiles } from '../kernel/files.ts';
import { parseProbe } from '../kernel/probe.ts';
import type { Snapshot } from '../kernel/snapshot.ts';
import type { KernelFile } from '../recording/schema.ts';
import { loadRecording } from '../recording/load.ts';
import { projectRoot } from './paths.ts';
import { compare, shape } from './shape.ts';
import { watched } from '../probe/watch.ts';

const recorded = (await loadRecording('uts-namespace')).kernel;

/** The same meaning in another run: every PID and every inode moved. */
function another(file: KernelFile): KernelFile {
  const initial = new Set(Object.values(file.start.processes[0]?.namespaces ?? {}));
  return JSON.parse(JSON.stringify(file), (key, value: unknown) => {
    if ((key === 'pid' || key === 'ppid') && typeof value === 'number' && value > 1) return value + 77;
    if (typeof value === 'number' && value > 4026531800 && value < 4294967295 && !initial.has(value)) return value + 9;
    return value;
  }) as KernelFile;
}

describe('compare', () => {
  it('finds no difference where only PIDs and inodes differ', () => {
    expect(compare(recorded, another(recorded))).toEqual([]);
  });

  it('finds a namespace that is no longer separate', () => {
    const now = another(recorded);
    const host = now.start.processes[0]?.namespaces.uts as number;
    for (const p of now.steps.at(-1)?.snapshot.processes ?? []) p.namespaces.uts = host;
    expect(compare(recorded, now).join('\n')).toMatch(/^after unchanged: only recorded: .*uts=1/m);
  });

  it('compares hostnames where both were read, but not those of containers', () => {
    const named = (name: string) => {
      const file = another(recorded);
      file.start.hostnames = { 4026531838: name };
      return file;
    };
    expect(compare(recorded, named('vm'))).toEqual([]);
    expect(compare(named('vm'), named('vm'))).toEqual([]);
    expect(compare(named('0123456789ab'), named('ba9876543210'))).toEqual([]);
    expect(compare(named('vm'), named('inside')).join()).toMatch(
      /only recorded: hostname in uts=\d: vm,.*now: .*: inside/,
    );
  });

  it('finds another exit status', () => {
    const now = another(recorded);
    (now.steps[0] as KernelFile['steps'][number]).status = 1;
    expect(compare(recorded, now)).toEqual(['after name: exit status recorded 0, now 1']);
  });
});

describe('shape and watched', () => {
  const whole = parseProbe(readFileSync(join(projectRoot, 'src/kernel/fixtures/odd.probe'), 'utf8'));
  const watch = {
    processes: ['sleep 1002', 'sleep 1003'],
    cgroups: ['/odd:name 1/**'],
    mounts: ['^/tmp/'],
    interfaces: true,
  };

  it('keeps pid 1 and what was asked for, never the recorder itself', () => {
    const s = watched(whole, { ...watch, processes: ['.'] });
    expect(s.processes.some((p) => p.cgroup.startsWith('/system.slice/recorder'))).toBe(false);
    expect(watched(whole, watch).processes.map((p) => p.args.join(' '))).toEqual(['/sbin/init', 'sleep 1003']);
    expect(watched(whole, watch).cgroups.map((c) => c.path)).toEqual(['/odd:name 1', '/odd:name 1/child']);
  });

  it('says limits and members, not usage', () => {
    const lines = shape(watched(whole, watch));
    expect(lines.find((l) => l.startsWith('cgroup /odd:name 1 '))).toContain('"pids":5');
    expect(lines.join('\n')).not.toContain('usage');
  });

  it('takes no notice of whether a cgroup has read from a disk yet, but of a limit to it', () => {
    const kept = watched(whole, watch);
    const withIo = (max: NonNullable<(typeof kept.cgroups)[number]['io']>['max']): Snapshot => ({
      ...kept,
      cgroups: kept.cgroups.map((c) => ({ ...c, io: { stat: {}, ...c.io, max } })),
    });
    const without = { ...kept, cgroups: kept.cgroups.map(({ io: _, ...c }) => c) };
    expect(shape(withIo({}))).toEqual(shape(without));
    expect(shape(withIo({ '254:0': { rbps: 1_048_576, wbps: 'max', riops: 'max', wiops: 'max' } }))).not.toEqual(
      shape(without),
    );
  });

  it('says what a listed file is, and finds one that is no longer there or has become another', () => {
    const files = Object.values(
      parseFiles(readFileSync(join(projectRoot, 'src/kernel/fixtures/odd.files'), 'utf8')),
    )[0]!.tree;
    const kept = watched({ ...whole, files: { [whole.processes[0]!.namespaces.mnt!]: [files] } }, watch);
    const lines = shape(kept);
    expect(lines).toContain('file in mnt=0: /tmp/t d/whiteout character 0644 0:0 0:0');
    expect(lines).toContain('file in mnt=0: /tmp/t d/odd -> link link 0777 1000:1000 -> /x/ //y\nz ');
    expect(lines).toContain('file in mnt=0: /tmp/t d/e/opa\nque directory 0755 0:0 opaque unread');
    const bigger = structuredClone(kept);
    bigger.files![whole.processes[0]!.namespaces.mnt!]![0]!.entries.find((e) => e.path === 'd/file')!.size = 7;
    expect(shape(bigger)).toEqual(lines);
    const other = structuredClone(kept);
    other.files![whole.processes[0]!.namespaces.mnt!]![0]!.entries.find((e) => e.path === 'd/file')!.mode = '0755';
    expect(shape(other)).not.toEqual(lines);
  });

  it('counts the layers of a mount however it was written', () => {
    const [mnt, mounts] = Object.entries(whole.mounts)[0]!;
    const overlay = (...superOptions: string[]) =>
      shape({ ...whole, mounts: { [mnt]: [{ ...mounts[0]!, type: 'overlay', mountPoint: '/m', superOptions }] } });
    expect(overlay('lowerdir+=/a', 'lowerdir+=/b')).toEqual(overlay('lowerdir=/a:/b'));
    expect(overlay('lowerdir=/a\\:b').find((l) => l.includes('/m overlay'))).toContain('lower layers=1');
  });

  it('names a layer by its place in a stack, never by its directory', () => {
    const entry = (path: string) => ({ path, type: 'file' as const, mode: '0644', uid: 0, gid: 0, size: 1 });
    const mnt = whole.processes[0]!.namespaces.mnt!;
    const stacked = (a: string, b: string, shared: boolean): Snapshot =>
      watched(
        {
          ...whole,
          files: {
            [mnt]: [
              { path: `/l/${a}`, depth: 1, entries: [entry('x')] },
              { path: `/l/${b}`, depth: 1, entries: [entry('y')] },
            ],
          },
          stacks: [
            {
              name: 'one',
              kind: 'image',
              id: a,
              writable: false,
              layers: [
                { directory: `/l/${a}`, bytes: 1, createdBy: 'COPY x' },
                { directory: `/l/${b}`, bytes: 1 },
              ],
            },
            {
              name: 'two',
              kind: 'image',
              id: b,
              writable: false,
              layers: [{ directory: `/l/${shared ? a : 'c'}`, bytes: 1 }],
            },
          ],
        },
        watch,
      );
    const lines = shape(stacked('p', 'q', true));
    expect(lines).toContain('file in mnt=0: layer 1 of one y file 0644 0:0');
    expect(lines).toContain('image one: layer 0 of one (COPY x) < layer 1 of one');
    expect(lines).toContain('image two: layer 0 of one');
    expect(shape(stacked('r', 's', true))).toEqual(lines);
    expect(shape(stacked('r', 's', false))).not.toEqual(lines);
  });
});
