import type { Identity } from '../../kernel/identity.ts';
import type { Process, Snapshot } from '../../kernel/snapshot.ts';
import { byPid, ByProcess, identityOf, nameOf, sameIn } from '../shared/process.ts';
import { shortIds, within } from '../shared/words.ts';
import { absence } from '../shared/rows.ts';
import type { Moment } from '../../sources/moment.ts';
import { isNewForChildren, isNewProcess } from '../shared/worlds.ts';

/** A process of a source, whether it runs at the step shown or not: its place is kept. */
export interface Known extends Identity {
  /** What it is called while it is not there. */
  name: string;
  /** What its terminal is called. */
  owner?: string;
  parent: Parent | undefined;
  nspid: number[];
  pidNamespace: number | undefined;
  cgroup: string;
  /** First and last step after which it runs. */
  first: number;
  last: number;
}

/** Under which process one hangs. */
export interface Parent extends Identity {
  /** Processes between them are left out, or the snapshot does not have them. */
  gap: boolean;
}

/** What a process does instead of running or waiting: it has ended and nobody took its status; a signal stopped it; its cgroup is frozen. */
export type Halt = 'zombie' | 'stopped' | 'frozen';

/** A process in the tree. */
export interface Node {
  known: Known;
  /** undefined while it does not run. */
  process: Process | undefined;
  /** host の bash */
  title: string;
  /** Its arguments, for the picture only. */
  args: string;
  /** Why it is not there: まだない, 終了した. */
  absent: string;
  /** Came into being, or ended, in this step. */
  fresh: boolean;
  gone: boolean;
  halt: Halt | undefined;
  /** It came to its halt in this step, or out of one. */
  haltFresh: boolean;
  /** Another parent has it than before the step. */
  adopted: boolean;
  /** What the same process was called before it executed another program in this step. */
  replaced: string | undefined;
  cgroup: string;
  /** The process that it hangs under in the picture. */
  parent: Parent | undefined;
  /** Namespace of its next child, where it differs. */
  next?: { inode: number; fresh: boolean };
  gap: boolean;
  /** PIDs from the outermost namespace inwards. */
  nspid: number[];
  pidNamespace: number | undefined;
  children: (Node | Box)[];
}

/** A PID namespace inside another: its members here, and all below them. */
export interface Box {
  inode: number;
  /** No member runs at this step. */
  empty: boolean;
  fresh: boolean;
  members: Node[];
}

export const isBox = (item: Node | Box): item is Box => 'members' in item;

/** The nearest ancestor that is drawn; pid 1 where the line is broken. */
export function parentOf(
  process: Process,
  snapshot: Snapshot,
  drawn: (process: Process) => boolean,
): Parent | undefined {
  if (process.pid === 1) return undefined;
  const processes = byPid(snapshot);
  let parent = processes.get(process.ppid);
  const line = new Set([process]);
  while (parent && !drawn(parent)) {
    line.add(parent);
    parent = processes.get(parent.ppid);
    // Parents may go round: a file that somebody edited.
    if (parent && line.has(parent)) parent = undefined;
  }
  if (parent) return { ...identityOf(parent), gap: line.size > 1 };
  const first = processes.get(1);
  return first && drawn(first) ? { ...identityOf(first), gap: true } : undefined;
}

/** The processes of a moment as a tree, with a box where a branch enters a PID namespace of its own. */
export function treeOf(moment: Moment, known: Known[]): Node[] {
  const places = new ByProcess<Known>();
  for (const k of known) places.set(k, k);
  const nodes = new ByProcess<ReturnType<typeof nodeOf>>();
  for (const k of known)
    nodes.set(
      k,
      nodeOf(moment, k, (process) => places.get(process) !== undefined),
    );
  const roots: Node[] = [];
  const children = new Map<Node, Node[]>();
  for (const { node, parent } of nodes.values()) {
    const over = parent && nodes.get(parent)?.node;
    if (over) children.set(over, [...(children.get(over) ?? []), node]);
    else roots.push(node);
  }
  for (const [parent, list] of children) parent.children = boxed(list, parent, moment);
  return roots;
}

/** All nodes in reading order. */
export function nodesOf(items: (Node | Box)[]): Node[] {
  return items.flatMap((item) => (isBox(item) ? nodesOf(item.members) : [item, ...nodesOf(item.children)]));
}

function nodeOf(moment: Moment, known: Known, drawn: (process: Process) => boolean) {
  const { snapshot, before, number } = moment;
  const process = sameIn(snapshot, known);
  const old = sameIn(before, known);
  const parent = process ? parentOf(process, snapshot, drawn) : known.parent;
  const inode = process?.forChildren?.pid;
  // A zombie's command line is gone with its memory; what it was started as is known from before.
  const name = process && process.args.length > 0 ? nameOf(process) : known.name;
  const node: Node = {
    known,
    process,
    title: known.owner === undefined ? name : `${known.owner} の ${name}`,
    args: process ? shortIds(process.args.slice(1).join(' ')) : '',
    absent: absence(known, number),
    fresh: process !== undefined && isNewProcess(moment, process),
    gone: process === undefined && old !== undefined,
    halt: process && haltOf(process, snapshot),
    haltFresh: process !== undefined && old !== undefined && haltOf(process, snapshot) !== haltOf(old, before!),
    adopted: process !== undefined && old !== undefined && old.ppid !== process.ppid,
    replaced: process?.exe !== undefined && old?.exe !== undefined && old.exe !== process.exe ? nameOf(old) : undefined,
    cgroup: process?.cgroup ?? known.cgroup,
    ...(process && inode !== undefined ? { next: { inode, fresh: isNewForChildren(moment, process, 'pid') } } : {}),
    parent,
    gap: parent?.gap ?? false,
    nspid: process?.nspid ?? known.nspid,
    pidNamespace: process?.namespaces.pid ?? known.pidNamespace,
    children: [],
  };
  return { node, parent };
}

function haltOf(process: Process, { cgroups }: Snapshot): Halt | undefined {
  if (process.state === 'Z') return 'zombie';
  if (process.state === 'T' || process.state === 't') return 'stopped';
  return cgroups.some((c) => c.frozen && within(process.cgroup, c.path)) ? 'frozen' : undefined;
}

/** Siblings in the same namespace below their parent's share a box, if they ever ran together: numbers are given again. */
function boxed(list: Node[], parent: Node, { before }: Moment): (Node | Box)[] {
  const items: (Node | Box)[] = [];
  for (const node of list) {
    if (node.nspid.length <= parent.nspid.length || node.pidNamespace === undefined) {
      items.push(node);
      continue;
    }
    let box = items.find(
      (item): item is Box =>
        isBox(item) &&
        item.inode === node.pidNamespace &&
        item.members.some((m) => m.known.first <= node.known.last && node.known.first <= m.known.last),
    );
    if (!box) items.push((box = { inode: node.pidNamespace, empty: true, fresh: before !== null, members: [] }));
    box.members.push(node);
    box.empty &&= node.process === undefined;
    // New is what has members now, all of them new.
    if (node.process ? !node.fresh : node.gone) box.fresh = false;
  }
  for (const item of items) if (isBox(item)) item.fresh &&= !item.empty;
  return items;
}
