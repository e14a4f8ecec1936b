/**
 * What a Linux kernel said about itself at one moment.
 *
 * Every field is a value some file printed; nothing here is computed from
 * knowledge about containers. PIDs and inode numbers are those seen by the
 * probe, which runs in the initial namespaces.
 */

/** The eight namespace types, in the order the site draws them (namespaces(7), Linux 5.6+). */
export const NAMESPACE_TYPES = ['mnt', 'uts', 'ipc', 'pid', 'net', 'user', 'cgroup', 'time'] as const;

/** A namespace type, named as its link under /proc/PID/ns/ is. */
export type NamespaceType = (typeof NAMESPACE_TYPES)[number];

/** One line of /proc/PID/uid_map or gid_map (user_namespaces(7)). */
export interface IdRange {
  /** First id inside the process's user namespace. */
  inside: number;
  /** First id outside: in the parent user namespace, as the probe in the initial one reads it. */
  outside: number;
  /** How many consecutive ids the range maps. 4294967295 in the initial user namespace: all of them. */
  length: number;
}

/** Real, effective, saved set and file-system id: the four columns of Uid: or Gid: in /proc/PID/status (credentials(7)). */
export interface Ids {
  real: number;
  effective: number;
  saved: number;
  filesystem: number;
}

/** What /proc/PID/status calls each of the five sets (capabilities(7)). */
export const CAPABILITY_FIELDS = {
  inheritable: 'CapInh',
  permitted: 'CapPrm',
  effective: 'CapEff',
  bounding: 'CapBnd',
  ambient: 'CapAmb',
} as const;

/** The five sets of capabilities(7), each 16 lower-case hexadecimal digits as /proc/PID/status prints them. */
export interface CapabilitySets {
  inheritable: string;
  permitted: string;
  effective: string;
  bounding: string;
  ambient: string;
}

/** One process. proc_pid_status(5), proc_pid_stat(5) unless said otherwise. */
export interface Process {
  /** PID in the initial PID namespace (status: Pid). Another process may get it later: {@link startTime} tells them apart. */
  pid: number;
  /** Parent's PID in the initial PID namespace, 0 for pid 1 and kthreadd (status: PPid). */
  ppid: number;
  /** One PID per PID namespace the process is in, the initial one first, its own last (status: NSpid, Linux 4.1+). */
  nspid: number[];
  /** Command name, at most 15 bytes, escapes of the kernel resolved (status: Name; proc_pid_comm(5)). */
  name: string;
  /**
   * Command line (proc_pid_cmdline(5)), or the title that the program wrote over it; empty for kernel threads and
   * zombies. Empty arguments at its end are left out where there are several: a title padded with NULs has them.
   */
  args: string[];
  /** One letter: R S D Z T t X I (status: State). */
  state: string;
  /** Clock ticks from boot to its start, 100 a second on x86 (stat: starttime). Absent in recordings made before the probe read it. */
  startTime?: number;
  /** Its session: the pid of the process that began it (stat: session; setsid(2)). Absent as `startTime` is. */
  session?: number;
  /** MAJ:MIN of the terminal that controls its session (stat: tty_nr); absent without one, and as `startTime` is. A pseudo terminal of another devpts may have the same numbers. */
  tty?: string;
  /**
   * Name of the recording's or lab's terminal it belongs to: it descends from that terminal's login process, or its session is
   * the one that terminal controls, though what started it has ended. Absent where neither is so, and in recordings made
   * before the probe read sessions where its parent had ended.
   */
  terminal?: string;
  /** Inode number of each namespace (readlink /proc/PID/ns/TYPE); a type the kernel lacks or that could not be read is absent. */
  namespaces: Partial<Record<NamespaceType, number>>;
  /** Namespaces the *next* child gets, where they differ from the process's own (ns/pid_for_children, ns/time_for_children). */
  forChildren?: Partial<Record<'pid' | 'time', number>>;
  /** cgroup v2 path, as seen from the probe's cgroup namespace (/proc/PID/cgroup, the line `0::`; cgroups(7)); ` (deleted)` at its end when that cgroup is gone. */
  cgroup: string;
  /** status: Uid. */
  uid: Ids;
  /** status: Gid. */
  gid: Ids;
  /** Supplementary groups (status: Groups); absent in recordings made before the probe's parser read them. */
  groups?: number[];
  /** /proc/PID/uid_map (user_namespaces(7)); empty where none has been written, and without user namespaces. */
  uidMap: IdRange[];
  /** /proc/PID/gid_map, likewise. */
  gidMap: IdRange[];
  /** status: CapInh, CapPrm, CapEff, CapBnd, CapAmb. */
  capabilities: CapabilitySets;
  /** status: NoNewPrivs (PR_SET_NO_NEW_PRIVS(2const)). */
  noNewPrivs: boolean;
  /** status: Seccomp. 0 off, 1 strict, 2 filter (seccomp(2)). */
  seccomp: 0 | 1 | 2;
  /** AppArmor profile and mode, `docker-default (enforce)`, or `unconfined` (/proc/PID/attr/apparmor/current, or attr/current; apparmor(7)); absent where AppArmor does not answer. */
  apparmor?: string;
  /** readlink /proc/PID/root: the process's root as a path of the probe's mount namespace (proc_pid_root(5)). */
  root: string;
  /** readlink /proc/PID/cwd (proc_pid_cwd(5)). */
  cwd: string;
  /** readlink /proc/PID/exe (proc_pid_exe(5)); absent for kernel threads and zombies. */
  exe?: string;
}

