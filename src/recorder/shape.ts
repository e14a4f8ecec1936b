import { overlayDirectories } from '../kernel/overlay-mount.ts';
import {
  NAMESPACE_TYPES,
  type Cgroup,
  type FileEntry,
  type Mount,
  type Process,
  type Snapshot,
} from '../kernel/snapshot.ts';
import type { KernelFile } from '../recording/schema.ts';

/**
 * What a snapshot means, without what may differ between two runs (PIDs, inodes,
 * container ids, usage): one line a fact, sorted, so that two of them can be compared.
 */
export function shape(snapshot: Snapshot): string[] {
  const initial = snapshot.processes[0];
  const depth = new Map<number, number>();
  const byPid = new Map(snapshot.processes.map((p) => [p.pid, p]));
  for (const p of snapshot.processes) {
    const parent = byPid.get(p.ppid);
    depth.set(p.pid, parent ? (depth.get(parent.pid) ?? 0) + 1 : 0);
  }
  const label = (p: Process) => `${p.terminal ?? '-'} ${p.name}@${depth.get(p.pid) ?? 0}`;
  const processes = [...snapshot.processes].sort((a, b) =>
    label(a) < label(b) ? -1 : label(a) > label(b) ? 1 : a.pid - b.pid,
  );
  /** Namespaces are numbered in the order processes reach them; 0 is the initial one. */
  const numbers = new Map<string, number>();
  const world = (type: string, inode: number | undefined) => {
    const key = `${type} ${inode}`;
    const known = [...numbers.keys()].filter((k) => k.startsWith(`${type} `)).length;
    if (!numbers.has(key)) numbers.set(key, known);
    return numbers.get(key);
  };
  if (initial) for (const type of NAMESPACE_TYPES) world(type, initial.namespaces[type]);
  const lines = processes.map((p) => {
    const namespaces = NAMESPACE_TYPES.filter((t) => p.namespaces[t] !== undefined)
      .map((t) => `${t}=${world(t, p.namespaces[t])}`)
      .join(' ');
    return [
      `process ${label(p)} under ${byPid.has(p.ppid) ? label(byPid.get(p.ppid) as Process) : '-'}`,
      namespaces,
      `pid-namespaces=${p.nspid.length}${p.nspid.length > 1 && p.nspid.at(-1) === 1 ? ' as 1' : ''}`,
      ...(p.forChildren ? [`for-children=${Object.keys(p.forChildren).join(',')}`] : []),
      `uid=${Object.values(p.uid).join(',')} gid=${Object.values(p.gid).join(',')}`,
      `uid_map=${JSON.stringify(p.uidMap)} gid_map=${JSON.stringify(p.gidMap)}`,
      `caps=${Object.values(p.capabilities).join(',')} nnp=${p.noNewPrivs} seccomp=${p.seccomp}`,
      ...(p.apparmor === undefined || p.apparmor === 'unconfined' ? [] : [`apparmor=${p.apparmor}`]),
      `cgroup=${anonymous(p.cgroup)} root=${anonymous(p.root)} cwd=${anonymous(p.cwd)}`,
    ].join(' | ');
  });
  for (const c of snapshot.cgroups) lines.push(`cgroup ${cgroupShape(c)}`);
  for (const [inode, mounts] of Object.entries(snapshot.mounts))
    for (const m of mounts) lines.push(`mount in mnt=${world('mnt', Number(inode))}: ${mountShape(m)}`);
  for (const [inode, list] of Object.entries(snapshot.interfaces))
    for (const i of list)
      lines.push(
        `interface in net=${world('net', Number(inode))}: ${i.name.replace(/^(veth|br-)[0-9a-f]{7,}$/, '$1*')}`,
      );
  for (const [inode, name] of Object.entries(snapshot.hostnames ?? {}))
    lines.push(`hostname in uts=${world('uts', Number(inode))}: ${anonymous(name)}`);
  const sheets = sheetNames(snapshot);
  const sheet = (directory: string) => sheets.get(`${initial?.namespaces.mnt} ${directory}`);
  for (const [inode, trees] of Object.entries(snapshot.files ?? {}))
    for (const { path, entries } of trees)
      for (const e of entries)
        lines.push(
          `file in mnt=${world('mnt', Number(inode))}: ${sheets.get(`${inode} ${path}`) ?? anonymous(path)} ${fileShape(e)}`,
        );
  for (const { name, kind, layers, writable, merged } of snapshot.stacks ?? [])
    lines.push(
      `${kind} ${name}: ${layers.map((l) => sheet(l.directory) + (l.createdBy === undefined ? '' : ` (${l.createdBy})`)).join(' < ')}${writable ? ' writable' : ''}${merged ? ' merged' : ''}`,
    );
  return lines.sort();
}

