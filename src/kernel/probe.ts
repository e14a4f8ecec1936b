import { parseCgroups } from './cgroups.ts';
import { ProbeError } from './errors.ts';
import { parseMount } from './mounts.ts';
import { integer } from './numbers.ts';
import { assignTerminals, namespaceInode, parseProcesses } from './processes.ts';
import type { Mount, NamespaceType, NetworkInterface, Snapshot } from './snapshot.ts';

/** What the caller knows and the kernel does not say. */
export interface ProbeOptions {
  /** pid of each terminal's login process, by terminal name. */
  terminals?: Record<string, number>;
}

/** Sections that every probe prints. `uptime` and `hostnames` came later. */
const REQUIRED = ['files', 'links', 'mounts', 'net', 'cgroups', 'cgroupfiles'] as const;

/**
 * Parses what src/probe/probe.sh printed.
 *
 * A process that vanished while it was read (a file or link of it is missing) is
 * left out, as if the probe had come a moment later.
 * @throws ProbeError when a section is missing, or what no picture can do without: the message says what, and what to do
 */
export function parseProbe(text: string, options: ProbeOptions = {}): Snapshot {
  const { sections, word } = splitSections(text);
  const lines = (name: string) => sections.get(name) ?? [];
  const files = byPath(lines('files'), PROCESS_FILE);
  const links = parseLinks(lines('links'), word === '' ? '' : `${word}/cwd/`);
  const processes = parseProcesses({ files, links });
  assignTerminals(processes, options.terminals ?? {});
  /** Lines of a file of one process of each namespace, by the namespace's inode. */
  const perNamespace = (section: string, type: NamespaceType) =>
    [...byPath(lines(section), PROCESS_FILE)].flatMap(([path, content]) => {
      const pid = path.split('/')[0]!;
      const inode = namespaceInode(links.get(`${pid}/ns/${type}`));
      return inode === undefined ? [] : [{ inode, content, root: links.get(`${pid}/root`) ?? '/' }];
    });

  const mounts: Record<string, Mount[]> = {};
  for (const { inode, content, root } of perNamespace('mounts', 'mnt'))
    mounts[inode] = content.flatMap(parseMount).map((m) => ({ ...m, mountPoint: under(root, m.mountPoint) }));
  const interfaces: Record<string, NetworkInterface[]> = {};
  for (const { inode, content } of perNamespace('net', 'net')) interfaces[inode] = content.flatMap(parseInterface);
  const hostnames: Record<string, string> = {};
  for (const { inode, content } of perNamespace('hostnames', 'uts')) hostnames[inode] = content.join('\n');
  return {
    ...(sections.has('uptime') ? { uptime: parseUptime(lines('uptime')[0]) } : {}),
    processes,
    cgroups: parseCgroups(lines('cgroups'), cgroupFiles(lines('cgroups'), lines('cgroupfiles'))),
    mounts,
    interfaces,
    ...(sections.has('hostnames') ? { hostnames } : {}),
  };
}

/** A path as a process with this root sees it, to one of its mount namespace. */
export function under(root: string, path: string): string {
  return root === '/' ? path : path === '/' ? root : root + path;
}

/**
 * Lines by section. The first head may bear a word that nobody knew before, a pid: then all do, and a line in a path
 * that only looks like a head is none.
 */
function splitSections(text: string): { sections: Map<string, string[]>; word: string } {
  const sections = new Map<string, string[]>();
  let word: string | undefined;
  let current: string[] | undefined;
  for (const line of text.split('\n')) {
    const [, name, own = ''] = /^\x1e(\w+)(?: (\d+))?$/.exec(line) ?? [];
    if (name === undefined || own !== (word ??= own)) {
      current?.push(line);
      continue;
    }
    if (sections.has(name))
      throw new ProbeError(`section "${name}" comes twice: take the text of one run of the probe`);
    sections.set(name, (current = []));
  }
  if (!sections.has('end')) throw new ProbeError('the probe was cut off: no section "end"; run it again');
  for (const name of REQUIRED)
    if (!sections.has(name))
      throw new ProbeError(
        `no section "${name}": this is not the whole text of the probe; run src/probe/probe.sh again`,
      );
  for (const lines of sections.values()) if (lines.at(-1) === '') lines.pop();
  checkTables(sections);
  return { sections, word: word ?? '' };
}

