import { NAMESPACE_TYPES } from './snapshot.ts';
import type { Cgroup, FileEntry, Mount, NamespaceType, NetworkInterface, Process, Snapshot } from './snapshot.ts';

/** Fields of a process that can change while it lives. */
export type ProcessField = Exclude<keyof Process, 'pid' | 'namespaces'>;

/** How one process differs. */
export interface ProcessChange {
  before: Process;
  after: Process;
  /** Namespace types whose inode is another now. */
  namespaces: NamespaceType[];
  /** Other fields that differ. */
  fields: ProcessField[];
}

/** How one cgroup differs. */
export interface CgroupChange {
  before: Cgroup;
  after: Cgroup;
  /** Counters that grew, by file and key: `memory.events:oom_kill` to how much. Usage counters of time and bytes are left out. */
  counters: Record<string, number>;
}

/** How one file differs: two of one path in one listed directory. */
export interface FileChange {
  before: FileEntry;
  after: FileEntry;
}

/** What changed between two snapshots, in the order of the later one. */
export interface SnapshotDiff {
  processes: { added: Process[]; removed: Process[]; changed: ProcessChange[] };
  /** Inodes of namespaces no process was in before, by type. */
  namespaces: { added: [NamespaceType, number][]; removed: [NamespaceType, number][] };
  cgroups: { added: Cgroup[]; removed: Cgroup[]; changed: CgroupChange[] };
  /** Mounts by inode of the mount namespace. */
  mounts: { added: [string, Mount][]; removed: [string, Mount][] };
  interfaces: { added: [string, NetworkInterface][]; removed: [string, NetworkInterface][] };
  /** Files of directories that both list, by the directory's place `INODE PATH` (see {@link treeKey}). */
  files: { added: [string, FileEntry][]; removed: [string, FileEntry][]; changed: [string, FileChange][] };
}

/**
 * What changed from one snapshot to a later one of the same kernel. A process is
 * the same when pid and first start agree as far as a snapshot tells: the pid.
 * exec and setns change it, they do not make a new one.
 */
export function diff(before: Snapshot, after: Snapshot): SnapshotDiff {
  const processes = match(before.processes, after.processes, (p) => p.pid);
  const cgroups = match(before.cgroups, after.cgroups, (c) => c.path);
  return {
    processes: {
      added: processes.added,
      removed: processes.removed,
      changed: processes.common.flatMap(([b, a]) => processChange(b, a)),
    },
    namespaces: setChange(namespacesOf(before), namespacesOf(after)),
    cgroups: {
      added: cgroups.added,
      removed: cgroups.removed,
      changed: cgroups.common.flatMap(([b, a]) => cgroupChange(b, a)),
    },
    mounts: tableChange(before.mounts, after.mounts, (m) => `${m.id} ${m.mountPoint}`),
    interfaces: tableChange(before.interfaces, after.interfaces, (i) => i.name),
    files: fileChanges(before, after),
  };
}

/** A listed directory's place: its mount namespace's inode and its path. */
export function treeKey(inode: string | number, path: string): string {
  return `${inode} ${path}`;
}

function fileChanges(before: Snapshot, after: Snapshot): SnapshotDiff['files'] {
  const changes: SnapshotDiff['files'] = { added: [], removed: [], changed: [] };
  for (const [inode, trees] of Object.entries(after.files ?? {}))
    for (const tree of trees) {
      const old = before.files?.[inode]?.find((t) => t.path === tree.path);
      if (!old) continue;
      const key = treeKey(inode, tree.path);
      const { added, removed, common } = match(old.entries, tree.entries, (e) => e.path);
      changes.added.push(...added.map((e): [string, FileEntry] => [key, e]));
      changes.removed.push(...removed.map((e): [string, FileEntry] => [key, e]));
      for (const [b, a] of common)
        if (JSON.stringify(b) !== JSON.stringify(a)) changes.changed.push([key, { before: b, after: a }]);
    }
  return changes;
}

function match<T>(before: T[], after: T[], key: (item: T) => string | number) {
  const old = new Map(before.map((item) => [key(item), item]));
  const added: T[] = [];
  const common: [T, T][] = [];
  for (const item of after) {
    const previous = old.get(key(item));
    if (previous === undefined) added.push(item);
    else common.push([previous, item]);
    old.delete(key(item));
  }
  return { added, common, removed: [...old.values()] };
}

function processChange(before: Process, after: Process): ProcessChange[] {
  const namespaces = NAMESPACE_TYPES.filter((type) => before.namespaces[type] !== after.namespaces[type]);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (k) => k !== 'pid' && k !== 'namespaces' && k !== 'state',
  ) as ProcessField[];
  const fields = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return namespaces.length + fields.length > 0 ? [{ before, after, namespaces, fields }] : [];
}

function namespacesOf(snapshot: Snapshot): Map<string, [NamespaceType, number]> {
  const found = new Map<string, [NamespaceType, number]>();
  for (const process of snapshot.processes)
    for (const type of NAMESPACE_TYPES) {
      const inode = process.namespaces[type];
      if (inode !== undefined) found.set(`${type} ${inode}`, [type, inode]);
    }
  return found;
}

function setChange<T>(before: Map<string, T>, after: Map<string, T>): { added: T[]; removed: T[] } {
  return {
    added: [...after].filter(([key]) => !before.has(key)).map(([, value]) => value),
    removed: [...before].filter(([key]) => !after.has(key)).map(([, value]) => value),
  };
}

function cgroupChange(before: Cgroup, after: Cgroup): CgroupChange[] {
  const counters = {
    ...grown('memory.events', before.memory?.events, after.memory?.events),
    ...grown('pids.events', before.pids?.events, after.pids?.events),
    ...grown('cpu.stat', pick(before.cpu?.stat), pick(after.cpu?.stat)),
  };
  const settings = (c: Cgroup) =>
    JSON.stringify([
      c.type,
      c.controllers,
      c.subtreeControl,
      c.processes,
      c.frozen,
      c.memory?.max,
      c.memory?.high,
      c.memory?.min,
      c.memory?.low,
      c.memory?.swapMax,
      c.cpu?.quota,
      c.cpu?.period,
      c.cpu?.weight,
      c.pids?.max,
      c.io?.max,
      c.cpus,
    ]);
  return Object.keys(counters).length > 0 || settings(before) !== settings(after) ? [{ before, after, counters }] : [];
}

function pick(stat: Record<string, number> | undefined): Record<string, number> {
  return stat?.['nr_throttled'] === undefined ? {} : { nr_throttled: stat['nr_throttled'] };
}

function grown(
  file: string,
  before: Record<string, number> = {},
  after: Record<string, number> = {},
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([key, value]) => [`${file}:${key}`, value - (before[key] ?? 0)] as const)
      .filter(([, growth]) => growth > 0),
  );
}

function tableChange<T>(
  before: Record<string, T[]>,
  after: Record<string, T[]>,
  key: (item: T) => string,
): { added: [string, T][]; removed: [string, T][] } {
  const flat = (table: Record<string, T[]>) =>
    new Map(
      Object.entries(table).flatMap(([inode, items]) =>
        items.map((item): [string, [string, T]] => [`${inode} ${key(item)}`, [inode, item]]),
      ),
    );
  return setChange(flat(before), flat(after));
}