/** A name for each directory of a stack that another run gives it as well; one that several share has one. */
function sheetNames({ processes, stacks = [] }: Snapshot): Map<string, string> {
  const names = new Map<string, string>();
  const name = (key: string, text: string) => {
    if (!names.has(key)) names.set(key, text);
  };
  for (const stack of stacks) {
    for (const [i, { directory }] of stack.layers.entries())
      name(`${processes[0]?.namespaces.mnt} ${directory}`, `layer ${i} of ${stack.name}`);
    if (stack.merged) name(`${stack.merged.mnt} ${stack.merged.path}`, `merged of ${stack.name}`);
  }
  return names;
}

/** Container ids, login session numbers and hashes of a path. */
function anonymous(path: string): string {
  return path
    .replace(/\/overlay2\/[0-9a-z]+/g, '/overlay2/ID')
    .replace(/[0-9a-f]{64}/g, 'ID')
    .replace(/session-c?\d+\.scope/, 'session-N.scope')
    .replace(/\b[0-9a-f]{12,}\b/g, 'ID');
}

function cgroupShape(c: Cgroup): string {
  // A cgroup whose processes have read or written has io without a limit; whether they had yet is chance.
  const io = Object.keys(c.io?.max ?? {}).length > 0 ? c.io?.max : undefined;
  const limits = {
    memory: c.memory?.max,
    high: c.memory?.high,
    swap: c.memory?.swapMax,
    quota: c.cpu?.quota,
    period: c.cpu?.period,
    weight: c.cpu?.weight,
    pids: c.pids?.max,
    io,
  };
  const counters = {
    oom: c.memory?.events?.['oom_kill'],
    throttled: c.cpu?.stat['nr_throttled'],
    refused: c.pids?.events?.['max'],
  };
  const happened = Object.entries(counters)
    .filter(([, n]) => (n ?? 0) > 0)
    .map(([k]) => k);
  return `${anonymous(c.path)} type=${c.type ?? '-'} hands-on=${c.subtreeControl.join(',')} members=${c.processes.length > 0} limits=${JSON.stringify(limits)} happened=${happened.join(',')}`;
}

function mountShape(m: Mount): string {
  const layers = overlayDirectories(m)?.lower.length;
  return `${anonymous(m.mountPoint)} ${m.type} ${m.options.includes('ro') ? 'ro' : 'rw'}${layers ? ` lower layers=${layers}` : ''} ${m.propagation.map((p) => p.replace(/:\d+/, '')).join(',')}`;
}

/** All but its size: that of a library changes with the next release. */
function fileShape(e: FileEntry): string {
  return [
    anonymous(e.path) || '.',
    e.type,
    e.mode,
    `${e.uid}:${e.gid}`,
    e.device,
    e.target !== undefined && `-> ${anonymous(e.target)}`,
    e.opaque && 'opaque',
    e.unread && 'unread',
  ]
    .filter(Boolean)
    .join(' ');
}

/**
 * How a new run differs in meaning from the recorded one.
 * @returns one line a difference, none when they agree
 */
export function compare(recorded: KernelFile, now: KernelFile): string[] {
  const differences: string[] = [];
  const [before, after] = [recorded.steps.map((s) => s.id).join(' '), now.steps.map((s) => s.id).join(' ')];
  if (before !== after) return [`steps: recorded ${before}, now ${after}`];
  const snapshots = (file: KernelFile) => [
    ['start', file.start] as const,
    ...file.steps.map((s) => [`after ${s.id}`, s.snapshot] as const),
  ];
  const others = snapshots(now);
  for (const [index, [when, snapshot]] of snapshots(recorded).entries()) {
    const step = recorded.steps[index - 1];
    const status = now.steps[index - 1]?.status;
    if (step && step.status !== status) differences.push(`${when}: exit status recorded ${step.status}, now ${status}`);
    const [a, b] = [shape(snapshot), shape(asOldAs(snapshot, others[index]![1]))];
    for (const line of without(a, b)) differences.push(`${when}: only recorded: ${line}`);
    for (const line of without(b, a)) differences.push(`${when}: only now: ${line}`);
  }
  return differences;
}

/** A snapshot without what the probe did not read yet when the other was taken. */
function asOldAs(old: Snapshot, { hostnames, ...now }: Snapshot): Snapshot {
  return old.hostnames && hostnames ? { ...now, hostnames } : now;
}

/** Lines of a that b does not have, each as often as it is missing. */
function without(a: string[], b: string[]): string[] {
  const rest = [...b];
  return a.filter((line) => {
    const found = rest.indexOf(line);
    if (found >= 0) rest.splice(found, 1);
    return found < 0;
  });
}
