import { parseFiles } from '../kernel/files.ts';
import type { FileTree, Layer, Snapshot, Stack } from '../kernel/snapshot.ts';
import { overlayDirectories } from '../kernel/overlay-mount.ts';
import { fieldsOf, parseStack } from '../kernel/stacks.ts';
import { command, type Guest } from './guest.ts';
import { checkLimit, listing, viewers } from './list-files.ts';
import { stackName, type WatchedLayers } from './watch.ts';

/** A stack with what is still to be asked: how large its directories are, and what is in them. */
interface Pending extends Omit<Stack, 'layers'> {
  layers: Omit<Layer, 'bytes'>[];
  watch: WatchedLayers;
  /** Below what the kernel shows them as one: '' or /proc/PID/root. */
  base: string;
}

/**
 * Lists the stacks of layers that are watched.
 * @param snapshot of this moment, with the files listed so far
 * @param terminals names of the terminals
 * @returns Snapshot.stacks, and Snapshot.files with every layer's directory and the merged ones
 * @throws ProbeError when a directory has more files than its limit
 */
export async function listLayers(
  guest: Guest,
  snapshot: Snapshot,
  watched: WatchedLayers[],
  terminals: string[],
): Promise<Pick<Snapshot, 'stacks' | 'files'>> {
  const initial = snapshot.processes[0]?.namespaces.mnt;
  const files: Record<string, FileTree[]> = structuredClone(snapshot.files ?? {});
  if (initial === undefined) return { stacks: [], files };
  const pending = (
    await Promise.all(
      watched.map((watch) =>
        watch.overlay === undefined
          ? dockerStack(guest, watch, initial)
          : overlayStack(guest, snapshot, watch, watch.overlay, terminals, initial),
      ),
    )
  ).filter((p) => p !== undefined);

  const wanted = new Map<string, { base: string; path: string; mnt: number; watch: WatchedLayers }>();
  const want = (base: string, path: string, mnt: number, watch: WatchedLayers) => {
    if (!files[mnt]?.some((tree) => tree.path === path)) wanted.set(`${mnt} ${path}`, { base, path, mnt, watch });
  };
  for (const { layers, merged, base, watch } of pending) {
    for (const { directory } of layers) want('', directory, initial, watch);
    if (merged) want(base, merged.path, merged.mnt, watch);
  }
  const listed = [...wanted.values()];
  const answers = parseFiles(
    await guest.run(listed.map(({ base, path, watch }) => listing(base, path, watch)).join('\n') || ':'),
  );
  listed.forEach(({ path, mnt, watch }, i) => {
    const tree = answers[i]!.tree;
    checkLimit(tree, watch, 'watch.layers', path);
    (files[mnt] ??= []).push({ ...tree, path, stacked: true });
  });

  const directories = [...new Set(pending.flatMap((p) => p.layers.map((l) => l.directory)))];
  const bytes = directories.length > 0 ? fieldsOf(await guest.run(command('layers', 'bytes', ...directories))) : [];
  const stacks = pending.map(
    ({ watch: _watch, base: _base, layers, ...stack }): Stack => ({
      ...stack,
      layers: layers.map((layer) => ({ ...layer, bytes: Number(bytes[directories.indexOf(layer.directory)]) })),
    }),
  );
  return { stacks, files };
}

async function dockerStack(guest: Guest, watch: WatchedLayers, initial: number): Promise<Pending | undefined> {
  const found = parseStack(
    await guest.run(
      watch.image === undefined
        ? command('layers', 'container', watch.container!)
        : command('layers', 'image', watch.image),
    ),
  );
  if (!found) return undefined;
  const { merged, ...stack } = found;
  return {
    ...stack,
    name: stackName(watch),
    writable: found.kind === 'container',
    watch,
    base: '',
    ...(merged ? { merged: { mnt: initial, path: merged } } : {}),
  };
}

/** The topmost of the overlays that fit; its layers are looked for where the machine's own root is. */
async function overlayStack(
  guest: Guest,
  snapshot: Snapshot,
  watch: WatchedLayers,
  pattern: string,
  terminals: string[],
  initial: number,
): Promise<Pending | undefined> {
  const viewer = watch.of === undefined ? undefined : viewers(snapshot, watch.of, terminals).at(-1);
  const mnt = watch.of === undefined ? initial : viewer?.namespaces.mnt;
  if (mnt === undefined) return undefined;
  const mount = snapshot.mounts[mnt]?.findLast((m) => m.type === 'overlay' && new RegExp(pattern).test(m.mountPoint));
  const written = mount && overlayDirectories(mount);
  if (!mount || !written) return undefined;
  const { lower, upper } = written;
  const paths = fieldsOf(
    await guest.run(
      command('layers', 'paths', watch.relative ?? '/', ...lower, ...(upper === undefined ? [] : [upper])),
    ),
  );
  return {
    name: stackName(watch),
    kind: 'overlay',
    id: mount.device,
    writable: upper !== undefined,
    layers: paths.map((directory) => ({ directory })),
    merged: { mnt, path: mount.mountPoint },
    watch,
    base: viewer ? `/proc/${viewer.pid}/root` : '',
  };
}
