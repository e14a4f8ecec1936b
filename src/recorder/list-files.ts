import { parseFiles } from '../kernel/files.ts';
import type { FileTree, Process, Snapshot } from '../kernel/snapshot.ts';
import type { WatchedFiles } from '../recording/schema.ts';
import type { Agent } from './agent.ts';
import { RecorderError } from './errors.ts';

/**
 * Lists the directories a scenario watches.
 * @param snapshot of this moment: says which processes there are
 * @param terminals names of the recording's terminals
 * @param place recording and step, for errors
 * @returns Snapshot.files; a directory seen from a process that is not there (yet) is left out
 * @throws RecorderError when one has more files than its limit
 */
export async function listFiles(
  agent: Agent,
  snapshot: Snapshot,
  watched: WatchedFiles[],
  terminals: string[],
  place: string,
): Promise<Record<string, FileTree[]>> {
  const files: Record<string, FileTree[]> = {};
  for (const watch of watched) {
    const places = watch.of === undefined ? [undefined] : viewers(snapshot, watch.of, terminals);
    for (const process of places) {
      const inode = (process ?? snapshot.processes[0])?.namespaces.mnt;
      if (inode === undefined) continue;
      const [listed] = parseFiles(
        await agent.run(listing(process ? `/proc/${process.pid}/root` : '', watch.path, watch)),
      );
      if (!listed) continue;
      checkLimit(listed.tree, watch, `${place}: watch.files`, watch.path);
      const root = process?.root ?? '/';
      const path = root === '/' ? watch.path : watch.path === '/' ? root : root + watch.path;
      (files[inode] ??= []).push({ ...listed.tree, path });
    }
  }
  return files;
}

/** The command that lists a directory as far as it is watched. */
export function listing(base: string, path: string, { depth, closed }: Pick<WatchedFiles, 'depth' | 'closed'>): string {
  return `/usr/local/lib/recorder/files.sh ${[base, path, String(depth), ...closed].map(quoted).join(' ')}`;
}

/** @throws RecorderError when a listing has more files than its limit */
export function checkLimit(
  { entries }: FileTree,
  { limit }: Pick<WatchedFiles, 'limit'>,
  place: string,
  path: string,
): void {
  if (entries.length > limit)
    throw new RecorderError(
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

/** A word as sh takes it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
