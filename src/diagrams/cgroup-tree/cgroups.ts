import type { Cgroup, Snapshot } from '../../kernel/snapshot.ts';

/** The cgroup of a path; another one at the same path, made after the first was removed, is not the same. */
export function cgroupAt(snapshot: Snapshot | null, path: string, inode?: number): Cgroup | undefined {
  return snapshot?.cgroups.find((c) => c.path === path && (inode === undefined || c.inode === inode));
}
