import type { Process } from './snapshot.ts';

/**
 * Whether two snapshots speak of one process: the kernel gives a pid anew, but no two processes of one pid start at the
 * same tick. Where one of them was read before the probe knew start times, the pid alone decides.
 */
export function isSameProcess(
  a: Pick<Process, 'pid' | 'startTime'> | undefined,
  b: Pick<Process, 'pid' | 'startTime'> | undefined,
): boolean {
  if (!a || !b || a.pid !== b.pid) return false;
  return a.startTime === undefined || b.startTime === undefined || a.startTime === b.startTime;
}
