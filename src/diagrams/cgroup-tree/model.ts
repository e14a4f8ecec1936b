import { isSameProcess } from '../../kernel/identity.ts';
import type { Cgroup } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { compared } from '../shared/moment.ts';
import { byPid, nameOf } from '../shared/process.ts';
import { within } from '../shared/words.ts';
import { alertsOf, type Alert } from './alerts.ts';
import { cgroupAt } from './cgroups.ts';
import { gaugesOf, type Gauge } from './gauges.ts';
import type { Known, Plan } from './plan.ts';
import { sparkOf, type Spark } from './sparks.ts';
import { measured, seenIn } from './use.ts';

/** How many boxes a picture unfolds by itself. */
const UNFOLDED = 12;

/** A process in a cgroup. */
export interface Member {
  pid: number;
  /** undefined where only its number is known. */
  name: string | undefined;
  /** Came into the cgroup in this step. */
  fresh: boolean;
  /** Was in it while the step ran, and is not any more. */
  gone: boolean;
  /** Where it was before, if it moved and the snapshot knew it. */
  from: string | undefined;
}

/** A cgroup in the tree. */
export interface Node {
  path: string;
  /** Its path below the box it stands in; the whole path where it stands in none. */
  name: string;
  /** undefined while it is not there. */
  cgroup: Cgroup | undefined;
  known: Known;
  /** Came into being, or was removed, in this step. */
  fresh: boolean;
  gone: boolean;
  /** cgroup.type became another in this step. */
  typeFresh: boolean;
  members: Member[];
  /** What it may use, whether it hands it to its children, and whether this step decided so; none where the picture is not about that. */
  controllers: { name: string; handed: boolean; fresh: boolean }[];
  /** Each with the line of what it showed while the step ran, as far as that was sampled. */
  gauges: (Gauge & { spark: Spark | undefined })[];
  alerts: Alert[];
  open: boolean;
  children: Node[];
}

/** The cgroups of a moment as a tree. */
export function treeOf(moment: Moment, plan: Plan): Node[] {
  const nodes = new Map(plan.known.map((k) => [k.path, nodeOf(moment, k, plan)]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const { path } = node;
    // The nearest above it, which is the longest.
    const over = [...nodes.keys()]
      .filter((other) => other !== path && within(path, other))
      .sort()
      .at(-1);
    if (over) node.name = path.slice(over.length).replace(/^\//, '');
    (over ? nodes.get(over)!.children : roots).push(node);
  }
  unfold(roots, new Set(plan.open));
  return roots;
}

/** All nodes in reading order. */
export const nodesOf = (nodes: Node[]): Node[] => nodes.flatMap((node) => [node, ...nodesOf(node.children)]);

/** Something happened to it in this step. */
export const isStirred = (node: Node): boolean =>
  node.fresh || node.gone || node.alerts.length > 0 || node.members.some((m) => m.fresh);

/** Level by level, as long as there is room for a whole level. */
function unfold(roots: Node[], asked: Set<string>): void {
  let level = roots;
  let boxes = level.length;
  while (level.length > 0) {
    const next = level.flatMap((node) => node.children);
    boxes += next.length;
    const open = level === roots || boxes <= UNFOLDED;
    for (const node of level) node.open = open || [...asked].some((path) => within(path, node.path));
    level = next;
  }
}

function nodeOf(moment: Moment, known: Known, { controllers: shown, heard, handing }: Plan): Node {
  const { path } = known;
  // What is marked is compared with the step before; what is measured, with when it was measured before.
  const { snapshot, before } = moment.elapsed === undefined ? compared(moment) : { ...moment, before: null };
  const now = measured(moment);
  const cgroup = cgroupAt(now.snapshot, path);
  const earlier = cgroup ? cgroupAt(before, path, cgroup.inode) : undefined;
  const then = cgroup ? cgroupAt(now.before, path, cgroup.inode) : undefined;
  const gauges = cgroup ? gaugesOf(now, cgroup, then, shown) : [];
  return {
    path,
    cgroup,
    known,
    name: `/sys/fs/cgroup${path === '/' ? '' : path}`,
    fresh: !!cgroup && !!before && !earlier,
    gone: !cgroup && !!cgroupAt(before, path),
    typeFresh: !!earlier && earlier.type !== cgroup!.type,
    members: cgroup ? membersOf({ ...moment, snapshot, before }, cgroup, earlier) : [],
    controllers: (handing && cgroup ? cgroup.controllers : []).map((name) => {
      const handed = cgroup!.subtreeControl.includes(name);
      return { name, handed, fresh: before !== null && handed !== (earlier?.subtreeControl.includes(name) ?? false) };
    }),
    gauges: gauges.map((gauge) => ({
      ...gauge,
      fresh: gauge.fresh && before !== null,
      spark: known.sparks.includes(gauge.key) ? sparkOf(moment.samples, gauge, cgroup!, then) : undefined,
    })),
    alerts: cgroup ? alertsOf({ ...moment, snapshot, before }, cgroup, heard) : [],
    open: false,
    children: [],
  };
}

/** Members with those the step brought first, then those that can be named; behind them those that have gone meanwhile. */
function membersOf(moment: Moment, cgroup: Cgroup, earlier: Cgroup | undefined): Member[] {
  const { snapshot, before, samples } = moment;
  const processes = byPid(snapshot);
  const old = before && byPid(before);
  const name = (pid: number): string | undefined => {
    const known = processes.get(pid) ?? (samples?.names[pid] !== undefined && { name: samples.names[pid] });
    return known ? nameOf(known) : undefined;
  };
  const there = cgroup.processes.map((pid): Member => {
    const process = processes.get(pid);
    const then = old?.get(pid);
    // Another process may have got the pid of one that has ended.
    const other = process && then && !isSameProcess(process, then);
    const fresh = before !== null && (other || !earlier?.processes.includes(pid));
    return { pid, name: name(pid), fresh, gone: false, from: fresh && !other ? then?.cgroup : undefined };
  });
  const gone = moment.rest ? [] : seenIn(moment, cgroup.path).filter((pid) => !cgroup.processes.includes(pid));
  return [
    ...there.sort((a, b) => Number(b.fresh) - Number(a.fresh) || Number(!!b.name) - Number(!!a.name)),
    ...gone.map((pid): Member => ({ pid, name: name(pid), fresh: false, gone: true, from: undefined })),
  ];
}
