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
export async function listFiles(agent: Agent, snapshot: Snapshot, watched: WatchedFiles[], terminals: string[], place: string): Promise<Record<string, FileTree[]>> {
  const files: Record<string, FileTree[]> = {};
  for (const watch of watched) {
    const places = watch.of === undefined ? [undefined] : viewers(snapshot, watch.of, terminals);
    for (const process of places) {
      const inode = (process ?? snapshot.processes[0])?.namespaces.mnt;
      if (inode === undefined) continue;
      const args = [process ? `/proc/${process.pid}/root` : '', watch.path, String(watch.depth), ...watch.closed];
      const [listing] = parseFiles(await agent.run(`/usr/local/lib/recorder/files.sh ${args.map(quoted).join(' ')}`));
      if (!listing) continue;
      const count = listing.tree.entries.length;
      if (count > watch.limit)
        throw new RecorderError(`${place}: watch.files: ${watch.path}: lists ${count} files, its limit is ${watch.limit}: give a smaller depth, or name directories in closed`);
      const root = process?.root ?? '/';
      const path = root === '/' ? watch.path : watch.path === '/' ? root : root + watch.path;
      (files[inode] ??= []).push({ ...listing.tree, path });
    }
  }
  return files;
}

/** One process for each root and mount namespace among those that `of` names; of a terminal, the innermost process. */
function viewers(snapshot: Snapshot, of: string, terminals: string[]): Process[] {
  const there = snapshot.processes.filter((p) => p.state !== 'Z' && p.namespaces.mnt !== undefined);
  const parents = new Set(there.map((p) => p.ppid));
  const fit = terminals.includes(of)
    ? there.filter((p) => p.terminal === of && !parents.has(p.pid)).slice(-1)
    : there.filter((p) => new RegExp(of, 'm').test(p.args.join(' ') || p.name));
  return [...new Map(fit.map((p) => [`${p.namespaces.mnt} ${p.root}`, p])).values()];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