/** A limit that may be absent: the kernel prints `max`. */
export type Limit = number | 'max';

/** One cgroup v2 directory (Documentation/admin-guide/cgroup-v2.rst). */
export interface Cgroup {
  /** Path below /sys/fs/cgroup, `/` for the root. */
  path: string;
  /** Inode of the directory: the cgroup's id. */
  inode?: number;
  /** cgroup.type: domain, threaded, domain threaded, domain invalid; absent in the root. */
  type?: string;
  /** cgroup.controllers: what this cgroup may use. */
  controllers: string[];
  /** cgroup.subtree_control: what it hands to its children. */
  subtreeControl: string[];
  /** cgroup.procs: PIDs that are members themselves, not of a descendant. */
  processes: number[];
  /** cgroup.events: populated. */
  populated?: boolean;
  /** cgroup.freeze. */
  frozen?: boolean;
  /** Bytes, except `events`, which counts (memory.current, .max, .high, .min, .low, .swap.current, .swap.max, .peak, .events). */
  memory?: {
    current: number;
    max?: Limit;
    high?: Limit;
    min?: Limit;
    low?: Limit;
    swap?: number;
    swapMax?: Limit;
    peak?: number;
    /** memory.oom.group: an OOM kill takes all members. */
    oomGroup?: boolean;
    /** Part of memory.stat: bytes of anonymous memory and of page cache (tmpfs included). */
    stat?: { anon: number; file: number };
    /** Counters of memory.events: low, high, max, oom, oom_kill, oom_group_kill. */
    events?: Record<string, number>;
  };
  /** cpu.max: quota and period in microseconds; cpu.stat: usage_usec, nr_periods, nr_throttled, throttled_usec ...; cpu.weight 1 to 10000. */
  cpu?: {
    quota?: Limit;
    period?: number;
    weight?: number;
    stat: Record<string, number>;
  };
  /** pids.current, .max, .peak and pids.events. */
  pids?: { current: number; max?: Limit; peak?: number; events?: Record<string, number> };
  /** io.max by device `MAJ:MIN` (bytes and operations a second) and io.stat (bytes and operations so far). Devices without a name are `(unknown)`, `(unknown) 2` ... */
  io?: { max: Record<string, Record<string, Limit>>; stat: Record<string, Record<string, number>> };
  /** cpuset.cpus.effective, as the kernel's list format. */
  cpus?: string;
}

/** One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)), octal escapes resolved. */
export interface Mount {
  /** Unique among mounts that are there (field 1). */
  id: number;
  /** Id of the mount it lies on (field 2). */
  parent: number;
  /** MAJ:MIN of the file system's st_dev. */
  device: string;
  /** Path inside the file system that forms this mount's root. */
  root: string;
  /** Where it is mounted, as a path of the mount namespace, as far as a process there reaches it. */
  mountPoint: string;
  /** Per-mount options (field 6; mount(2)). */
  options: string[];
  /** Propagation fields: shared:N, master:N, propagate_from:N, unbindable. */
  propagation: string[];
  /** File system type, with its subtype: `fuse.sshfs` (field 9). */
  type: string;
  /** What the file system calls its source; `none` where it has none (field 10). */
  source: string;
  /** Per-superblock options (field 11), each with its escapes resolved; `lowerdir`, `upperdir` and `workdir` of an overlay stand here. */
  superOptions: string[];
}

