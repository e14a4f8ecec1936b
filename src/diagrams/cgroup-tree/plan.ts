import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Moment, Series } from '../../sources/moment.ts';
import { alertsOf, type Heard } from './alerts.ts';
import { within } from '../shared/words.ts';
import { cgroupAt } from './cgroups.ts';
import { GAUGED, gaugesOf, type Gauged } from './gauges.ts';
import { HEARD } from './heard.ts';
import { legendOf } from './legend.ts';

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

/** What an author chooses. */
export interface Props {
  title: string;
  /** Only this cgroup and those below it. Default `/`: all that are watched. */
  root?: string | undefined;
  /** Which controllers have a gauge, where the kernel has files for them. Default: all. */
  controllers?: readonly Gauged[] | undefined;
  /** Paths that are unfolded even where the tree is too large to be unfolded whole. */
  open?: string[] | undefined;
}

/** What the tree may show. */
export interface Plan {
  title: string;
  /** Every cgroup that has a place. */
  known: Known[];
  controllers: readonly Gauged[];
  /** Counters it tells of when they grew: HEARD. */
  heard: Heard[];
  /** Unfolded even where the tree is large. */
  open?: string[];
  /** Markup of the legend: no step changes it, so what draws needs no words for it. */
  legend: string;
}

/** A place for each cgroup that is ever there. */
export function plan({ snapshots }: Series, { title, root = '/', controllers = GAUGED, open = [] }: Props): Plan {
  return {
    title,
    known: knownCgroups(snapshots, root, controllers),
    controllers,
    heard: HEARD,
    open,
    legend: legendOf(controllers),
  };
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
