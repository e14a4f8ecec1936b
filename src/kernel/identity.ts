import type { Process } from './snapshot.ts';

/** What tells a process from every other since boot. */
export type Identity = Pick<Process, 'pid' | 'startTime'>;

/**
 * Whether two snapshots speak of one process: the kernel gives a pid anew, but no two processes of one pid start at the
 * same tick. Where one of them was read before the probe knew start times, the pid alone decides.
 */
export function isSameProcess(a: Identity | undefined, b: Identity | undefined): boolean {
  if (!a || !b || a.pid !== b.pid) return false;
  return a.startTime === undefined || b.startTime === undefined || a.startTime === b.startTime;
}
