import { ProbeError } from '../kernel/errors.ts';
import { parseFiles } from '../kernel/files.ts';
import { under } from '../kernel/probe.ts';
import type { FileTree, Process, Snapshot } from '../kernel/snapshot.ts';
import { command, type Guest } from './guest.ts';
import type { WatchedFiles } from './watch.ts';

/**
 * Lists the directories that are watched.
 * @param snapshot of this moment: says which processes there are
 * @param terminals names of the terminals
 * @returns Snapshot.files; a directory seen from a process that is not there (yet) is left out
 * @throws ProbeError when one has more files than its limit
 */
export async function listFiles(
  guest: Guest,
  snapshot: Snapshot,
  watched: WatchedFiles[],
  terminals: string[],
): Promise<Record<string, FileTree[]>> {
  const files: Record<string, FileTree[]> = {};
  for (const watch of watched) {
    const places = watch.of === undefined ? [undefined] : viewers(snapshot, watch.of, terminals);
    for (const process of places) {
      const inode = (process ?? snapshot.processes[0])?.namespaces.mnt;
      if (inode === undefined) continue;
      const [listed] = parseFiles(
        await guest.run(listing(process ? `/proc/${process.pid}/root` : '', watch.path, watch)),
      );
      if (!listed) continue;
      checkLimit(listed.tree, watch, 'watch.files', watch.path);
      (files[inode] ??= []).push({ ...listed.tree, path: under(process?.root ?? '/', watch.path) });
    }
  }
  return files;
}

/** The command that lists a directory as far as it is watched. */
export function listing(base: string, path: string, { depth, closed }: Pick<WatchedFiles, 'depth' | 'closed'>): string {
  return command('files', base, path, String(depth), ...closed);
}

/**
 * @param place the field of a Watch it is listed for
 * @throws ProbeError when a listing has more files than its limit
 */
export function checkLimit(
  { entries }: FileTree,
  { limit }: Pick<WatchedFiles, 'limit'>,
  place: string,
  path: string,
): void {
  if (entries.length > limit)
    throw new ProbeError(
      `${place}: ${path}: lists ${entries.length} files, its limit is ${limit}: give a smaller depth, or name directories in closed`,
    );
}

/** One process for each root and mount namespace among those that `of` names; of a terminal, the innermost process. */
export function viewers(snapshot: Snapshot, of: string, terminals: string[]): Process[] {
  const there = snapshot.processes.filter((p) => p.state !== 'Z' && p.namespaces.mnt !== undefined);
  const parents = new Set(there.map((p) => p.ppid));
  const fit = terminals.includes(of)
    ? there.filter((p) => p.terminal === of && !parents.has(p.pid)).slice(-1)
    : there.filter((p) => new RegExp(of, 'm').test(p.args.join(' ') || p.name));
  return [...new Map(fit.map((p) => [`${p.namespaces.mnt} ${p.root}`, p])).values()];
}
