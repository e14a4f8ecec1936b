import type { CgroupSamples, Pass, Samples } from '../kernel/samples.ts';

/** How many times are kept of what was read while one step ran: as many as a small drawing shows. */
export const MOST_TIMES = 60;

/** What strays less than this part of its range from a straight line needs no point of its own. */
const STRAIGHT = 0.01;

/**
 * What was read while a step ran, thinned out: as few of the moments as draw the same lines, peaks and all.
 * @param passes in order, their times in milliseconds since the step's first key
 * @returns null where nothing changed
 */
export function samplesOf(passes: readonly Pass[]): Samples | null {
  const paths = [...new Set(passes.flatMap((pass) => [...pass.cgroups.keys()]))].sort();
  const series = new Map(paths.map((path) => [path, changing(passes, path)]));
  const members = new Map(paths.map((path) => [path, membersOf(passes, path)]));
  const lines = [
    ...[...series.values()].flatMap((all) => Object.values(all).map(withoutGaps)),
    ...[...members.values()].map(changesSoFar),
  ];
  const kept = telling(
    passes.map((pass) => pass.time),
    lines,
  );
  if (kept.length === 0) return null;
  const cgroups: [string, CgroupSamples][] = paths.map((path) => [
    path,
    {
      values: Object.fromEntries(
        Object.entries(series.get(path)!).map(([name, values]) => [name, kept.map((i) => values[i]!)]),
      ),
      members: runs(kept.map((i) => members.get(path)![i]!)),
    },
  ]);
  const present = new Set(cgroups.flatMap(([, { members: all }]) => all.flatMap(([, pids]) => pids)));
  const names = Object.assign({}, ...passes.map((pass) => pass.names)) as Record<string, string>;
  return {
    times: kept.map((i) => Math.round(passes[i]!.time)),
    cgroups: Object.fromEntries(cgroups),
    names: Object.fromEntries(Object.entries(names).filter(([pid]) => present.has(Number(pid)))),
  };
}

/** The values of a cgroup that are not the same in every pass. */
function changing(passes: readonly Pass[], path: string): Record<string, (number | null)[]> {
  const of = passes.map((pass) => pass.cgroups.get(path)?.values);
  const names = [...new Set(of.flatMap((values) => Object.keys(values ?? {})))];
  return Object.fromEntries(
    names
      .map((name) => [name, of.map((values) => values?.[name] ?? null)] as const)
      .filter(([, values]) => values.some((value) => value !== values[0])),
  );
}

const membersOf = (passes: readonly Pass[], path: string): number[][] =>
  passes.map((pass) => pass.cgroups.get(path)?.members ?? []);

const equal = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** A line that rises where the members are others. */
function changesSoFar(members: readonly number[][]): number[] {
  let changes = 0;
  return members.map((pids, i) => (i === 0 || equal(pids, members[i - 1]!) ? changes : (changes += 1)));
}

/** A file that is not there is far from every value. */
function withoutGaps(values: readonly (number | null)[]): number[] {
  const numbers = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return values.map((value) => value ?? low - Math.max(1, high - low));
}

/** Stretches of the same. */
function runs(members: readonly number[][]): [number, number[]][] {
  const all: [number, number[]][] = [];
  for (const [i, pids] of members.entries()) if (!equal(pids, all.at(-1)?.[1] ?? [])) all.push([i, pids]);
  return all;
}

/**
 * Which points draw the same lines, all lines at the same times: the first and the last, and again and again the one
 * furthest from the lines between those chosen (Douglas and Peucker, 1973), until none strays or enough are chosen.
 * @returns positions in order; none where every line is level
 */
function telling(times: readonly number[], lines: readonly (readonly number[])[]): number[] {
  const scaled = lines.flatMap((line) => {
    const low = Math.min(...line);
    const range = Math.max(...line) - low;
    return range > 0 ? [line.map((value) => (value - low) / range)] : [];
  });
  if (scaled.length === 0) return [];
  /** The point of a stretch that strays most, and how far. */
  const furthest = (from: number, to: number) => {
    let [at, by] = [-1, 0];
    for (let i = from + 1; i < to; i += 1) {
      const part = (times[i]! - times[from]!) / (times[to]! - times[from]!);
      for (const line of scaled) {
        const strays = Math.abs(line[i]! - line[from]! - (line[to]! - line[from]!) * part);
        if (strays > by) [at, by] = [i, strays];
      }
    }
    return { from, to, at, by };
  };
  const chosen = [0, times.length - 1];
  const stretches = [furthest(0, times.length - 1)];
  while (chosen.length < MOST_TIMES) {
    stretches.sort((a, b) => a.by - b.by);
    const { from, to, at, by } = stretches.pop()!;
    if (by < STRAIGHT) break;
    chosen.push(at);
    stretches.push(furthest(from, at), furthest(at, to));
  }
  return chosen.sort((a, b) => a - b);
}
