import type { FileEntry, IdRange, Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Example } from '../shared/example.ts';
import type { Plan } from './plan.ts';

const everyone: IdRange[] = [{ inside: 0, outside: 0, length: 4294967295 }];

function process(pid: number, uid: number, user: number, map: IdRange[], effective: string): Process {
  const ids = { real: uid, effective: uid, saved: uid, filesystem: uid };
  return {
    pid,
    ppid: 1,
    nspid: [pid],
    name: 'server',
    args: ['server'],
    state: 'S',
    namespaces: { mnt: 1, user },
    cgroup: '/',
    uid: ids,
    gid: ids,
    groups: [],
    uidMap: map,
    gidMap: map,
    capabilities: { inheritable: '', permitted: effective, effective, bounding: effective, ambient: '' },
    noNewPrivs: false,
    seccomp: 2,
    root: '/',
    cwd: '/',
  };
}

const docker = '00000000a80425fb';
const none = '0'.repeat(16);

function made(title: string, before: Partial<FileEntry>[], after: Partial<FileEntry>[]): Example['made'] {
  const entries = (files: Partial<FileEntry>[]): FileEntry[] =>
    files.map((f, i) => ({ path: `file-${i}`, type: 'file', mode: '0644', uid: 0, gid: 0, ...f }));
  const of = (files: Partial<FileEntry>[]): Snapshot => ({
    processes: [
      process(1, 0, 1, everyone, docker),
      process(701, 0, 1, everyone, docker),
      process(702, 165536, 2, [{ inside: 0, outside: 165536, length: 65536 }], docker),
      process(703, 0, 1, everyone, none),
    ],
    cgroups: [],
    mounts: {},
    interfaces: {},
    files: { 1: [{ path: '/srv/app', depth: 1, entries: entries(files) }] },
  });
  const rows = [
    [701, '既定'],
    [702, 'userns-remap'],
    [703, 'capabilityなし'],
  ].map(([pid, label]) => ({ pid: pid as number, label: label as string, name: 'server', first: 0, last: 1 }));
  const plan: Plan = {
    title,
    rows,
    directory: '/srv/app',
    paths: [...new Set([...entries(before), ...entries(after)].map((e) => e.path))],
    names: { 0: 'root', 1000: 'shibuya' },
  };
  return {
    class: 'fo',
    moment: { number: 1, count: 1, before: of(before), snapshot: of(after) },
    plan,
  };
}

export const examples: Example[] = [
  {
    name: 'read',
    title: 'コンテナのrootと一般ユーザー',
    props: {
      recording: 'root-bind-mount',
      at: 'read',
      processes: ['user', { name: 'sleep 1001', label: 'box（コンテナのroot）' }],
    },
  },
  {
    name: 'suid',
    title: 'この手順で所有者とモードが変わった',
    props: {
      recording: 'root-bind-mount',
      at: 'suid',
      processes: ['user', { name: 'sleep 1001', label: 'box（コンテナのroot）' }],
    },
  },
  {
    name: 'absent',
    title: 'コンテナはまだない',
    props: { recording: 'root-bind-mount', at: 'start', processes: ['user', { name: 'sleep 1001', label: 'box' }] },
  },
  {
    name: 'remapped',
    title: '写像の外のファイル',
    props: { recording: 'userns-remap', at: 'write', processes: ['host', { name: 'sleep 1001', label: 'box' }] },
  },
  {
    name: 'three',
    title: '三つの立場',
    made: made(
      '三つの立場',
      [{ mode: '0600' }, { uid: 165536, gid: 165536 }, { uid: 1000, gid: 0, mode: '0640' }],
      [{ mode: '4755' }, { uid: 165536, gid: 165536 }, { uid: 1000, gid: 0, mode: '0640' }],
    ),
  },
  {
    name: 'gone',
    title: '消えた',
    made: made('消えた', [{}, { path: '日本語の名前', type: 'directory', mode: '1777' }], [{}]),
  },
];
