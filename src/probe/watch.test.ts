import { expect, test } from 'vitest';
import type { Snapshot } from '../kernel/snapshot.ts';
import { watched } from './watch.ts';

const paths = [
  '/',
  '/demo',
  '/demo.x',
  '/demo/a',
  '/demo/a/b',
  '/system.slice',
  '/system.slice/docker-12.scope',
  '/system.slice/docker-12.scope/init',
  '/system.slice/docker.service',
];
const snapshot = {
  uptime: 5,
  processes: [],
  cgroups: paths.map((path) => ({ path })),
  mounts: {},
  interfaces: {},
} as unknown as Snapshot;
const kept = (...cgroups: string[]) =>
  watched(snapshot, { processes: [], cgroups, mounts: [], interfaces: false }).cgroups.map((c) => c.path);

test.each([
  [['/demo'], ['/demo']],
  [['/demo/**'], ['/demo', '/demo/a', '/demo/a/b']],
  [
    ['/', '/system.slice/docker-*'],
    ['/', '/system.slice/docker-12.scope'],
  ],
  [['/system.slice/docker-*/**'], ['/system.slice/docker-12.scope', '/system.slice/docker-12.scope/init']],
  [['/**'], paths],
])('%s keeps %s', (globs, expected) => {
  expect(kept(...globs)).toEqual(expected);
});

test('keeps the time of the snapshot', () => {
  expect(watched(snapshot, { processes: [], cgroups: [], mounts: [], interfaces: false }).uptime).toBe(5);
});

test('keeps of tables by namespace those of the processes it keeps', () => {
  const process = (pid: number, inode: number, args: string[]) =>
    ({
      pid,
      args,
      cgroup: '/',
      namespaces: { mnt: inode, net: inode, uts: inode },
    }) as unknown as Snapshot['processes'][0];
  const table = <T>(value: T) => ({ 1: value, 2: value, 3: value });
  const tables = {
    mounts: table([{ mountPoint: '/proc', type: 'proc' }]),
    interfaces: table([{ name: 'lo' }]),
    hostnames: table('vm'),
  } as unknown as Pick<Snapshot, 'mounts' | 'interfaces' | 'hostnames'>;
  const processes = [process(1, 1, ['init']), process(7, 2, ['sleep']), process(8, 3, ['other'])];
  const all = { ...snapshot, ...tables, processes };
  const of = watched(all, { processes: ['^sleep'], cgroups: [], mounts: ['proc'], interfaces: true });
  for (const key of ['mounts', 'interfaces', 'hostnames'] as const) expect(Object.keys(of[key]!)).toEqual(['1', '2']);
  expect(watched(snapshot, { processes: [], cgroups: [], mounts: [], interfaces: true })).not.toHaveProperty(
    'hostnames',
  );
});
