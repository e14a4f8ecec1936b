import type { Cgroup, Snapshot } from '../../kernel/snapshot.ts';

/** Whether a path is `root` or below. */
export const within = (path: string, root: string): boolean => root === '/' || path === root || path.startsWith(`${root}/`);

/** The cgroup of a path; another one at the same path, made after the first was removed, is not the same. */
export function cgroupAt(snapshot: Snapshot | null, path: string, inode?: number): Cgroup | undefined {
  return snapshot?.cgroups.find((c) => c.path === path && (inode === undefined || c.inode === inode));
}
