import type { NamespaceType, Process, Snapshot } from '../../kernel/snapshot.ts';

/** What the second line of a cell is about. */
export const CONTENTS: Partial<Record<NamespaceType, string>> = {
  mnt: 'マウント',
  uts: 'ホスト名',
  pid: '中でのPID',
  net: 'インターフェース',
};

/**
 * What is in a process's namespace, in a few words, where the snapshot tells: the hostname of its UTS namespace, the
 * interfaces of its network namespace, those mounts that the recording watches (but for `/`, which all have), and in
 * a PID namespace of its own the PID that it has there.
 * @returns undefined where nothing was read, and for types of which nothing is
 */
export function contentsOf(
  type: NamespaceType,
  { namespaces, nspid }: Process,
  snapshot: Snapshot,
): string | undefined {
  const inode = namespaces[type];
  if (inode === undefined) return undefined;
  if (type === 'uts') return snapshot.hostnames?.[inode];
  if (type === 'pid') return nspid.length > 1 ? `PID ${nspid.at(-1)}` : undefined;
  const names =
    type === 'net'
      ? snapshot.interfaces[inode]?.map(({ name }) => name)
      : type === 'mnt'
        ? snapshot.mounts[inode]?.map(({ mountPoint }) => mountPoint).filter((path) => path !== '/')
        : undefined;
  return names && [...new Set(names)].join(' ');
}