/** Every machine has mounts, network interfaces and cgroups: where two of the tables are there and one is not, it could not be read. */
function checkTables(sections: Map<string, string[]>): void {
  const tables = { mounts: 'mountinfo', net: 'net/dev', cgroups: 'the directories of /sys/fs/cgroup' };
  const empty = Object.entries(tables).filter(([name]) => sections.get(name)?.length === 0);
  if (empty.length === 1)
    throw new ProbeError(
      `section "${empty[0]![0]}" is empty: ${empty[0]![1]} could not be read; run the probe as root`,
    );
}

/** Files of a process that the probe reads. */
const PROCESS_FILE =
  /^(\d+\/(?:status|stat|cgroup|[ug]id_map|cmdline|attr\/(?:apparmor\/)?current|mountinfo|net\/dev|hostname)):(.*)$/s;

/** Files of a cgroup: no content of theirs has a slash, but a cgroup's name may have a colon and look like one of them. */
export const CGROUP_FILE = /^(\..*\/(?:cgroup|memory|cpu|cpuset|pids|io)\.[a-z_.]+):([^/]*)$/s;

/** `path:content` lines grouped by path. */
export function byPath(lines: string[], form: RegExp): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const line of lines) {
    const [, path, content] = form.exec(line) ?? [];
    if (path === undefined || content === undefined) continue;
    const list = files.get(path);
    if (list) list.push(content);
    else files.set(path, [content]);
  }
  return files;
}

/** @throws ProbeError where /sys/fs/cgroup is no cgroup2 file system: it has directories, but the root has no files of one */
function cgroupFiles(directories: string[], lines: string[]): Map<string, string[]> {
  const files = byPath(lines, CGROUP_FILE);
  const isRoot = (path: string) => path.startsWith('./cgroup.') && !path.slice(2).includes('/');
  if (directories.length > 0 && ![...files.keys()].some(isRoot))
    throw new ProbeError(
      'no ./cgroup.* in section "cgroupfiles": what is mounted at /sys/fs/cgroup is not cgroup v2. Boot with systemd.unified_cgroup_hierarchy=1, or mount -t cgroup2 none /sys/fs/cgroup',
    );
  if (directories.length === 0 && lines.length > 0)
    throw new ProbeError('section "cgroups" is empty, though there are files of cgroups: run the probe again');
  return files;
}

/** A line of `ls -ld`: mode, links, owner, group, size, date, path, and where it leads if that could be read: a zombie's links lead nowhere. */
const LINK = /^l[-rwxsStT]{9}\S? +\d+ +\S+ +\S+ +\d+ .*? (\d+\/(?:ns\/\w+|root|cwd|exe))(?: -> (.*))?$/;

/**
 * `lrwxrwxrwx 1 root root 0 Nov 24 04:04 1/ns/uts -> uts:[4026531838]` to path and target. What is no such line is
 * the rest of a target with a newline in it.
 * @param prefix of the paths, where the probe gives them one: a target cannot know it
 */
function parseLinks(lines: string[], prefix: string): Map<string, string> {
  const links = new Map<string, string>();
  let last: string | undefined;
  for (const line of lines) {
    const at = prefix === '' ? 0 : line.indexOf(` ${prefix}`) + 1;
    const plain = at > 0 ? line.slice(0, at) + line.slice(at + prefix.length) : line;
    const [, path, target] = (prefix === '' || at > 0 ? LINK.exec(plain) : null) ?? [];
    if (path !== undefined && !links.has(path)) {
      last = target === undefined ? undefined : path;
      if (target !== undefined) links.set(path, target);
    } else if (last !== undefined) links.set(last, `${links.get(last)}\n${line}`);
  }
  return links;
}

/** Seconds: the first number of proc_uptime(5). */
function parseUptime(line: string | undefined): number {
  const [, seconds] = /^(\d{1,15}\.\d+) /.exec(line ?? '') ?? [];
  if (seconds === undefined)
    throw new ProbeError(`uptime: ${JSON.stringify(line ?? '')} where the kernel prints two numbers`);
  return Number(seconds);
}

/** One line of /proc/PID/net/dev; none for its two head lines. */
function parseInterface(line: string): NetworkInterface[] {
  const [, name, counters] = /^\s*([^\s:|]+):\s*(.*)$/.exec(line) ?? [];
  if (name === undefined || counters === undefined) {
    if (line === '' || line.includes('|')) return [];
    throw new ProbeError(`net/dev: not a line of it: ${JSON.stringify(line.slice(0, 80))}`);
  }
  const words = counters.trim().split(/\s+/);
  const [rxBytes, rxPackets, txBytes, txPackets] = [0, 1, 8, 9].map((i) => integer(words[i], `net/dev: ${name}`));
  return [{ name, rxBytes: rxBytes!, rxPackets: rxPackets!, txBytes: txBytes!, txPackets: txPackets! }];
}
