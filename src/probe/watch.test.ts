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
