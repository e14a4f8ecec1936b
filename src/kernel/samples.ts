import { parseCgroups } from './cgroups.ts';
import { ProbeError } from './errors.ts';
import { byPath, CGROUP_FILE } from './probe.ts';
import type { Cgroup } from './snapshot.ts';

/** What cgroups used while something ran: a number of times, in order, and what each cgroup's files said then. */
export interface Samples {
  /** When: milliseconds since the step's first key, in true time. */
  times: number[];
  /** By path below /sys/fs/cgroup, as {@link Cgroup.path}. */
  cgroups: Record<string, CgroupSamples>;
  /** Names of the members, by pid, as last seen (proc_pid_comm(5)): most have ended since. */
  names: Record<string, string>;
}

export interface CgroupSamples {
  /**
   * What its files said at each of the times; null while there was no such file. What stayed as it was is absent. By file:
   * `memory.current`, `memory.swap.current` (bytes), `pids.current`, of cpu.stat `usage_usec` and `throttled_usec`
   * (microseconds so far), of io.stat `254:0 rbytes` and `254:0 wbytes` (bytes so far).
   */
  values: Record<string, (number | null)[]>;
  /** Its members (cgroup.procs): from which of the times on, and which pids. Empty where it never had any. */
  members: [from: number, pids: number[]][];
}

/** What one pass of src/probe/sample.sh read. */
export interface Pass {
  /** Seconds since 1970 by the guest's clock. */
  time: number;
  /** Its cgroups by path: for each, {@link CgroupSamples.values} at this moment, and its members. */
  cgroups: Map<string, { values: Record<string, number>; members: number[] }>;
  /** Names of the members by pid. */
  names: Record<string, string>;
}

/** Behind the last pass. */
export const END_OF_SAMPLES = '\x1eend\n';

/**
 * Parses what src/probe/sample.sh printed, from its first pass to its last.
 * @throws ProbeError when it is cut off, or no such text
 */
export function parsePasses(text: string): Pass[] {
  if (!text.endsWith(END_OF_SAMPLES)) throw new ProbeError('samples: cut off; run src/probe/sample.sh again');
  const [before, ...passes] = text.slice(0, -END_OF_SAMPLES.length).split('\x1e');
  if (before !== '') throw new ProbeError(`samples: ${JSON.stringify(before!.slice(0, 80))} before the first pass`);
  return passes.map(parsePass);
}

/** A line `comm/PID:NAME`. */
const NAME = /^(comm\/\d+):(.*)$/s;

function parsePass(text: string): Pass {
  const lines = text.split('\n');
  const stamp = /^(\d{1,12}\.\d{6})$/.exec(lines[0]!)?.[1];
  if (stamp === undefined)
    throw new ProbeError(`samples: ${JSON.stringify(lines[0]!.slice(0, 80))} where the time stands`);
  const files = byPath(lines, CGROUP_FILE);
  const directories = new Set([...files.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))));
  // Its inode is none of what is measured.
  const cgroups = parseCgroups(
    [...directories].map((path) => `0 ${path}`),
    files,
  );
  return {
    time: Number(stamp),
    cgroups: new Map(cgroups.map((c) => [c.path, { values: valuesOf(c), members: c.processes }])),
    names: Object.fromEntries([...byPath(lines, NAME)].map(([path, [name]]) => [path.slice('comm/'.length), name!])),
  };
}

/** What changes while something runs. */
function valuesOf({ memory, pids, cpu, io }: Cgroup): Record<string, number> {
  const values: Record<string, number | undefined> = {
    'memory.current': memory?.current,
    'memory.swap.current': memory?.swap,
    'pids.current': pids?.current,
    usage_usec: cpu?.stat['usage_usec'],
    throttled_usec: cpu?.stat['throttled_usec'],
  };
  for (const [device, stat] of Object.entries(io?.stat ?? {}))
    for (const key of ['rbytes', 'wbytes']) values[`${device} ${key}`] = stat[key];
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<
    string,
    number
  >;
}
