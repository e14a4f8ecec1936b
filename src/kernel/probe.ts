import { NAMESPACE_TYPES } from './snapshot.ts';
import type {
  Cgroup,
  IdRange,
  Ids,
  Limit,
  Mount,
  NamespaceType,
  NetworkInterface,
  Process,
  Snapshot,
} from './snapshot.ts';

/** The probe's text does not have the form its parser knows. */
export class ProbeError extends Error {
  override name = 'ProbeError';
}

/** What the caller knows and the kernel does not say. */
export interface ProbeOptions {
  /** pid of each terminal's login process, by terminal name; its descendants belong to the terminal. */
  terminals?: Record<string, number>;
}

/**
 * Parses what src/recorder/guest/pushed/probe.sh printed.
 *
 * A process that vanished while it was read (a file or link of it is missing) is
 * left out, as if the probe had come a moment later.
 * @throws ProbeError when a section is missing: the probe was cut off
 */
export function parseProbe(text: string, options: ProbeOptions = {}): Snapshot {
  const sections = splitSections(text);
  const files = byPath(sections.get('files') ?? []);
  const links = parseLinks(sections.get('links') ?? []);
  const processes = parseProcesses(files, links);
  assignTerminals(processes, options.terminals ?? {});
  const namespaceOf = (pid: string, type: NamespaceType) => namespaceInode(links.get(`${pid}/ns/${type}`));

  const mounts: Record<string, Mount[]> = {};
  for (const [path, lines] of byPath(sections.get('mounts') ?? [])) {
    const inode = namespaceOf(path.split('/')[0] ?? '', 'mnt');
    const root = links.get(`${path.split('/')[0]}/root`) ?? '/';
    if (inode !== undefined)
      mounts[inode] = lines.flatMap(parseMount).map((m) => ({ ...m, mountPoint: under(root, m.mountPoint) }));
  }
  const interfaces: Record<string, NetworkInterface[]> = {};
  for (const [path, lines] of byPath(sections.get('net') ?? [])) {
    const inode = namespaceOf(path.split('/')[0] ?? '', 'net');
    if (inode !== undefined) interfaces[inode] = lines.flatMap(parseInterface);
  }
  const uptime = Number.parseFloat(sections.get('uptime')?.[0] ?? '');
  return {
    ...(Number.isNaN(uptime) ? {} : { uptime }),
    processes,
    cgroups: parseCgroups(sections.get('cgroups') ?? [], byPath(sections.get('cgroupfiles') ?? [])),
    mounts,
    interfaces,
  };
}

/** A path as a process with this root sees it, to one of its mount namespace. */
function under(root: string, path: string): string {
  return root === '/' ? path : path === '/' ? root : root + path;
}

function splitSections(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of text.split('\n')) {
    if (line.startsWith('\x1e')) sections.set(line.slice(1), (current = []));
    else current?.push(line);
  }
  if (!sections.has('end')) throw new ProbeError('the probe was cut off: no section "end"');
  for (const lines of sections.values()) if (lines.at(-1) === '') lines.pop();
  return sections;
}

/** A cgroup's directory name may hold a colon, so a path ends with a file name the probe asks for. */
const PATH_AND_CONTENT =
  /^(.*?\/(?:status|cgroup|[ug]id_map|cmdline|attr\/current|mountinfo|net\/dev|(?:cgroup|memory|cpu|cpuset|pids|io)\.[a-z_.]+)):(.*)$/s;

/** `path:content` lines grouped by path. */
function byPath(lines: string[]): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const line of lines) {
    const [, path, content] = PATH_AND_CONTENT.exec(line) ?? [];
    if (path === undefined || content === undefined) continue;
    const list = files.get(path);
    if (list) list.push(content);
    else files.set(path, [content]);
  }
  return files;
}

/** `lrwxrwxrwx 1 root root 0 Nov 24 04:04 1/ns/uts -> uts:[4026531838]` to path and target. */
function parseLinks(lines: string[]): Map<string, string> {
  const links = new Map<string, string>();
  for (const line of lines) {
    const match = /\s(\d+\/(?:ns\/\w+|root|cwd|exe)) -> (.*)$/.exec(line);
    if (match?.[1] && match[2] !== undefined) links.set(match[1], match[2]);
  }
  return links;
}

function namespaceInode(target: string | undefined): number | undefined {
  const match = /:\[(\d+)\]$/.exec(target ?? '');
  return match ? Number(match[1]) : undefined;
}

function parseProcesses(files: Map<string, string[]>, links: Map<string, string>): Process[] {
  const processes: Process[] = [];
  for (const [path, lines] of files) {
    if (!path.endsWith('/status')) continue;
    const pid = path.slice(0, -'/status'.length);
    const status = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).replace(/^\t/, '')];
      }),
    );
    const process = parseProcess(pid, status, files, links);
    if (process) processes.push(process);
  }
  return processes.sort((a, b) => a.pid - b.pid);
}

