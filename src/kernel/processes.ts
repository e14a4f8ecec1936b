import { ProbeError } from './errors.ts';
import { integer, integers } from './numbers.ts';
import { CAPABILITY_FIELDS, NAMESPACE_TYPES, type IdRange, type Ids, type Process } from './snapshot.ts';

/** What was read of all processes: lines by path (`12/status`), targets by link (`12/ns/uts`). */
export interface ProcessText {
  files: Map<string, string[]>;
  links: Map<string, string>;
}

/** Fields of /proc/PID/status without which no process is drawn (fs/proc/array.c), and since when Linux prints them. */
const STATUS_FIELDS: Record<string, string> = {
  Name: 'every Linux',
  State: 'every Linux',
  PPid: 'every Linux',
  Uid: 'every Linux',
  Gid: 'every Linux',
  ...Object.fromEntries(Object.values(CAPABILITY_FIELDS).map((field) => [field, 'Linux 4.3 and later'])),
  NoNewPrivs: 'Linux 4.10 and later',
  Seccomp: 'a Linux built with CONFIG_SECCOMP',
};

/**
 * Processes, sorted by pid.
 *
 * A process that vanished while it was read, so that a file, a field or its links are missing, is left out, as if the
 * probe had come a moment later. Pid 1 does not vanish: what it lacks, the machine lacks.
 * @throws ProbeError when pid 1 lacks something, saying what gives it, or a field is not what the kernel prints
 */
export function parseProcesses(text: ProcessText): Process[] {
  const processes: Process[] = [];
  for (const [path, lines] of text.files) {
    if (!path.endsWith('/status')) continue;
    const pid = path.slice(0, -'/status'.length);
    const status = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).replace(/^\t/, '')];
      }),
    );
    const missing = lacking(pid, status, text);
    if (missing === undefined) processes.push(parseProcess(pid, status, text));
    else if (pid === '1') throw new ProbeError(missing);
  }
  if (!processes.some((p) => p.pid === 1))
    throw new ProbeError(
      'no 1/status: the probe must see the process that began all others; mount /proc, and run it as root',
    );
  return processes.sort((a, b) => a.pid - b.pid);
}

/** What a process must have and has not, with what to do about it. */
function lacking(pid: string, status: Map<string, string>, { files, links }: ProcessText): string | undefined {
  const field = Object.keys(STATUS_FIELDS).find((f) => !status.has(f));
  if (field !== undefined) return `${pid}/status has no field ${field}, which ${STATUS_FIELDS[field]} prints`;
  const cgroups = files.get(`${pid}/cgroup`);
  if (!cgroups) return `no ${pid}/cgroup: a Linux built with CONFIG_CGROUPS has it`;
  if (cgroupOf(cgroups) === undefined)
    return `${pid}/cgroup has no line that begins with 0::, so this machine knows cgroup v1 alone: boot it with systemd.unified_cgroup_hierarchy=1, or mount cgroup2 at /sys/fs/cgroup`;
  // A zombie has given up its namespaces (exit_task_namespaces()); any other process has a mount namespace.
  if (namespaceInode(links.get(`${pid}/ns/mnt`)) === undefined && !status.get('State')?.startsWith('Z'))
    return `no link ${pid}/ns/mnt: run the probe as root`;
  return undefined;
}