/** One line of /proc/PID/net/dev (proc_pid_net(5)): bytes and packets received and sent since it came. */
export interface NetworkInterface {
  /** As `ip link` has it, without the `@` and what follows. */
  name: string;
  rxBytes: number;
  rxPackets: number;
  txBytes: number;
  txPackets: number;
}

/** What kind of file: S_IFMT of st_mode (inode(7)). */
export type FileType = 'directory' | 'file' | 'link' | 'character' | 'block' | 'fifo' | 'socket';

/** What lstat(2) says of one file; nothing of what is in it. */
export interface FileEntry {
  /** Path below the listed directory without a slash before it; '' for the directory itself. */
  path: string;
  type: FileType;
  /** Permission, set-user-ID, set-group-ID and sticky bits, four octal digits: `0755`, `4755`, `1777`. */
  mode: string;
  /** Owner, as the probe in the initial user namespace sees it. */
  uid: number;
  gid: number;
  /** Bytes, of a regular file. */
  size?: number;
  /** Where a symbolic link leads, as written in it (readlink(2)). */
  target?: string;
  /** MAJ:MIN of a device node. A character device 0:0 in an overlay's upper directory is a whiteout (Documentation/filesystems/overlayfs.rst). */
  device?: string;
  /** A directory whose content was not looked at: at the listing's last level, left closed, or on another file system. */
  unread?: true;
  /** A directory that hides what an overlay has below it: `trusted.overlay.opaque` or `user.overlay.opaque` is `y`. Absent too where nothing could read it. */
  opaque?: true;
}

/** One directory that was listed. */
export interface FileTree {
  /** Its absolute path in the mount namespace it was looked at in. */
  path: string;
  /** How many levels below it were listed. */
  depth: number;
  /** Sorted by path, so the directory itself comes first; empty while there is no such directory. */
  entries: FileEntry[];
  /** Listed for {@link Snapshot.stacks} alone: a picture of the whole tree of files does not look into it. */
  stacked?: true;
}

/** One directory of a stack. */
export interface Layer {
  /** Its absolute path in the initial mount namespace; what is in it stands in {@link Snapshot.files}. */
  directory: string;
  /** Bytes of its regular files; one with several names counts once. */
  bytes: number;
  /** Of an image's: `sha256:` and the digest of its tar, not compressed (OCI image-spec, rootfs.diff_ids). */
  diffId?: string;
  /** Of an image's: the instruction that made it, or what stands for one (OCI image-spec, history). */
  createdBy?: string;
}

/** Directories that lie on each other: an image's, a container's, or those of an overlay mounted otherwise. */
export interface Stack {
  /** Unique in a snapshot: the image's or container's name, or what a scenario calls the overlay. */
  name: string;
  kind: 'image' | 'container' | 'overlay';
  /** Docker's id of the image or container; MAJ:MIN of the overlay. */
  id: string;
  /** Lowest first. */
  layers: Layer[];
  /** The topmost takes what is written: it is the overlay's upperdir. */
  writable: boolean;
  /** Where the kernel shows them as one: inode of a mount namespace, and a path in it whose listing stands in {@link Snapshot.files}. */
  merged?: { mnt: number; path: string };
}

/** Everything the probe reported at one moment, cut down to what a recording watches. */
export interface Snapshot {
  /** Seconds since boot when the cgroups were read (proc_uptime(5)): what was used between two snapshots becomes a rate. */
  uptime?: number;
  /** Sorted by pid. The first is pid 1, whose namespaces are the initial ones. */
  processes: Process[];
  /** Sorted by path. */
  cgroups: Cgroup[];
  /** Mount tables by inode of the mount namespace. */
  mounts: Record<string, Mount[]>;
  /** Interfaces by inode of the network namespace. */
  interfaces: Record<string, NetworkInterface[]>;
  /** Hostname by inode of the UTS namespace (uname(2): nodename); absent in recordings made before the probe read them. */
  hostnames?: Record<string, string>;
  /** Listed directories by inode of the mount namespace; absent where a recording watches none. */
  files?: Record<string, FileTree[]>;
  /** In the order a recording watches them, those that are there; absent where it watches none. */
  stacks?: Stack[];
}
