import { ProbeError } from './errors.ts';
import { integer, limit } from './numbers.ts';
import type { Cgroup, Limit } from './snapshot.ts';

/** `INODE ./path` lines of `ls -id`, with the files of each directory. The kernel allows no newline in a cgroup's name (cgroup_mkdir()). */
export function parseCgroups(directories: string[], files: Map<string, string[]>): Cgroup[] {
  return directories
    .map((line) => {
      const [, inode, path = '/'] = /^\s*(\d+) \.(\/.*)?$/.exec(line) ?? [];
      if (inode === undefined)
        throw new ProbeError(`cgroups: not a directory of it: ${JSON.stringify(line.slice(0, 80))}`);
      const directory = path === '/' ? '.' : `.${path}`;
      return parseCgroup(path, integer(inode, `cgroup ${path}`), (name) => files.get(`${directory}/${name}`));
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function parseCgroup(path: string, inode: number, file: (name: string) => string[] | undefined): Cgroup {
  const place = (name: string) => `cgroup ${path}: ${name}`;
  const words = (name: string) => (file(name) ?? []).join(' ').split(/\s+/).filter(Boolean);
  const number = (name: string) => (file(name) ? integer(file(name)?.[0], place(name)) : undefined);
  const bound = (name: string) => (file(name) ? limit(file(name)?.[0], place(name)) : undefined);
  const flag = (name: string) => (file(name) ? integer(file(name)?.[0], place(name)) === 1 : undefined);
  const counters = (name: string) => {
    const lines = file(name)?.filter(Boolean);
    return lines && Object.fromEntries(lines.map((line) => counter(line, place(name))));
  };
  const events = counters('cgroup.events');
  const memory = number('memory.current');
  const stat = counters('cpu.stat');
  const [quota, period] = words('cpu.max');
  const pids = number('pids.current');
  const ioMax = file('io.max');
  const ioStat = file('io.stat');
  return withoutUndefined({
    path,
    inode,
    type: file('cgroup.type')?.[0],
    controllers: words('cgroup.controllers'),
    subtreeControl: words('cgroup.subtree_control'),
    processes: words('cgroup.procs').map((pid) => integer(pid, place('cgroup.procs'))),
    populated: events ? events['populated'] === 1 : undefined,
    frozen: flag('cgroup.freeze'),
    memory:
      memory === undefined
        ? undefined
        : withoutUndefined({
            current: memory,
            max: bound('memory.max'),
            high: bound('memory.high'),
            min: bound('memory.min'),
            low: bound('memory.low'),
            swap: number('memory.swap.current'),
            swapMax: bound('memory.swap.max'),
            peak: number('memory.peak'),
            oomGroup: flag('memory.oom.group'),
            stat: counters('memory.stat'),
            events: counters('memory.events'),
          }),
    cpu:
      stat === undefined
        ? undefined
        : withoutUndefined({
            quota: quota === undefined ? undefined : limit(quota, place('cpu.max')),
            period: quota === undefined ? undefined : integer(period, place('cpu.max')),
            weight: number('cpu.weight'),
            stat,
          }),
    pids:
      pids === undefined
        ? undefined
        : withoutUndefined({
            current: pids,
            max: bound('pids.max'),
            peak: number('pids.peak'),
            events: counters('pids.events'),
          }),
    io:
      ioMax || ioStat
        ? {
            max: byDevice(ioMax ?? [], (text) => limit(text, place('io.max'))),
            stat: byDevice(ioStat ?? [], (text) => amount(text, place('io.stat'))),
          }
        : undefined,
    cpus: file('cpuset.cpus.effective')?.[0],
  }) as Cgroup;
}

/** `key value` of a flat keyed file (cgroup-v2.rst). */
function counter(line: string, where: string): [string, number] {
  const [key = '', value] = line.split(' ');
  return [key, integer(value, `${where}: ${key}`)];
}

/** A counter of io.stat; undefined for the `max` that io.latency prints for a depth without a limit. Its controllers print fractions, too. */
function amount(text: string, where: string): number | undefined {
  if (text === 'max') return undefined;
  const [, whole, fraction] = /^(\d+)(\.\d+)?$/.exec(text) ?? [];
  return integer(whole ?? text, where) + Number(fraction ?? 0);
}

/**
 * `8:16 rbps=2097152 wbps=max` lines (cgroup-v2.rst, nested keyed files).
 *
 * Some kernels name a device that has no numbers without ending its line (mended by "blk-cgroup: always terminate io.stat
 * lines"): numbers belong to the device nearest before them. Devices that have lost their name are all called
 * `(unknown)` (bdi_dev_name() in mm/backing-dev.c): the second becomes `(unknown) 2`, so that none takes another's place.
 */
function byDevice(lines: string[], value: (text: string) => Limit | undefined): Record<string, Record<string, never>> {
  const devices: Record<string, Record<string, Limit>> = {};
  for (const line of lines) {
    let numbers: Record<string, Limit> | undefined;
    for (const word of line.split(' ').filter(Boolean)) {
      const equals = word.indexOf('=');
      if (equals < 0) devices[unused(word, devices)] = numbers = {};
      else {
        const amount = value(word.slice(equals + 1));
        if (!numbers) throw new ProbeError(`io: no device before ${JSON.stringify(line.slice(0, 80))}`);
        if (amount !== undefined) numbers[word.slice(0, equals)] = amount;
      }
    }
  }
  return devices as Record<string, Record<string, never>>;
}

function unused(name: string, taken: object): string {
  let free = name;
  for (let n = 2; Object.hasOwn(taken, free); n++) free = `${name} ${n}`;
  return free;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
