import type { FileEntry, FileTree, Mount, Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Example } from '../shared/example.ts';
import type { Moment } from '../../sources/moment.ts';
import type { Row } from '../shared/rows.ts';
import { roomsOf, type Plan } from './plan.ts';

const HOST = 4026531841;
const OWN = 4026532301;
const nobody = { real: 0, effective: 0, saved: 0, filesystem: 0 };

function process(pid: number, name: string, root: string, cwd: string, mnt = HOST): Process {
  return {
    pid,
    ppid: 1,
    nspid: [pid],
    name,
    args: [name],
    state: 'S',
    namespaces: { mnt },
    cgroup: '/',
    uid: nobody,
    gid: nobody,
    uidMap: [],
    gidMap: [],
    capabilities: { inheritable: '', permitted: '', effective: '', bounding: '', ambient: '' },
    noNewPrivs: false,
    seccomp: 0,
    root,
    cwd,
  };
}

/** A listing from names: a slash at the end makes a directory, two an unread one, ` -> ` a link, `c` or `b` and numbers a device. */
function tree(path: string, ...names: string[]): FileTree {
  const entry = (text: string): FileEntry => {
    const owner = { mode: '0755', uid: 0, gid: 0 };
    const [name = '', target] = text.split(' -> ');
    const device = / c(\d+:\d+)$/.exec(name)?.[1];
    if (target !== undefined) return { path: name, type: 'link', ...owner, target };
    if (device !== undefined) return { path: name.replace(/ c\S+$/, ''), type: 'character', ...owner, device };
    if (name === '' || name.endsWith('/'))
      return {
        path: name.replace(/\/+$/, ''),
        type: 'directory',
        ...owner,
        ...(name.endsWith('//') ? { unread: true as const } : {}),
      };
    return { path: name, type: 'file', ...owner, size: 1 };
  };
  return { path, depth: 4, entries: ['', ...names].map(entry) };
}

function mount(id: number, mountPoint: string, type: string, root = '/'): Mount {
  return {
    id,
    parent: 1,
    device: '254:0',
    root,
    mountPoint,
    options: ['rw'],
    propagation: [],
    type,
    source: type,
    superOptions: ['rw'],
  };
}

const TOP = [
  'bin -> usr/bin',
  'boot//',
  'dev//',
  'etc//',
  'home//',
  'lib -> usr/lib',
  'proc//',
  'root//',
  'run//',
  'srv//',
  'sys//',
  'tmp//',
  'usr//',
  'var//',
];
const JAIL = ['jail/', 'jail/bin/', 'jail/bin/bash', 'jail/lib/', 'jail/lib/libc.so.6', 'jail/proc//'];

const snapshot = (
  processes: Process[],
  files: Record<string, FileTree[]>,
  mounts: Record<string, Mount[]> = {},
): Snapshot => ({
  processes: [process(1, 'systemd', '/', '/'), ...processes],
  cgroups: [],
  mounts,
  interfaces: {},
  files,
});

const rows: Row[] = [
  { pid: 700, name: 'bash', label: 'host の bash', first: 0, last: 9 },
  { pid: 800, name: 'sh', label: 'inside の sh', first: 0, last: 9 },
];

function made(title: string, now: Snapshot, before: Snapshot): Example['made'] {
  const moment: Moment = { number: 1, count: 1, snapshot: now, before };
  const moments = [{ ...moment, number: 0, snapshot: before, before: null }, moment];
  const plan: Plan = { title, rows, rooms: roomsOf(moments, rows) };
  return { class: 'rt', moment, plan };
}

const host = process(700, 'bash', '/', '/root');
const onHost = { [HOST]: [tree('/', ...TOP), tree('/srv', ...JAIL)] };
const rootMounts = [mount(20, '/', 'ext4'), mount(21, '/proc', 'proc')];

export const examples: Example[] = [
  {
    name: 'alpine',
    title: 'Alpineのファイル一式を根にしたシェル',
    props: { recording: 'chroot-alpine', at: 'chroot' },
  },
  { name: 'mounted', title: '根の下のマウント', props: { recording: 'chroot-alpine', at: 'proc' } },
  { name: 'copied', title: 'この手順でできたファイル', props: { recording: 'chroot-empty', at: 'libraries' } },
  {
    name: 'jail',
    title: '根が移った',
    made: made(
      '根が移った',
      snapshot([host, process(800, 'sh', '/srv/jail', '/srv/jail')], onHost),
      snapshot([host, process(800, 'sh', '/', '/root')], onHost),
    ),
  },
  {
    name: 'outside',
    title: 'いる場所が根の外',
    made: made(
      'いる場所が根の外',
      snapshot([host, process(800, 'sh', '/srv/jail/bin', '/srv')], {
        [HOST]: [tree('/', ...TOP), tree('/srv', ...JAIL, 'jail/hole/')],
      }),
      snapshot([host, process(800, 'sh', '/srv/jail', '/srv/jail')], onHost),
    ),
  },
  {
    name: 'pivot',
    title: '別のmount namespaceで根が替わった',
    made: made(
      '別のmount namespaceで根が替わった',
      snapshot(
        [host, process(800, 'sh', '/', '/', OWN)],
        { ...onHost, [OWN]: [tree('/', 'bin/', 'bin/bash', 'lib/', 'lib/libc.so.6', 'old//', 'proc//')] },
        {
          [HOST]: rootMounts,
          [OWN]: [mount(41, '/', 'ext4', '/srv/jail'), mount(40, '/old', 'ext4'), mount(42, '/proc', 'proc')],
        },
      ),
      snapshot(
        [host, process(800, 'sh', '/', '/', OWN)],
        { ...onHost, [OWN]: [tree('/', ...TOP)] },
        { [HOST]: rootMounts, [OWN]: [mount(40, '/', 'ext4')] },
      ),
    ),
  },
  {
    name: 'odd',
    title: '変わった名前、消えたファイル、たくさんのファイル',
    made: made(
      '変わった名前',
      snapshot([host], {
        [HOST]: [
          tree(
            '/srv',
            'odd/',
            'odd/a b\nc',
            'odd/日本語',
            'odd/<b>&',
            'odd/null c1:3',
            'odd/gone c0:0',
            ...Array.from({ length: 40 }, (_, i) => `odd/a-rather-long-name-${i}`),
          ),
        ],
      }),
      snapshot([host], {
        [HOST]: [
          tree(
            '/srv',
            'odd/',
            'odd/a b\nc',
            'odd/日本語',
            'odd/<b>&',
            'odd/removed',
            ...Array.from({ length: 40 }, (_, i) => `odd/a-rather-long-name-${i}`),
          ),
        ],
      }),
    ),
  },
];
