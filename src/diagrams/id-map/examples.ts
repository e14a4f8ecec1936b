import type { IdRange, Process } from '../../kernel/snapshot.ts';
import type { Example } from '../shared/example.ts';
import { heightOf, type Plan } from './plan.ts';

const ids = { real: 1000, effective: 1000, saved: 1000, filesystem: 1000 };
const everyone: IdRange[] = [{ inside: 0, outside: 0, length: 4294967295 }];

function process(pid: number, user: number, uidMap: IdRange[], gidMap: IdRange[]): Process {
  return {
    pid,
    ppid: 1,
    nspid: [pid],
    name: 'bash',
    args: ['bash'],
    state: 'S',
    namespaces: { user },
    cgroup: '/',
    uid: ids,
    gid: ids,
    uidMap,
    gidMap,
    capabilities: { inheritable: '', permitted: '', effective: '', bounding: '', ambient: '' },
    noNewPrivs: false,
    seccomp: 0,
    root: '/',
    cwd: '/',
  };
}

/** A process in a user namespace of its own, with maps that no recording has. */
function made(title: string, uidMap: IdRange[], gidMap: IdRange[]): Example['made'] {
  const moment = {
    number: 1,
    count: 1,
    before: null,
    snapshot: {
      processes: [process(1, 1, everyone, everyone), process(700, 2, uidMap, gidMap)],
      cgroups: [],
      mounts: {},
      interfaces: {},
    },
  };
  const row = { pid: 700, name: 'bash', first: 0, last: 1 };
  const plan: Plan = {
    title,
    row,
    kinds: ['uid', 'gid'],
    names: { uid: { 1000: 'shibuya' }, gid: { 1000: 'shibuya' } },
    height: heightOf(moment, row, ['uid', 'gid']),
  };
  return { class: 'im', moment, plan };
}

export const examples: Example[] = [
  { name: 'initial', title: '初期user namespace', props: { recording: 'user-namespace', at: 'start' } },
  { name: 'one', title: 'この手順で1つ書かれた', props: { recording: 'user-namespace', at: 'root' } },
  { name: 'ranges', title: '2つの範囲', props: { recording: 'user-namespace', at: 'ranges' } },
  { name: 'left', title: '元に戻った', props: { recording: 'user-namespace', at: 'leave' } },
  { name: 'unmapped', title: '写像が1つもない', made: made('写像が1つもない', [], []) },
  {
    name: 'differ',
    title: 'UIDとGIDで違う',
    made: made('UIDとGIDで違う', [{ inside: 0, outside: 1000, length: 1 }], []),
  },
  {
    name: 'five',
    title: '順番が入れ替わる範囲',
    made: made(
      '順番が入れ替わる範囲',
      ...(Array.from({ length: 2 }, () => [
        { inside: 0, outside: 300000, length: 1000 },
        { inside: 1000, outside: 1000, length: 1 },
        { inside: 1001, outside: 100000, length: 64535 },
      ]) as [IdRange[], IdRange[]]),
    ),
  },
];
