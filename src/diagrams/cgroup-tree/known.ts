import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { alertsOf, HEARD } from './alerts.ts';
import { within } from '../shared/words.ts';
import { cgroupAt } from './cgroups.ts';
import { gaugesOf, type Gauged } from './gauges.ts';

/** A cgroup of a source, whether it is there at the step shown or not: its place is kept, so that nothing jumps. */
export interface Known {
  path: string;
  /** Keys of every gauge it ever has. */
  gauges: string[];
  /** The most sentences a step says about it. */
  alerts: number;
  /** First and last step after which it is there. */
  first: number;
  last: number;
}

/** Every cgroup that is ever there in a series of snapshots, by path. */
export function knownCgroups(snapshots: Snapshot[], root: string, shown: readonly Gauged[]): Known[] {
  const known = new Map<string, Known>();
  snapshots.forEach((snapshot, number) => {
    const moment: Moment = { number, count: null, snapshot, before: snapshots[number - 1] ?? null };
    for (const cgroup of snapshot.cgroups) {
      if (!within(cgroup.path, root)) continue;
      const before = cgroupAt(moment.before, cgroup.path, cgroup.inode);
      const old = known.get(cgroup.path);
      known.set(cgroup.path, {
        path: cgroup.path,
        gauges: [...new Set([...(old?.gauges ?? []), ...gaugesOf(moment, cgroup, before, shown).map((g) => g.key)])],
        alerts: Math.max(old?.alerts ?? 0, alertsOf(moment, cgroup, HEARD).length),
        first: old?.first ?? number,
        last: number,
      });
    }
  });
  return [...known.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
