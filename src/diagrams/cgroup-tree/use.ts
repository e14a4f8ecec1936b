import type { Samples } from '../../kernel/samples.ts';
import type { Cgroup, Snapshot } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';

/** What is used a second is told as the average of so long, in milliseconds: within it the kernel stops and lets go. */
export const WINDOW_MS = 1000;

/** A value between the times it was read at; undefined while there was no such file. */
export function valueAt(times: readonly number[], values: readonly (number | null)[], ms: number): number | undefined {
  const next = times.findIndex((time) => time > ms);
  const at = next < 0 ? times.length - 1 : Math.max(0, next - 1);
  const from = values[at] ?? undefined;
  const to = next > 0 ? values[next] : null;
  return from === undefined || typeof to !== 'number'
    ? from
    : from + ((to - from) * (ms - times[at]!)) / (times[next]! - times[at]!);
}

/** Who was in a cgroup at each of the times until a moment, in order. */
function membersUntil({ times, cgroups }: Samples, path: string, ms: number): number[][] {
  return (cgroups[path]?.members ?? []).filter(([from]) => times[from]! <= ms).map(([, pids]) => pids);
}

/** Whoever was in a cgroup while the step ran, until the moment. */
export function seenIn(
  { samples, elapsed = Infinity }: { samples?: Samples | undefined; elapsed?: number },
  path: string,
): number[] {
  return samples ? [...new Set(membersUntil(samples, path, elapsed).flat())] : [];
}

/**
 * The moment as it is measured: within a step that is being played the kernel before it with what was sampled since,
 * compared with how that was a little earlier.
 */
export function measured(moment: Moment): Moment {
  const { samples, elapsed, snapshot } = moment;
  if (!samples || elapsed === undefined) return moment;
  const then = Math.max(elapsed - WINDOW_MS, samples.times[0]!);
  return { ...moment, snapshot: snapshotAt(snapshot, samples, elapsed), before: snapshotAt(snapshot, samples, then) };
}

const snapshotAt = (snapshot: Snapshot, samples: Samples, ms: number): Snapshot => ({
  ...snapshot,
  uptime: ms / 1000,
  cgroups: snapshot.cgroups.map((cgroup) => cgroupAt(cgroup, samples, ms)),
});

function cgroupAt(cgroup: Cgroup, samples: Samples, ms: number): Cgroup {
  const { path, memory, pids, cpu, io } = cgroup;
  const values = samples.cgroups[path]?.values ?? {};
  /** What a file said, or what it said before the step where it never changed. */
  const at = <T>(file: string, before: T): T | number =>
    (values[file] && valueAt(samples.times, values[file], ms)) ?? before;
  const stat = { ...io?.stat };
  for (const file of Object.keys(values)) {
    const [device, key] = file.split(' ');
    if (key) stat[device!] = { ...stat[device!], [key]: at(file, 0) };
  }
  return {
    ...cgroup,
    processes: membersUntil(samples, path, ms).at(-1) ?? cgroup.processes,
    ...(memory && {
      // How much of it was page cache, and what the most of it was, nobody has read meanwhile.
      memory: {
        ...memory,
        peak: 0,
        current: at('memory.current', memory.current),
        ...(memory.swap !== undefined && { swap: at('memory.swap.current', memory.swap) }),
        stat: { anon: 0, file: 0 },
      },
    }),
    ...(pids && { pids: { ...pids, current: Math.round(at('pids.current', pids.current)) } }),
    ...(cpu && { cpu: { ...cpu, stat: { ...cpu.stat, usage_usec: at('usage_usec', cpu.stat['usage_usec']!) } } }),
    ...(io && { io: { ...io, stat } }),
  };
}