function parseProcess(
  pid: string,
  status: Map<string, string>,
  files: Map<string, string[]>,
  links: Map<string, string>,
): Process | null {
  const numbers = (key: string) => (status.get(key) ?? '').trim().split(/\s+/).filter(Boolean).map(Number);
  const cgroup = (files.get(`${pid}/cgroup`) ?? []).find((line) => line.startsWith('0::'))?.slice(3);
  const [uid, gid] = [ids(numbers('Uid')), ids(numbers('Gid'))];
  if (cgroup === undefined || !uid || !gid || !status.has('Seccomp')) return null;

  const namespaces: Process['namespaces'] = {};
  for (const type of NAMESPACE_TYPES) {
    const inode = namespaceInode(links.get(`${pid}/ns/${type}`));
    if (inode !== undefined) namespaces[type] = inode;
  }
  // A zombie has given up its namespaces; any other process without them vanished mid-read.
  const state = (status.get('State') ?? '?').charAt(0);
  if (namespaces.mnt === undefined && state !== 'Z') return null;

  const forChildren: NonNullable<Process['forChildren']> = {};
  for (const type of ['pid', 'time'] as const) {
    const inode = namespaceInode(links.get(`${pid}/ns/${type}_for_children`));
    if (inode !== undefined && inode !== namespaces[type]) forChildren[type] = inode;
  }
  const exe = links.get(`${pid}/exe`);
  const confinement = files.get(`${pid}/attr/current`)?.[0];
  return {
    pid: Number(pid),
    ppid: numbers('PPid')[0] ?? 0,
    nspid: status.has('NSpid') ? numbers('NSpid') : [Number(pid)],
    name: unescapeName(status.get('Name') ?? ''),
    args: (files.get(`${pid}/cmdline`) ?? []).join('\n').split('\0').slice(0, -1),
    state,
    namespaces,
    ...(Object.keys(forChildren).length > 0 ? { forChildren } : {}),
    cgroup,
    uid,
    gid,
    ...(status.has('Groups') ? { groups: numbers('Groups') } : {}),
    uidMap: (files.get(`${pid}/uid_map`) ?? []).flatMap(parseIdRange),
    gidMap: (files.get(`${pid}/gid_map`) ?? []).flatMap(parseIdRange),
    capabilities: {
      inheritable: status.get('CapInh') ?? '',
      permitted: status.get('CapPrm') ?? '',
      effective: status.get('CapEff') ?? '',
      bounding: status.get('CapBnd') ?? '',
      ambient: status.get('CapAmb') ?? '',
    },
    noNewPrivs: status.get('NoNewPrivs') === '1',
    seccomp: Number(status.get('Seccomp')) as 0 | 1 | 2,
    ...(confinement ? { apparmor: confinement } : {}),
    root: links.get(`${pid}/root`) ?? '',
    cwd: links.get(`${pid}/cwd`) ?? '',
    ...(exe !== undefined ? { exe } : {}),
  };
}

function ids([real, effective, saved, filesystem]: number[]): Ids | null {
  return real === undefined || effective === undefined || saved === undefined || filesystem === undefined
    ? null
    : { real, effective, saved, filesystem };
}

/** The kernel writes newline and backslash in a name as `\n` and `\\` (fs/proc/array.c, proc_task_name). */
function unescapeName(name: string): string {
  return name.replace(/\\([n\\])/g, (_, c: string) => (c === 'n' ? '\n' : '\\'));
}

function parseIdRange(line: string): IdRange[] {
  const [inside, outside, length] = line.trim().split(/\s+/).map(Number);
  return inside === undefined || outside === undefined || length === undefined ? [] : [{ inside, outside, length }];
}

/** Marks every descendant of a terminal's login process with the terminal's name. */
function assignTerminals(processes: Process[], terminals: Record<string, number>): void {
  const byPid = new Map(processes.map((p) => [p.pid, p]));
  const names = new Map(Object.entries(terminals).map(([name, pid]) => [pid, name]));
  for (const process of processes) {
    let name: string | undefined;
    for (let p: Process | undefined = process; p && name === undefined; p = byPid.get(p.ppid)) name = names.get(p.pid);
    if (name !== undefined) process.terminal = name;
  }
}

/**
 * One line of /proc/PID/mountinfo; none for an empty line.
 * Spaces, tabs, newlines and backslashes in paths are octal escapes (proc_pid_mountinfo(5)).
 */
