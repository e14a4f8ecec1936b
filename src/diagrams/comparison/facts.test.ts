import { expect, it } from 'vitest';
import { loadRecording } from '../../recording/load.ts';
import { factsOf } from './facts.ts';

const { kernel } = await loadRecording('docker-namespaces');
const snapshot = structuredClone(kernel.steps.at(-1)!.snapshot);
const facts = (args: string) =>
  new Map(factsOf(snapshot.processes.find((p) => p.args.join(' ') === args)!, snapshot).map((f) => [f.id, f]));

it('tells what keeps a container apart, and that the host is open', () => {
  expect(facts('sleep 1001').get('namespaces')?.own).toEqual(['mnt', 'uts', 'ipc', 'pid', 'net', 'cgroup']);
  expect(facts('sleep 1001').get('pid')?.value).toBe('1');
  expect(facts('sleep 1001').get('uid')).toMatchObject({ value: '0（root）', open: true });
  expect(factsOf(snapshot.processes[0]!, snapshot).every((f) => f.open)).toBe(true);
});

it('counts capabilities and reads limits from the cgroup of the process, where it was watched', () => {
  expect(facts('sleep 1001').get('capabilities')).toMatchObject({ value: '41個のうち14', open: false });
  expect(facts('sleep 1004').get('capabilities')).toMatchObject({ value: '41個のうち41', open: true });
  expect(facts('sleep 1001').has('memory')).toBe(false);
  const container = snapshot.processes.find((p) => p.args[1] === '1001')!;
  snapshot.cgroups = [
    {
      path: container.cgroup,
      controllers: [],
      subtreeControl: [],
      processes: [],
      memory: { current: 1, max: 64 * 2 ** 20 },
      cpu: { quota: 50_000, period: 100_000, stat: {} },
      pids: { current: 1, max: 'max' },
    },
  ];
  expect(
    [...facts('sleep 1001').values()].filter((f) => ['memory', 'cpu', 'pids'].includes(f.id)).map((f) => f.value),
  ).toEqual(['64 MiB', '0.5コア', 'なし']);
});

it('tells what lies over /proc and /sys, and which devices there are, of a container whose mounts and /dev were watched', () => {
  const container = snapshot.processes.find((p) => p.args[1] === '1001')!;
  const mnt = String(container.namespaces.mnt);
  expect(facts('sleep 1001').has('masked')).toBe(false);
  const mount = (mountPoint: string, type: string, mode: 'ro' | 'rw') => ({
    id: 1,
    parent: 0,
    device: '0:1',
    root: '/',
    mountPoint,
    options: [mode],
    propagation: [],
    type,
    source: type,
    superOptions: [],
  });
  snapshot.mounts = {
    [mnt]: [
      mount('/', 'overlay', 'rw'),
      mount('/proc', 'proc', 'rw'),
      mount('/proc/kcore', 'tmpfs', 'rw'),
      mount('/proc/sys', 'proc', 'ro'),
      mount('/sys', 'sysfs', 'ro'),
    ],
  };
  const node = (path: string, type: 'character' | 'block') => ({
    path,
    type,
    mode: '0666',
    uid: 0,
    gid: 0,
    device: '1:3',
  });
  snapshot.files = { [mnt]: [{ path: '/dev', depth: 1, entries: [node('null', 'character')] }] };
  expect(facts('sleep 1001').get('masked')).toMatchObject({ value: '1か所（/proc/kcore）', open: false });
  expect(facts('sleep 1001').get('read-only')).toMatchObject({ value: '2か所（/proc/sys、/sys）', open: false });
  expect(facts('sleep 1001').get('devices')).toMatchObject({ value: '文字型1個、ブロック型0個', open: false });
  snapshot.mounts[mnt] = [mount('/', 'overlay', 'rw'), mount('/proc', 'proc', 'rw'), mount('/sys', 'sysfs', 'rw')];
  snapshot.files[mnt]![0]!.entries.push(node('vda', 'block'));
  expect(
    [...facts('sleep 1001').values()]
      .filter((f) => ['masked', 'read-only', 'devices'].includes(f.id))
      .map((f) => [f.value, f.open]),
  ).toEqual([
    ['なし', true],
    ['なし', true],
    ['文字型1個、ブロック型1個', true],
  ]);
});

it.each([
  [['lowerdir=/a:/b', 'upperdir=/u'], 'overlay（下に2層）'],
  [['lowerdir+=/a', 'lowerdir+=/b', 'upperdir=/u'], 'overlay（下に2層）'],
  [['lowerdir=/a\\:x:/b'], 'overlay（下に2層）'],
  [['lowerdir+=/a', 'datadir+=/d'], 'overlay（下に1層）'],
  [[], 'overlay'],
])('counts the layers of an overlay however it was mounted: %j', (superOptions, value) => {
  const container = snapshot.processes.find((p) => p.args[1] === '1001')!;
  const root = {
    id: 1,
    parent: 0,
    device: '0:9',
    root: '/',
    mountPoint: '/',
    options: ['rw'],
    propagation: [],
    source: 'o',
  };
  snapshot.mounts = { [String(container.namespaces.mnt)]: [{ ...root, type: 'overlay', superOptions }] };
  expect(facts('sleep 1001').get('root')).toMatchObject({ value, open: false });
});
