import type { Moment, Series } from '../../sources/moment.ts';
import { alertsOf, type Heard } from './alerts.ts';
import { within } from '../shared/words.ts';
import { cgroupAt } from './cgroups.ts';
import { GAUGED, gaugesOf, type Gauged } from './gauges.ts';
import { heardOf } from './heard.ts';
import { legendOf } from './legend.ts';
import { sparkOf } from './sparks.ts';
import { seenIn } from './use.ts';

/** A cgroup of a source, whether it is there at the step shown or not: its place is kept, so that nothing jumps. */
export interface Known {
  path: string;
  /** Keys of every gauge that ever has a limit: each has a row, whatever it has now. Others are a word in a line. */
  gauges: string[];
  /** Keys of those of which some step was sampled: they have room for a line. */
  sparks: string[];
  /** The most counters a step tells of. */
  alerts: number;
  /** Whether it ever has a member. */
  members: boolean;
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
  /** Which counters are told of when they grew. Default: those of the controllers shown, without `nr_throttled`. */
  counters?: readonly string[] | undefined;
  /** Says which controllers each cgroup has, and which it hands to its children. Default: not. */
  handing?: boolean | undefined;
  /** Paths that are unfolded even where the tree is too large to be unfolded whole. */
  open?: string[] | undefined;
}

/** What the tree may show. */
export interface Plan {
  title: string;
  /** Every cgroup that has a place. */
  known: Known[];
  controllers: readonly Gauged[];
  /** Counters it tells of when they grew. */
  heard: Heard[];
  /** It says which controllers a cgroup has and hands down. */
  handing: boolean;
  /** Unfolded even where the tree is large. */
  open?: string[];
  /** Markup of the legend: no step changes it, so what draws needs no words for it. */
  legend: string;
}

/** A place for each cgroup that is ever there. */
export function plan(series: Series, props: Props): Plan {
  const { title, root = '/', controllers = GAUGED, counters, handing = false, open = [] } = props;
  const heard = heardOf(controllers, counters);
  const known = knownCgroups(series, root, controllers, heard);
  return { title, known, controllers, heard, handing, open, legend: legendOf(known, controllers, handing) };
}

/** Every cgroup that is ever there in a series of snapshots, by path. */
function knownCgroups(
  { snapshots, samples = {} }: Pick<Series, 'snapshots' | 'samples'>,
  root: string,
  shown: readonly Gauged[],
  heard: readonly Heard[],
): Known[] {
  const known = new Map<string, Known>();
  snapshots.forEach((snapshot, number) => {
    const moment: Moment = { number, count: null, snapshot, before: snapshots[number - 1] ?? null };
    for (const cgroup of snapshot.cgroups) {
      if (!within(cgroup.path, root)) continue;
      const before = cgroupAt(moment.before, cgroup.path, cgroup.inode);
      const old = known.get(cgroup.path);
      const gauges = gaugesOf(moment, cgroup, before, shown);
      // Without a limit a line has nothing to come near to; what CPU is used then is what a quota is compared with.
      const sampled = gauges.filter(
        (gauge) => (gauge.max !== 'max' || gauge.key === 'cpu') && sparkOf(samples[number], gauge, cgroup, before),
      );
      const keys = (of: string[] | undefined, more: typeof gauges) => [
        ...new Set([...(of ?? []), ...more.map((g) => g.key)]),
      ];
      known.set(cgroup.path, {
        path: cgroup.path,
        gauges: keys(
          old?.gauges,
          gauges.filter((gauge) => gauge.max !== 'max'),
        ),
        sparks: keys(old?.sparks, sampled),
        alerts: Math.max(old?.alerts ?? 0, alertsOf(moment, cgroup, heard).length),
        members:
          old?.members || cgroup.processes.length > 0 || seenIn({ samples: samples[number] }, cgroup.path).length > 0,
        first: old?.first ?? number,
        last: number,
      });
    }
  });
  // Of memory there is one line: below the gauge of memory.high, where there is one.
  for (const cgroup of known.values())
    if (cgroup.sparks.includes('high')) cgroup.sparks = cgroup.sparks.filter((key) => key !== 'memory');
  return [...known.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
