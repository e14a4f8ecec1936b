import { isSameProcess } from '../../kernel/identity.ts';
import { NAMESPACE_TYPES } from '../../kernel/snapshot.ts';
import type { NamespaceType, Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { byPid, sameIn } from './process.ts';

/*
 * Inode numbers of namespaces are given again once a namespace has ended
 * (fs/proc/generic.c, proc_alloc_inum). So equal numbers mean the same world
 * within one snapshot only, and what is new is told by processes, never by
 * whether a number was seen before.
 */

/** The namespaces of pid 1. */
export function initialNamespaces(snapshot: Snapshot): Process['namespaces'] {
  return snapshot.processes[0]?.namespaces ?? {};
}

/** For each type, the namespaces beside the initial one, in order: their place tells them apart. */
export function otherWorlds(snapshot: Snapshot, processes: (Process | undefined)[]): Record<NamespaceType, number[]> {
  const initial = initialNamespaces(snapshot);
  return Object.fromEntries(
    NAMESPACE_TYPES.map((type) => {
      const inodes = processes.flatMap((p) =>
        p ? [p.namespaces[type], type === 'pid' || type === 'time' ? p.forChildren?.[type] : undefined] : [],
      );
      return [type, [...new Set(inodes.filter((inode) => inode !== undefined && inode !== initial[type]))]];
    }),
  ) as Record<NamespaceType, number[]>;
}

/** The process a later one is compared with: itself before the step, or the nearest ancestor that lived before it, or pid 1. */
function origin({ snapshot, before }: Moment, process: Process): Process | undefined {
  const old = before ? byPid(before) : undefined;
  const now = byPid(snapshot);
  const earlier = (p: Process) => {
    const then = old?.get(p.pid);
    return isSameProcess(then, p) ? then : undefined;
  };
  const same = earlier(process);
  if (same) return same;
  // Parents that were read while they changed may go round.
  const seen = new Set([process]);
  for (let p = now.get(process.ppid); p && !seen.has(p); p = now.get(p.ppid)) {
    const then = earlier(p);
    if (then) return then;
    seen.add(p);
  }
  return old?.get(1);
}

/** Whether a process came into being in this step. */
export function isNewProcess({ before }: Moment, process: Process): boolean {
  return before !== null && !before.processes.some((p) => isSameProcess(p, process));
}

/**
 * Whether a process got this namespace in the step: it left the one it was in,
 * or was started into another than its origin's, and not into one whose members
 * were there all along.
 */
export function isNewWorld(moment: Moment, process: Process, type: NamespaceType): boolean {
  const inode = process.namespaces[type];
  const from = moment.before && origin(moment, process);
  if (!from || inode === undefined || inode === from.namespaces[type]) return false;
  return isSameProcess(from, process) || !wasThere(moment, type, inode);
}

/** Whether the namespace of the next child became another in the step. */
export function isNewForChildren(moment: Moment, process: Process, type: 'pid' | 'time'): boolean {
  const inode = process.forChildren?.[type];
  return inode !== undefined && moment.before !== null && sameIn(moment.before, process)?.forChildren?.[type] !== inode;
}

function wasThere({ snapshot, before }: Moment, type: NamespaceType, inode: number): boolean {
  const old = byPid(before!);
  return snapshot.processes.some((p) => {
    const then = old.get(p.pid);
    return p.namespaces[type] === inode && then?.namespaces[type] === inode && isSameProcess(then, p);
  });
}
