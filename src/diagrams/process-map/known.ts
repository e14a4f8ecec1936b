import type { Process, Snapshot } from '../../kernel/snapshot.ts';
import { byPid, commandOf, isNoise, nameOf } from '../shared/process.ts';

/** A process of a recording, whether it runs at the step shown or not: its place is kept. */
export interface Known {
  pid: number;
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
export interface Parent {
  pid: number;
  /** Processes between them are left out, or the snapshot does not have them. */
  gap: boolean;
}

/** The nearest ancestor that is drawn; pid 1 where the line is broken. */
export function parentOf(process: Process, snapshot: Snapshot, drawn: (pid: number) => boolean): Parent | undefined {
  if (process.pid === 1) return undefined;
  const processes = byPid(snapshot);
  let parent = processes.get(process.ppid);
  let gap = false;
  while (parent && !drawn(parent.pid)) {
    gap = true;
    parent = processes.get(parent.ppid);
  }
  return parent ? { pid: parent.pid, gap } : drawn(1) ? { pid: 1, gap: true } : undefined;
}

/**
 * Every process that ever runs in a series of snapshots, in the order they appeared.
 * @param terminals what terminals are called, by name
 * @param wanted limits them to these and pid 1
 */
export function knownProcesses(
  snapshots: Snapshot[],
  terminals: Record<string, string> = {},
  wanted?: Set<number>,
): Known[] {
  const chosen = (p: Process) => !isNoise(p) && (wanted === undefined || p.pid === 1 || wanted.has(p.pid));
  const pids = new Set(snapshots.flatMap((s) => s.processes.filter(chosen).map((p) => p.pid)));
  const known = new Map<number, Known>();
  snapshots.forEach((snapshot, number) => {
    for (const process of snapshot.processes) {
      if (!pids.has(process.pid)) continue;
      known.set(process.pid, {
        pid: process.pid,
        name:
          process.args.length === 0 && known.has(process.pid)
            ? known.get(process.pid)!.name
            : process.terminal === undefined
              ? commandOf(process)
              : nameOf(process),
        ...(process.terminal === undefined ? {} : { owner: terminals[process.terminal] ?? process.terminal }),
        parent: parentOf(process, snapshot, (pid) => pids.has(pid)),
        nspid: process.nspid,
        pidNamespace: process.namespaces.pid ?? known.get(process.pid)?.pidNamespace,
        cgroup: process.cgroup,
        first: known.get(process.pid)?.first ?? number,
        last: number,
      });
    }
  });
  return [...known.values()];
}
