import type { Samples } from '../../kernel/samples.ts';
import type { Cgroup } from '../../kernel/snapshot.ts';
import type { Gauge } from './gauges.ts';
import { valueAt, WINDOW_MS } from './use.ts';

/** How many points a line has of what is used a second, which is computed. */
const POINTS = 60;

/** What a gauge showed while its step ran. */
export interface Spark {
  /** Parts of the step's time, 0 to 1, and what was used then, in the gauge's unit. */
  points: [at: number, value: number][];
  /** The most of them all, or that the kernel knows of. */
  peak: number;
}

/** Which file a gauge reads while a step runs; of a counter, in how many of the gauge's units it counts. */
function fileOf(key: string): { file: string; counts?: number } | undefined {
  const [, device, way] = /^io (.+) ([rw])bps$/.exec(key) ?? [];
  if (device) return { file: `${device} ${way}bytes`, counts: 1 };
  return {
    memory: { file: 'memory.current' },
    high: { file: 'memory.current' },
    swap: { file: 'memory.swap.current' },
    pids: { file: 'pids.current' },
    cpu: { file: 'usage_usec', counts: 1e6 },
  }[key];
}

/** The most it ever was, where the kernel keeps that: it knows what was between two passes. */
const keptPeak = (key: string, cgroup: Cgroup | undefined): number =>
  (key === 'pids' ? cgroup?.pids?.peak : ['memory', 'high'].includes(key) ? cgroup?.memory?.peak : 0) ?? 0;

/**
 * What a gauge showed while the step ran; undefined where that was not sampled, or it stayed as it was.
 * @param cgroup after the step
 * @param earlier before it
 */
export function sparkOf(
  samples: Samples | undefined,
  { key }: Pick<Gauge, 'key'>,
  cgroup: Cgroup,
  earlier: Cgroup | undefined,
): Spark | undefined {
  const { file, counts } = fileOf(key) ?? {};
  const values = file === undefined ? undefined : samples?.cgroups[cgroup.path]?.values[file];
  if (!samples || !values) return undefined;
  const { times } = samples;
  const [first, last] = [times[0]!, times.at(-1)!];
  const read = (ms: number) => valueAt(times, values, ms);
  const points =
    counts === undefined
      ? times.map((ms) => [ms, read(ms)] as const)
      : Array.from({ length: POINTS }, (_none, i) => {
          const ms = first + ((last - first) * i) / (POINTS - 1);
          // Not yet a whole window at its beginning.
          const from = Math.max(first, ms - WINDOW_MS);
          const [now, then] = [read(ms), read(from)];
          const rate =
            now === undefined || then === undefined ? undefined : ((now - then) / counts) * (1000 / WINDOW_MS);
          return [ms, rate] as const;
        });
  const there = points.flatMap(([ms, value]): Spark['points'] =>
    value === undefined ? [] : [[(ms - first) / (last - first), value]],
  );
  const peak = Math.max(...there.map(([, value]) => value));
  const kept = keptPeak(key, cgroup);
  return { points: there, peak: kept > keptPeak(key, earlier) ? Math.max(peak, kept) : peak };
}