function parseProcess(pid: string, status: Map<string, string>, { files, links }: ProcessText): Process {
  const place = (field: string) => `${pid}/status: ${field}`;
  const numbers = (field: string) => integers(status.get(field) ?? '', place(field));
  const one = <T extends string>(field: string, known: RegExp): T => {
    const value = status.get(field) ?? '';
    if (!known.test(value))
      throw new ProbeError(`${place(field)}: ${JSON.stringify(value.slice(0, 40))} is nothing the kernel prints`);
    return value as T;
  };
  const namespaces: Process['namespaces'] = {};
  for (const type of NAMESPACE_TYPES) {
    const inode = namespaceInode(links.get(`${pid}/ns/${type}`));
    if (inode !== undefined) namespaces[type] = inode;
  }
  const forChildren: NonNullable<Process['forChildren']> = {};
  for (const type of ['pid', 'time'] as const) {
    const inode = namespaceInode(links.get(`${pid}/ns/${type}_for_children`));
    if (inode !== undefined && inode !== namespaces[type]) forChildren[type] = inode;
  }
  const exe = links.get(`${pid}/exe`);
  const profile = apparmorProfile(files.get(`${pid}/attr/apparmor/current`) ?? files.get(`${pid}/attr/current`));
  const capability = (field: string) => one(field, /^[0-9a-f]{16}$/);
  return {
    pid: integer(pid, pid),
    ppid: integer(status.get('PPid'), place('PPid')),
    nspid: status.has('NSpid') ? numbers('NSpid') : [integer(pid, pid)],
    name: unescapeName(status.get('Name') ?? ''),
    args: parseArguments(files.get(`${pid}/cmdline`) ?? []),
    state: one('State', /^[A-Za-z]( \(|$)/).charAt(0),
    ...parseStat(pid, files.get(`${pid}/stat`)),
    namespaces,
    ...(Object.keys(forChildren).length > 0 ? { forChildren } : {}),
    cgroup: cgroupOf(files.get(`${pid}/cgroup`) ?? []) ?? '',
    uid: ids(numbers('Uid'), place('Uid')),
    gid: ids(numbers('Gid'), place('Gid')),
    ...(status.has('Groups') ? { groups: numbers('Groups') } : {}),
    uidMap: (files.get(`${pid}/uid_map`) ?? []).map((line) => parseIdRange(line, `${pid}/uid_map`)),
    gidMap: (files.get(`${pid}/gid_map`) ?? []).map((line) => parseIdRange(line, `${pid}/gid_map`)),
    capabilities: {
      inheritable: capability(CAPABILITY_FIELDS.inheritable),
      permitted: capability(CAPABILITY_FIELDS.permitted),
      effective: capability(CAPABILITY_FIELDS.effective),
      bounding: capability(CAPABILITY_FIELDS.bounding),
      ambient: capability(CAPABILITY_FIELDS.ambient),
    },
    noNewPrivs: one('NoNewPrivs', /^[01]$/) === '1',
    seccomp: Number(one('Seccomp', /^[012]$/)) as 0 | 1 | 2,
    ...(profile === undefined ? {} : { apparmor: profile }),
    root: links.get(`${pid}/root`) ?? '',
    cwd: links.get(`${pid}/cwd`) ?? '',
    ...(exe !== undefined ? { exe } : {}),
  };
}

/** The inode in `uts:[4026531838]` (ns_get_name() in fs/nsfs.c); undefined without a target. @throws ProbeError for another */
export function namespaceInode(target: string | undefined): number | undefined {
  if (target === undefined) return undefined;
  const [, inode] = /^\w+:\[(\d{1,15})\]$/.exec(target) ?? [];
  return integer(inode ?? target, 'a link below /proc/PID/ns');
}

/** Path of the line `0::`, that of cgroup v2 (cgroups(7)). */
function cgroupOf(lines: string[]): string | undefined {
  return lines.find((line) => line.startsWith('0::/'))?.slice(3);
}

/**
 * Fields of /proc/PID/stat, counted behind the name, which may hold spaces, parentheses and newlines
 * (proc_pid_stat(5)): state is 3, session 6, tty_nr 7, starttime 22. None for a process that the probe read none of.
 */
function parseStat(pid: string, lines: string[] | undefined): Pick<Process, 'startTime' | 'session' | 'tty'> {
  if (!lines) return {};
  const text = lines.join('\n');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (n: number) => integer(fields[n - 3], `${pid}/stat: field ${n}`);
  const device = field(7);
  return {
    startTime: field(22),
    session: field(6),
    // MAJ and MIN as new_encode_dev() in include/linux/kdev_t.h packs them.
    ...(device === 0 ? {} : { tty: `${(device >> 8) & 0xfff}:${(device & 0xff) | ((device >> 12) & 0xfff00)}` }),
  };
}

/**
 * Arguments of /proc/PID/cmdline. A program may write a title over them (setproctitle(3)): then there is no NUL at its
 * end, or one after another up to where the arguments ended, which are no arguments. So a row of empty ones at the end
 * is left out; a single one is kept where it may be one.
 */
function parseArguments(lines: string[]): string[] {
  const text = lines.join('\n');
  if (text === '') return [];
  const args = text.replace(/\0$/, '').split('\0');
  const used = args.findLastIndex((arg) => arg !== '') + 1;
  const title = used === 1 && /\s/.test(args[0]!);
  return args.length - used > 1 || title ? args.slice(0, used) : args;
}

/**
 * AppArmor's word for a process, `unconfined` or `profile (mode)` (aa_label_snxprint() in security/apparmor/label.c). Other
 * security modules write labels of their own into attr/current: an SELinux context, which ends in NUL, or a Smack label.
 */
function apparmorProfile(lines: string[] | undefined): string | undefined {
  const label = lines?.join('\n').replace(/\0$/, '');
  return label !== undefined && /^unconfined$|^.+ \([a-z]+\)$/s.test(label) ? label : undefined;
}

function ids(numbers: number[], where: string): Ids {
  const [real, effective, saved, filesystem] = numbers;
  if (real === undefined || effective === undefined || saved === undefined || filesystem === undefined)
    throw new ProbeError(`${where}: ${numbers.length} numbers where the kernel prints four`);
  return { real, effective, saved, filesystem };
}

/** The kernel writes newline and backslash in a name as `\n` and `\\` (fs/proc/array.c, proc_task_name). */
function unescapeName(name: string): string {
  return name.replace(/\\([n\\])/g, (_, c: string) => (c === 'n' ? '\n' : '\\'));
}

function parseIdRange(line: string, where: string): IdRange {
  const [inside, outside, length] = integers(line, where);
  if (inside === undefined || outside === undefined || length === undefined)
    throw new ProbeError(`${where}: ${JSON.stringify(line.slice(0, 60))} where the kernel prints three numbers`);
  return { inside, outside, length };
}

/**
 * Names the terminal of every process that belongs to one: see {@link Process.terminal}.
 * @param terminals pid of each terminal's login process, by name
 * @throws ProbeError where parents go round
 */
export function assignTerminals(processes: Process[], terminals: Record<string, number>): void {
  const byPid = new Map(processes.map((p) => [p.pid, p]));
  const names = new Map(Object.entries(terminals).map(([name, pid]) => [pid, name]));
  const session = (p: Process) => (p.tty === undefined ? '' : `${p.session} ${p.tty}`);
  /** Of each terminal the session it controls: that of the process nearest to its login that has a tty. login(1) itself gives it up. */
  const nearest = new Map<string, { distance: number; session: string }>();
  for (const process of processes) {
    const line = ancestry(process, byPid);
    const distance = line.findIndex((p) => names.has(p.pid));
    if (distance < 0) continue;
    const name = names.get(line[distance]!.pid)!;
    process.terminal = name;
    if (process.tty !== undefined && distance < (nearest.get(name)?.distance ?? Number.POSITIVE_INFINITY))
      nearest.set(name, { distance, session: session(process) });
  }
  const bySession = new Map([...nearest].map(([name, found]) => [found.session, name]));
  for (const process of processes) {
    const name = bySession.get(session(process));
    if (name !== undefined) process.terminal ??= name;
  }
}

/**
 * A process, its parent, its parent's parent ...
 * @throws ProbeError where that leads back: pids were given anew while they were read, and no tree can be drawn of it
 */
function ancestry(process: Process, byPid: Map<number, Process>): Process[] {
  const line = new Set<Process>();
  for (let p: Process | undefined = process; p; p = byPid.get(p.ppid)) {
    if (line.has(p))
      throw new ProbeError(
        `${p.pid}/status: PPid: its parents go round (${[...line, p].map((q) => q.pid).join(', ')}); run the probe again`,
      );
    line.add(p);
  }
  return [...line];
}
