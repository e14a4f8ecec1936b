import type { Mount } from './snapshot.ts';

/** The directories of an overlay, as they were written when it was mounted: relative ones are relative to where that was done. */
export interface OverlayDirectories {
  /** Lowest first. */
  lower: string[];
  /** Data-only layers, below all others: what is in them shows only where a layer above refers to it. Lowest first; absent where there are none. */
  data?: string[];
  /** Absent where the overlay is read-only. */
  upper?: string;
}

/**
 * The one reader of an overlay's options: Documentation/filesystems/overlayfs.rst, and fs/overlayfs/params.c for how
 * directories are written. `lowerdir` is a list with colons between, the topmost first, two colons before a data-only
 * one; `lowerdir+` and `datadir+` name one each. A backslash before a character takes it as it is in `lowerdir` and
 * `upperdir`, and is a character like another in `lowerdir+` and `datadir+`.
 * @returns undefined where the mount is no overlay
 */
export function overlayDirectories({ type, superOptions }: Mount): OverlayDirectories | undefined {
  if (type !== 'overlay' && type !== 'fuse.fuse-overlayfs') return undefined;
  const values = (key: string) =>
    superOptions.filter((o) => o.startsWith(`${key}=`)).map((o) => o.slice(key.length + 1));
  const listed = values('lowerdir').flatMap(layersOf);
  const of = (dataOnly: boolean) => listed.filter((l) => l.dataOnly === dataOnly).map((l) => l.path);
  const data = [...of(true), ...values('datadir+')].reverse();
  const [upper] = values('upperdir');
  return {
    lower: [...of(false), ...values('lowerdir+')].reverse(),
    ...(data.length > 0 ? { data } : {}),
    ...(upper === undefined ? {} : { upper: upper.replace(/\\(.)/gs, '$1') }),
  };
}

/** `lowerdir` taken apart from left to right, as ovl_parse_param_lowerdir_split() does. */
function layersOf(list: string): { path: string; dataOnly: boolean }[] {
  const layers = [{ path: '', dataOnly: false }];
  for (const [part] of list.matchAll(/\\.|::|:|[^\\:]+|\\/gs)) {
    if (part === ':' || part === '::') layers.push({ path: '', dataOnly: part === '::' });
    else layers.at(-1)!.path += part.startsWith('\\') && part.length > 1 ? part.slice(1) : part;
  }
  return layers.filter((layer) => layer.path !== '');
}