export function parseMount(line: string): Mount[] {
  const fields = line.split(' ');
  const dash = fields.indexOf('-', 6);
  if (dash < 0) return [];
  const path = (i: number) =>
    (fields[i] ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return [
    {
      id: Number(fields[0]),
      parent: Number(fields[1]),
      device: fields[2] ?? '',
      root: path(3),
      mountPoint: path(4),
      options: (fields[5] ?? '').split(','),
      propagation: fields.slice(6, dash),
      type: fields[dash + 1] ?? '',
      source: path(dash + 2),
      superOptions: path(dash + 3).split(','),
    },
  ];
}

/** One line of /proc/PID/net/dev; none for its two head lines. */
function parseInterface(line: string): NetworkInterface[] {
  const match = /^\s*(\S+?):\s*(.*)$/.exec(line);
  if (!match) return [];
  const n = (match[2] ?? '').trim().split(/\s+/).map(Number);
  return [{ name: match[1] ?? '', rxBytes: n[0] ?? 0, rxPackets: n[1] ?? 0, txBytes: n[8] ?? 0, txPackets: n[9] ?? 0 }];
}

function parseCgroups(directories: string[], files: Map<string, string[]>): Cgroup[] {
  return directories
    .flatMap((line) => {
      const match = /^\s*(\d+) \.(\/.*)?$/.exec(line);
      if (!match) return [];
      const path = match[2] ?? '/';
      return [parseCgroup(path, Number(match[1]), (name) => files.get(`.${path === '/' ? '' : path}/${name}`))];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function parseCgroup(path: string, inode: number, file: (name: string) => string[] | undefined): Cgroup {
  const words = (name: string) => (file(name) ?? []).join(' ').split(/\s+/).filter(Boolean);
  const number = (name: string) => {
    const line = file(name)?.[0];
    return line === undefined ? undefined : Number(line);
  };
  const limit = (name: string) => {
    const line = file(name)?.[0];
    return line === undefined ? undefined : parseLimit(line);
  };
  const counters = (name: string) => {
    const lines = file(name);
    return (
      lines &&
      Object.fromEntries(
        lines.map((line) => {
          const [k = '', v] = line.split(' ');
          return [k, Number(v)];
        }),
      )
    );
  };
  const events = counters('cgroup.events');
  const type = file('cgroup.type')?.[0];
  const memory = number('memory.current');
  const stat = counters('cpu.stat');
  const [quota, period] = words('cpu.max');
  const pids = number('pids.current');
  const ioMax = file('io.max');
  const ioStat = file('io.stat');
  const cpus = file('cpuset.cpus.effective')?.[0];
  return withoutUndefined({
    path,
    inode,
    type,
    controllers: words('cgroup.controllers'),
    subtreeControl: words('cgroup.subtree_control'),
    processes: words('cgroup.procs').map(Number),
    populated: events ? events['populated'] === 1 : undefined,
    frozen: file('cgroup.freeze') ? number('cgroup.freeze') === 1 : undefined,
    memory:
      memory === undefined
        ? undefined
        : withoutUndefined({
            current: memory,
            max: limit('memory.max'),
            high: limit('memory.high'),
            min: limit('memory.min'),
            low: limit('memory.low'),
            swap: number('memory.swap.current'),
            swapMax: limit('memory.swap.max'),
            peak: number('memory.peak'),
            oomGroup: file('memory.oom.group') ? number('memory.oom.group') === 1 : undefined,
            stat: counters('memory.stat'),
            events: counters('memory.events'),
          }),
    cpu:
      stat === undefined
        ? undefined
        : withoutUndefined({
            quota: quota === undefined ? undefined : parseLimit(quota),
            period: period === undefined ? undefined : Number(period),
            weight: number('cpu.weight'),
            stat,
          }),
    pids:
      pids === undefined
        ? undefined
        : withoutUndefined({
            current: pids,
            max: limit('pids.max'),
            peak: number('pids.peak'),
            events: counters('pids.events'),
          }),
    io:
      ioMax || ioStat
        ? { max: keyedByDevice(ioMax ?? [], parseLimit), stat: keyedByDevice(ioStat ?? [], Number) }
        : undefined,
    cpus,
  }) as Cgroup;
}

function parseLimit(text: string): Limit {
  return text === 'max' ? 'max' : Number(text);
}

/** `8:16 rbps=2097152 wbps=max` lines (cgroup-v2.rst, nested keyed files). */
function keyedByDevice<T>(lines: string[], value: (text: string) => T): Record<string, Record<string, T>> {
  return Object.fromEntries(
    lines.filter(Boolean).map((line) => {
      const [device = '', ...pairs] = line.trim().split(' ');
      return [
        device,
        Object.fromEntries(
          pairs.map((pair) => {
            const [k = '', v = ''] = pair.split('=');
            return [k, value(v)];
          }),
        ),
      ];
    }),
  );
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
