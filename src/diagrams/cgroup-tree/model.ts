import { isSameProcess } from '../../kernel/identity.ts';
import type { Cgroup, Process } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { byPid } from '../shared/process.ts';
import { within } from '../shared/words.ts';
import { alertsOf, type Alert, type Heard } from './alerts.ts';
import { cgroupAt } from './cgroups.ts';
import { gaugesOf, type Gauge, type Gauged } from './gauges.ts';
import type { Known } from './plan.ts';

/** How many boxes a picture unfolds by itself. */
const UNFOLDED = 12;

/** A process in a cgroup. */
export interface Member {
  pid: number;
  /** undefined where the snapshot has only its number. */
  process: Process | undefined;
  /** Came into the cgroup in this step. */
  fresh: boolean;
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
  /** What it may use, whether it hands it to its children, and whether this step decided so. */
  controllers: { name: string; handed: boolean; fresh: boolean }[];
  gauges: Gauge[];
  alerts: Alert[];
  open: boolean;
  children: Node[];
}

/**
 * The cgroups of a moment as a tree.
 * @param open paths that are unfolded in a picture too large to unfold whole
 */
export function treeOf(
  moment: Moment,
  known: Known[],
  shown: readonly Gauged[],
  heard: readonly Heard[],
  open: readonly string[] = [],
): Node[] {
  const nodes = new Map(known.map((k) => [k.path, nodeOf(moment, k, shown, heard)]));
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
  unfold(roots, new Set(open));
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

function nodeOf(moment: Moment, known: Known, shown: readonly Gauged[], heard: readonly Heard[]): Node {
  const { path } = known;
  const { snapshot, before } = moment;
  const cgroup = cgroupAt(snapshot, path);
  const earlier = cgroup ? cgroupAt(before, path, cgroup.inode) : undefined;
  return {
    path,
    cgroup,
    known,
    name: `/sys/fs/cgroup${path === '/' ? '' : path}`,
    fresh: !!cgroup && !!before && !earlier,
    gone: !cgroup && !!cgroupAt(before, path),
    typeFresh: !!earlier && earlier.type !== cgroup!.type,
    members: cgroup ? membersOf(moment, cgroup, earlier) : [],
    controllers: (cgroup?.controllers ?? []).map((name) => {
      const handed = cgroup!.subtreeControl.includes(name);
      return { name, handed, fresh: before !== null && handed !== (earlier?.subtreeControl.includes(name) ?? false) };
    }),
    gauges: cgroup ? gaugesOf(moment, cgroup, earlier, shown) : [],
    alerts: cgroup ? alertsOf(moment, cgroup, heard) : [],
    open: false,
    children: [],
  };
}

/** Members with those the step brought first, then those the snapshot can name. */
function membersOf({ snapshot, before }: Moment, cgroup: Cgroup, earlier: Cgroup | undefined): Member[] {
  const processes = byPid(snapshot);
  const old = before && byPid(before);
  return cgroup.processes
    .map((pid) => {
      const process = processes.get(pid);
      const then = old?.get(pid);
      // Another process may have got the pid of one that has ended.
      const other = process && then && !isSameProcess(process, then);
      const fresh = before !== null && (other || !earlier?.processes.includes(pid));
      return { pid, process, fresh, from: fresh && !other ? then?.cgroup : undefined };
    })
    .sort((a, b) => Number(b.fresh) - Number(a.fresh) || Number(!!b.process) - Number(!!a.process));
}
