import type { Cgroup } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { within } from '../shared/words.ts';
import { cgroupAt } from './cgroups.ts';

/** A counter that grew in a step: the kernel met a limit. */
export interface Alert {
  /** Its name in memory.events, pids.events or cpu.stat. */
  counter: string;
  /** Something was ended or refused, not only delayed. */
  grave: boolean;
  from: number;
  to: number;
  /** What happened, in Japanese. */
  text: string;
}

type Part = 'memory' | 'pids' | 'cpu';

/** A counter a reader should hear of, and what it says when it grew. */
export type Heard = [part: Part, counter: string, grave: boolean, text: string];

const value = (cgroup: Cgroup | undefined, part: Part, counter: string): number =>
  (part === 'cpu' ? cgroup?.cpu?.stat : cgroup?.[part]?.events)?.[counter] ?? 0;

/** What the step's counters say of a cgroup, gravest first. An event is told where it happened, not again in every cgroup above. */
export function alertsOf({ snapshot, before }: Moment, cgroup: Cgroup, heard: readonly Heard[]): Alert[] {
  if (before === null) return [];
  return heard.flatMap(([part, counter, grave, text]): Alert[] => {
    const grown = (c: Cgroup, name = counter) =>
      value(c, part, name) - value(cgroupAt(before, c.path, c.inode), part, name);
    const growth = grown(cgroup);
    // The events files count what happens below as well; cpu.stat's nr_throttled is each cgroup's own.
    const told = () =>
      part !== 'cpu' &&
      snapshot.cgroups.some((c) => c.path !== cgroup.path && within(c.path, cgroup.path) && grown(c) >= growth);
    if (growth <= 0 || told()) return [];
    const to = value(cgroup, part, counter);
    return [
      {
        counter,
        grave,
        from: to - growth,
        to,
        text: part === 'cpu' ? `${text}（合わせて${(grown(cgroup, 'throttled_usec') / 1e6).toFixed(1)}秒）` : text,
      },
    ];
  });
}
