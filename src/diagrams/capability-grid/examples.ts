import type { CapabilitySets, Process } from '../../kernel/snapshot.ts';
import { readCapabilities } from '../capability-table/capabilities.ts';
import type { Example } from '../shared/example.ts';
import type { Plan } from './plan.ts';
import { legendOf } from './plan.ts';

const ids = { real: 1000, effective: 1000, saved: 1000, filesystem: 1000 };
const none: CapabilitySets = {
  inheritable: '0'.repeat(16),
  permitted: '0'.repeat(16),
  effective: '0'.repeat(16),
  bounding: '000001ffffffffff',
  ambient: '0'.repeat(16),
};

function process(pid: number, capabilities: Partial<CapabilitySets>): Process {
  return {
    pid,
    ppid: 1,
    nspid: [pid],
    name: 'server',
    args: ['server'],
    state: 'S',
    namespaces: { user: 1 },
    cgroup: '/',
    uid: ids,
    gid: ids,
    uidMap: [],
    gidMap: [],
    capabilities: { ...none, ...capabilities },
    noNewPrivs: false,
    seccomp: 0,
    root: '/',
    cwd: '/',
  };
}

/** A process before and after a step no recording has. */
function made(title: string, before: Partial<CapabilitySets>, after: Partial<CapabilitySets>): Example['made'] {
  const of = (capabilities: Partial<CapabilitySets>) => ({
    processes: [process(1, {}), process(700, capabilities)],
    cgroups: [],
    mounts: {},
    interfaces: {},
  });
  const snapshot = of(after);
  const rows = [{ pid: 700, name: 'server', first: 0, last: 1 }];
  const known = readCapabilities().map(({ name, allows, docker }) => ({ name, allows, docker }));
  const plan: Plan = { title, rows, known, compact: false, legend: legendOf([snapshot], rows, known.length) };
  return { class: 'cg', moment: { number: 1, count: 1, before: of(before), snapshot }, plan };
}

export const examples: Example[] = [
  {
    name: 'docker',
    title: 'Dockerの既定と--privileged',
    props: { recording: 'docker-namespaces', processes: ['sleep 1001', 'sleep 1004'] },
  },
  {
    name: 'absent',
    title: 'まだない',
    props: { recording: 'docker-namespaces', at: 'start', processes: ['sleep 1001'] },
  },
  { name: 'lost', title: 'すべてを失う', props: { recording: 'handmade', at: 'caps', processes: ['box'] } },
  {
    name: 'compact',
    title: '小さな形で',
    props: { recording: 'handmade', at: 'caps', processes: ['box'], compact: true },
  },
  {
    name: 'own',
    title: '自分のuser namespaceの中だけ',
    props: { recording: 'user-namespace', at: 'root', processes: ['inside'] },
  },
  {
    name: 'ambient',
    title: '一つだけ得て、子に渡せる',
    made: made(
      '一つだけ得て、子に渡せる',
      {},
      {
        inheritable: '0000000000000400',
        permitted: '0000000000000400',
        effective: '0000000000000400',
        ambient: '0000000000000400',
      },
    ),
  },
  {
    name: 'asleep',
    title: '持っていて、使っていない',
    made: made(
      '持っていて、使っていない',
      { permitted: '0000000000003000', effective: '0000000000003000' },
      { permitted: '0000000000003000', effective: '0000000000002000' },
    ),
  },
];
