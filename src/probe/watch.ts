import type { Process, Snapshot } from '../kernel/snapshot.ts';

/** A directory to list: what lstat(2) says of each file, never what is in it. */
export interface WatchedFiles {
  /** Absolute path of the directory. */
  path: string;
  /** How many levels below it, from 1. Other file systems mounted there are named, not entered. */
  depth: number;
  /** Directories below it that are named, but not entered: paths without a slash before them. */
  closed: string[];
  /** Whose root `path` begins at: a terminal's name (the innermost process there), or a pattern on the command line. Default: the machine's own. */
  of?: string | undefined;
  /** More files than this are an error. */
  limit: number;
}

/** Layers whose directories are listed, and what the kernel shows where they lie on each other: of one of image, container, overlay. */
export interface WatchedLayers extends Pick<WatchedFiles, 'depth' | 'closed' | 'limit'> {
  /** Docker's name of an image... */
  image?: string | undefined;
  /** ...or of a container, running or not... */
  container?: string | undefined;
  /** ...or a pattern on the mount point of an overlay. */
  overlay?: string | undefined;
  /** What a diagram calls the stack. Default: the image's or container's name; an overlay needs one. */
  name?: string | undefined;
  /** In whose mount namespace the overlay is: a terminal's name, or a pattern on the command line. Default: the initial one. */
  of?: string | undefined;
  /** Where relative paths begin that the overlay was mounted with: the directory that was done in. */
  relative?: string | undefined;
}

/** What a snapshot keeps besides pid 1 and every process on a terminal. */
export interface Watch {
  /** Patterns on the command line of further processes. */
  processes: string[];
  /** cgroup paths; `/a/**` takes all below, `*` stands for any part of one name. The root is `/`. */
  cgroups: string[];
  /** Patterns on mount points or file system types, per mount namespace of the kept processes. */
  mounts: string[];
  /** Network interfaces of the kept processes' network namespaces. */
  interfaces: boolean;
  files?: WatchedFiles[] | undefined;
  layers?: WatchedLayers[] | undefined;
}

/** What a diagram calls a watched stack. */
export function stackName({ name, image, container }: Pick<WatchedLayers, 'name' | 'image' | 'container'>): string {
  return name ?? image ?? container ?? '';
}

/** The recorder's agent and those that hold the terminals' other ends. */
const OWN = /^\/system\.slice\/recorder/;

/** `/a/**` is /a and all below; `*` is any part of one name. */
function cgroupPattern(glob: string): RegExp {
  const below = glob.endsWith('/**');
  const names = (below ? glob.slice(0, -3) : glob).replace(/[\\^$.|?+()[\]{}]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${names}${below ? '(/.*)?' : ''}$`);
}

/**
 * Cuts a snapshot down to what is watched: pid 1, every process of a
 * terminal, and what `watch` names; of tables by namespace, the
 * namespaces of those processes. Files and layers were listed because they are watched.
 */
export function watched(snapshot: Snapshot, watch: Watch): Snapshot {
  const patterns = watch.processes.map((source) => new RegExp(source, 'm'));
  const keep = (p: Process) =>
    p.pid === 1 ||
    (!OWN.test(p.cgroup) && (p.terminal !== undefined || patterns.some((r) => r.test(p.args.join(' ') || p.name))));
  const processes = snapshot.processes.filter(keep);
  const mountPatterns = watch.mounts.map((source) => new RegExp(source, 'm'));
  const inodes = (type: 'mnt' | 'net' | 'uts') => new Set(processes.map((p) => String(p.namespaces[type])));
  const [mnt, net, uts] = [inodes('mnt'), inodes('net'), inodes('uts')];
  const ofThose = <T>(table: Record<string, T>, kept: Set<string>) =>
    Object.fromEntries(Object.entries(table).filter(([inode]) => kept.has(inode)));
  const paths = watch.cgroups.map(cgroupPattern);
  return {
    ...(snapshot.uptime === undefined ? {} : { uptime: snapshot.uptime }),
    processes,
    cgroups: snapshot.cgroups.filter((c) => paths.some((path) => path.test(c.path))),
    mounts:
      mountPatterns.length === 0
        ? {}
        : Object.fromEntries(
            Object.entries(ofThose(snapshot.mounts, mnt)).map(([inode, mounts]) => [
              inode,
              mounts.filter((m) => mountPatterns.some((r) => r.test(m.mountPoint) || r.test(m.type))),
            ]),
          ),
    ...(snapshot.files ? { files: snapshot.files } : {}),
    ...(snapshot.stacks ? { stacks: snapshot.stacks } : {}),
    interfaces: watch.interfaces ? ofThose(snapshot.interfaces, net) : {},
    ...(snapshot.hostnames ? { hostnames: ofThose(snapshot.hostnames, uts) } : {}),
  };
}
