import type { Samples } from '../../kernel/samples.ts';
import type { Moment } from '../../sources/moment.ts';
import type { Cgroup, Limit, Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Example } from '../shared/example.ts';
import type { Plan } from './plan.ts';
import { HEARD } from './heard.ts';
import { plan } from './plan.ts';

const MIB = 1024 ** 2;
const ALL = ['cpu', 'io', 'memory', 'pids'];

interface Made {
  /** Bytes used, and the limit. */
  memory?: [current: number, max: Limit, file?: number];
  /** Microseconds used so far, and the quota in 100 ms. */
  cpu?: [usage: number, quota: Limit];
  pids?: [current: number, max: Limit];
  hands?: string[];
  processes?: number[];
  more?: Partial<Cgroup>;
}

/** A cgroup as the kernel reports one, from what matters. */
function cgroup(path: string, { memory, cpu, pids, hands = [], processes = [], more = {} }: Made): Cgroup {
  return {
    path,
    type: 'domain',
    controllers: ALL,
    subtreeControl: hands,
    processes,
    ...(memory && {
      memory: {
        current: memory[0],
        max: memory[1],
        high: 'max',
        stat: { anon: memory[0] - (memory[2] ?? 0), file: memory[2] ?? 0 },
        events: { high: 0, max: 0, oom: 0, oom_kill: 0 },
      },
    }),
    ...(cpu && {
      cpu: {
        quota: cpu[1],
        period: 100_000,
        weight: 100,
        stat: { usage_usec: cpu[0], nr_throttled: 0, throttled_usec: 0 },
      },
    }),
    ...(pids && { pids: { current: pids[0], max: pids[1], events: { max: 0 } } }),
    ...more,
  };
}

function process(pid: number, name: string, path: string): Process {
  return { pid, ppid: 1, name, args: [name], cgroup: path, state: 'S' } as Process;
}

function snapshot(uptime: number, cgroups: Cgroup[], processes: Process[] = []): Snapshot {
  return { uptime, processes, cgroups: cgroups.sort((a, b) => (a.path < b.path ? -1 : 1)), mounts: {}, interfaces: {} };
}

function made(before: Snapshot | null, after: Snapshot, more: Partial<Plan> = {}): NonNullable<Example['made']> {
  const snapshots = before ? [before, after] : [after];
  const planned = plan(
    { snapshots, terminals: {} },
    { title: 'cgroupの木', handing: true, counters: HEARD.map(([, counter]) => counter) },
  );
  return {
    class: 'ct',
    moment: { number: before ? 3 : 0, count: 8, snapshot: after, before },
    plan: { ...planned, known: planned.known.map((k) => ({ ...k, first: 0, last: 3 })), ...more },
  };
}

/** What was measured while the step ran that {@link oomKill} is a picture of. */
const climb: Samples = {
  times: [0, 400, 500, 1400, 1700, 1720, 2000],
  cgroups: {
    '/demo': {
      values: {
        'memory.current': [4 * MIB, 4 * MIB, 8 * MIB, 62 * MIB, 64 * MIB, 4 * MIB, 4 * MIB],
        'pids.current': [1, 1, 2, 2, 2, 1, 1],
      },
      members: [
        [0, [617]],
        [2, [617, 1203]],
        [5, [617]],
      ],
    },
  },
  names: { 617: 'bash', 1203: 'tail' },
};

/** A step that was sampled: while it is played, after it, and at rest. */
function sampled(more: Partial<Moment>): NonNullable<Example['made']> {
  const before = demo({ memory: [4 * MIB, 64 * MIB], pids: [1, 20] });
  const after = structuredClone(before);
  after.memory!.events = events(1, 37);
  const [then, now] = [snapshot(100, [before], [bash]), snapshot(103, [after], [bash])];
  const planned = plan({ snapshots: [then, now], terminals: {}, samples: { 1: climb } }, { title: 'cgroupの木' });
  const moment: Moment = { number: 1, count: 1, snapshot: now, before: then, samples: climb };
  return {
    class: 'ct',
    moment: { ...moment, ...(more.elapsed === undefined ? {} : { snapshot: then, before: then }), ...more },
    plan: planned as Plan & { title: string },
  };
}

const root = cgroup('/', { hands: ALL });
const demo = (more: Made): Cgroup => cgroup('/demo', { processes: [617], ...more });
const bash = process(617, 'bash', '/demo');
const events = (oomKill: number, max: number) => ({ high: 0, max, oom: oomKill, oom_kill: oomKill, oom_group_kill: 0 });

function oomKill(): NonNullable<Example['made']> {
  const before = demo({ memory: [4 * MIB, 64 * MIB], cpu: [10_000, 'max'], pids: [1, 20] });
  const after = demo({
    memory: [62.7 * MIB, 64 * MIB, 21 * MIB],
    cpu: [1_510_000, 50_000],
    pids: [3, 20],
    processes: [617, 1203, 1204],
  });
  after.memory!.events = events(1, 37);
  after.cpu!.stat = { usage_usec: 1_510_000, nr_throttled: 29, throttled_usec: 1_460_000 };
  return made(
    snapshot(100, [root, before], [bash]),
    snapshot(103, [root, after], [bash, process(1203, 'python3', '/demo'), process(1204, 'python3', '/demo')]),
  );
}

