import { NAMESPACE_TYPES, type Mount, type NamespaceType, type Process, type Snapshot } from '../../kernel/snapshot.ts';
import { initialNamespaces } from '../shared/worlds.ts';

/**
 * What ties a process to its host, in the order of the columns: the eight namespaces, the cgroup it is a member of, its
 * root directory, and what it may do (capabilities, no_new_privs and seccomp as one).
 */
export const STRINGS = [...NAMESPACE_TYPES, 'member', 'root', 'rights'] as const;

/** One of {@link STRINGS}. */
export type StringId = (typeof STRINGS)[number];

/** Whether a string is that of a namespace, which has a hue. */
export const isType = (string: StringId): string is NamespaceType =>
  (NAMESPACE_TYPES as readonly string[]).includes(string);

/**
 * The strings of a process that are cut: by what the snapshot says of it, not by what was typed.
 * A namespace by its inode (namespaces(7)); the root by what is mounted at `/` of the process's mount namespace, or by
 * another path (proc_pid_root(5)); the rights by permitted and bounding set (capabilities(7)), no_new_privs
 * (PR_SET_NO_NEW_PRIVS(2const)) and seccomp(2), each against those of PID 1.
 * The cgroup against those that hold the host's processes before the first step: PID 1 and a login have one each.
 * @param start the kernel before the first step
 */
export function cutOf(process: Process, snapshot: Snapshot, start: Snapshot): StringId[] {
  const one = snapshot.processes[0]!;
  const initial = initialNamespaces(snapshot);
  const cut: Record<Exclude<StringId, NamespaceType>, boolean> = {
    member: !start.processes.some((p) => p.cgroup === process.cgroup),
    root: process.root !== one.root || isOtherRoot(rootMount(process, snapshot), rootMount(one, snapshot)),
    rights:
      process.capabilities.permitted !== one.capabilities.permitted ||
      process.capabilities.bounding !== one.capabilities.bounding ||
      process.noNewPrivs !== one.noNewPrivs ||
      process.seccomp !== one.seccomp,
  };
  return STRINGS.filter((string) =>
    isType(string)
      ? process.namespaces[string] !== undefined && process.namespaces[string] !== initial[string]
      : cut[string],
  );
}

/** The topmost of what is mounted at `/` of a process's mount namespace; undefined where its mounts were not read. */
function rootMount({ namespaces }: Process, { mounts }: Snapshot): Mount | undefined {
  return mounts[String(namespaces.mnt)]?.findLast((m) => m.mountPoint === '/');
}

const isOtherRoot = (one: Mount | undefined, other: Mount | undefined): boolean =>
  one !== undefined && other !== undefined && (one.device !== other.device || one.root !== other.root);

/** A value as a terminal prints it, for what a cut gave the process: `inode:4026532201`, `cgroup:/box`. */
export function printedOf(string: StringId, process: Process): string | undefined {
  if (isType(string)) return `inode:${process.namespaces[string]}`;
  return string === 'member' ? `cgroup:${process.cgroup}` : undefined;
}
