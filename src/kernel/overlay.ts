import type { FileEntry } from './snapshot.ts';

/*
 * What an overlay shows of the layers it is made of (Documentation/filesystems/overlayfs.rst): the topmost
 * entry of a name, directories merged, whiteouts and opaque directories hiding what is below. An image's
 * layers lie on each other in the same way (OCI image-spec, layer.md).
 */

/** One entry of a layer. */
export interface Trace {
  /** Which layer, the lowest 0. */
  layer: number;
  entry: FileEntry;
  /** What it is to those below: `merged` is a directory whose content joins theirs. In the lowest layer `base`. */
  kind: 'base' | 'added' | 'changed' | 'merged' | 'removed';
  /** What hides it first: the same path above, or one that holds it. A directory that another is merged with is not hidden. */
  hiddenBy?: Trace;
}

/** A path, looked at from above. */
export interface Sight {
  /** Every layer's entry of this path, the lowest first. */
  on: Trace[];
  /** What the overlay shows at this path; undefined where nothing. */
  seen?: Trace;
}

/** Whether an entry stands for the absence of what is below it. */
export const isWhiteout = (entry: FileEntry): boolean => entry.type === 'character' && entry.device === '0:0';

/** Looks at layers from above. @param layers the entries of each, the lowest first; those of a layer sorted by path */
export function lookThrough(layers: FileEntry[][]): Map<string, Sight> {
  const sights = new Map<string, Sight>();
  layers.forEach((entries, layer) => {
    for (const entry of entries) {
      const { path } = entry;
      const sight = sights.get(path) ?? { on: [] };
      sights.set(path, sight);
      const below = sight.seen;
      const removed = isWhiteout(entry);
      const merges = entry.type === 'directory' && !entry.opaque && below?.entry.type === 'directory';
      const trace: Trace = {
        layer,
        entry,
        kind: layer === 0 ? 'base' : removed ? 'removed' : merges ? 'merged' : below ? 'changed' : 'added',
      };
      if (!merges) hide(sights, path, trace);
      sight.on.push(trace);
      if (!removed) sight.seen = trace;
    }
  });
  return sights;
}

/** Hides a path and all below it. */
function hide(sights: Map<string, Sight>, path: string, by: Trace): void {
  for (const [at, sight] of sights) {
    if (at !== path && !(path === '' || at.startsWith(`${path}/`))) continue;
    for (const trace of sight.on) if (!isWhiteout(trace.entry)) trace.hiddenBy ??= by;
    sight.seen = undefined;
  }
}