/** The machine of a busy Kubernetes node: 24 services, 35 Pods of a pause container and three more. */
export function large(): Snapshot {
  const cgroups = [root, cgroup('/init.scope', { processes: [1], memory: [9 * MIB, 'max'], pids: [1, 'max'] })];
  for (let i = 0; i < 24; i += 1)
    cgroups.push(
      cgroup(`/system.slice/service-${String(i).padStart(2, '0')}.service`, {
        memory: [(3 + i) * MIB, 'max'],
        pids: [1 + (i % 5), 2300],
        processes: [400 + i],
      }),
    );
  cgroups.push(
    cgroup('/system.slice', { memory: [400 * MIB, 'max', 120 * MIB], pids: [70, 'max'], hands: ['memory', 'pids'] }),
  );
  cgroups.push(
    cgroup('/kubepods.slice', {
      memory: [3000 * MIB, 7168 * MIB, 900 * MIB],
      cpu: [9e8, 'max'],
      pids: [900, 'max'],
      hands: ALL,
    }),
  );
  for (const [q, qos] of ['burstable', 'besteffort'].entries()) {
    const slice = `/kubepods.slice/kubepods-${qos}.slice`;
    cgroups.push(cgroup(slice, { memory: [1400 * MIB, 'max'], cpu: [4e8, 'max'], pids: [400, 'max'], hands: ALL }));
    for (let i = 0; i < 17 + q; i += 1) {
      const pod = `${slice}/kubepods-${qos}-pod${String(i).padStart(2, '0')}f3a1.slice`;
      cgroups.push(
        cgroup(pod, {
          memory: [80 * MIB, q === 0 ? 256 * MIB : 'max'],
          cpu: [2e7, q === 0 ? 50_000 : 'max'],
          pids: [9, 'max'],
          hands: ALL,
        }),
      );
      for (let c = 0; c < 4; c += 1) {
        const id = (0x1f3a5b7 + i * 977 + c * 31 + q).toString(16).padStart(8, '0').repeat(8);
        cgroups.push(
          cgroup(`${pod}/cri-containerd-${id}.scope`, {
            memory: [20 * MIB, q === 0 ? 64 * MIB : 'max'],
            cpu: [5e6, q === 0 ? 20_000 : 'max'],
            pids: [3, 'max'],
            processes: [2000 + i * 12 + c * 3 + q * 400],
          }),
        );
      }
    }
  }
  return snapshot(4000, cgroups);
}

function largeMoment(): NonNullable<Example['made']> {
  const before = large();
  const after = structuredClone(before);
  after.uptime! += 5;
  const hit = after.cgroups.find((c) => c.path.includes('pod03f3a1.slice/'))!;
  hit.memory!.events = events(1, 12);
  hit.memory!.current = 63.5 * MIB;
  return made(before, after);
}

export const examples: Example[] = [
  { name: 'climbing', title: '手順の途中', made: sampled({ elapsed: 1200 }) },
  { name: 'full', title: '手順の途中：上限に届いた', made: sampled({ elapsed: 1700 }) },
  { name: 'fallen', title: '手順のあと', made: sampled({}) },
  { name: 'resting', title: '動かす前', made: sampled({ rest: true }) },
  {
    name: 'recorded',
    title: '録ったもの：上限20',
    props: { recording: 'cgroup-namespace', at: 'join', root: '/demo' },
  },
  { name: 'absent', title: 'まだない', props: { recording: 'cgroup-namespace', at: 'start' } },
  { name: 'oom-kill', title: '上限に当たった手順', made: oomKill() },
  {
    name: 'threads',
    title: 'threadedの木と、渡された controller',
    made: made(
      snapshot(10, [root, cgroup('/app', { processes: [617], hands: [] }), cgroup('/app/workers', {})], [bash]),
      snapshot(
        12,
        [
          root,
          cgroup('/app', { processes: [617], hands: ['cpu'], more: { type: 'domain threaded' }, cpu: [5000, 'max'] }),
          cgroup('/app/workers', { more: { type: 'threaded', controllers: ['cpu'] }, cpu: [5000, 50_000] }),
          cgroup('/app/idle', { more: { type: 'domain invalid', controllers: [] } }),
        ],
        [bash],
      ),
    ),
  },
  {
    name: 'settings',
    title: 'memory.high、swap、I/Oの上限',
    made: made(
      snapshot(
        10,
        [
          demo({
            memory: [30 * MIB, 64 * MIB],
            more: { io: { max: {}, stat: { '254:0': { rbytes: 0, wbytes: 0 } } } },
          }),
        ],
        [bash],
      ),
      snapshot(
        14,
        [
          demo({
            memory: [33 * MIB, 64 * MIB, 30 * MIB],
            pids: [1, 'max'],
            cpu: [0, 'max'],
            more: {
              memory: {
                current: 33 * MIB,
                max: 64 * MIB,
                high: 32 * MIB,
                swap: 12 * MIB,
                swapMax: 64 * MIB,
                stat: { anon: 3 * MIB, file: 30 * MIB },
                events: { high: 41, max: 0, oom: 0, oom_kill: 0 },
              },
              io: {
                max: { '254:0': { wbps: MIB, rbps: 'max', riops: 100, wiops: 'max' } },
                stat: { '254:0': { rbytes: 0, wbytes: 4 * MIB, rios: 40, wios: 4 } },
              },
            },
          }),
        ],
        [bash],
      ),
    ),
  },
  {
    name: 'gone',
    title: '消えた',
    made: made(snapshot(10, [root, demo({ memory: [30 * MIB, 64 * MIB], processes: [] })]), snapshot(12, [root])),
  },
  { name: 'large', title: '200のcgroup', made: largeMoment() },
];
