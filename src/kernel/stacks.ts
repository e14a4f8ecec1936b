import { ProbeError } from './probe.ts';
import type { Layer, Mount, Stack } from './snapshot.ts';

/** What layers.sh said of an image or a container, before its directories were measured and listed. */
export interface FoundStack extends Pick<Stack, 'kind' | 'id'> {
  /** Lowest first. */
  layers: Omit<Layer, 'bytes'>[];
  /** Of a container: where it sees them as one, while it runs. */
  merged?: string;
}

/** The parts of an image's configuration that matter here (OCI image-spec, config.md). */
interface ImageConfig {
  rootfs: { diff_ids: string[] };
  history?: { created_by?: string; comment?: string; empty_layer?: boolean }[];
}

/** Fields that end with NUL. @throws ProbeError when the last one was cut off */
export function fieldsOf(text: string): string[] {
  const fields = text.split('\0');
  if (fields.pop() !== '') throw new ProbeError('what was said of layers was cut off');
  return fields;
}

/**
 * Parses what `layers.sh image` or `layers.sh container` printed.
 * @returns undefined where there is no such image or container
 * @throws ProbeError when the text is of another form, or the store lacks a layer of the image
 */
export function parseStack(text: string): FoundStack | undefined {
  if (text === '') return undefined;
  const [kind, id = '', config = '', ...rest] = fieldsOf(text);
  if (kind !== 'image' && kind !== 'container')
    throw new ProbeError(
      `layers of an image or a container begin with what it is, not with ${JSON.stringify(kind?.slice(0, 40))}`,
    );
  const stop = endOf(rest);
  if (stop < 0) throw new ProbeError(`${kind} ${id}: its layers were cut off`);
  const image = imageLayers(JSON.parse(config) as ImageConfig, rest.slice(0, stop));
  if (kind === 'image') return { kind, id, layers: image };
  const [lower = '', upper = '', merged = ''] = rest.slice(stop + 1);
  if (!lower.startsWith('/') || !upper.startsWith('/'))
    throw new ProbeError(`container ${id}: Docker names no directories of it: its storage driver is not overlay2`);
  const known = new Map(image.map((l) => [l.directory, l]));
  const layers = [...lower.split(':').reverse(), upper].map((directory) => known.get(directory) ?? { directory });
  return { kind, id, layers, ...(merged ? { merged } : {}) };
}

/** A lowest layer has nothing below: an empty field is the end only where a layer would begin. */
function endOf(fields: string[]): number {
  for (let at = 0; at < fields.length; at += 4) if (fields[at] === '') return at;
  return -1;
}

function imageLayers({ rootfs, history = [] }: ImageConfig, store: string[]): FoundStack['layers'] {
  const made = history.filter((h) => !h.empty_layer);
  let parent = '';
  return rootfs.diff_ids.map((diffId, i) => {
    for (let at = 0; at < store.length; at += 4) {
      const [chain = '', diff, below, directory = ''] = store.slice(at, at + 4);
      if (diff !== diffId || below !== parent) continue;
      parent = chain;
      const createdBy = made[i]?.created_by || made[i]?.comment;
      return { directory, diffId, ...(createdBy ? { createdBy } : {}) };
    }
    throw new ProbeError(`the store has no layer ${diffId} upon ${parent || 'nothing'}`);
  });
}

/**
 * The directories an overlay was mounted with, as they were written then: relative ones are relative to
 * where that was (Documentation/filesystems/overlayfs.rst; fs/overlayfs/params.c).
 * @returns undefined where the mount is no overlay; without `upper` where it is read-only
 */
export function overlayDirectories(mount: Mount): { lower: string[]; upper?: string } | undefined {
  if (mount.type !== 'overlay') return undefined;
  const values = (key: string) =>
    mount.superOptions.filter((o) => o.startsWith(`${key}=`)).map((o) => o.slice(key.length + 1));
  const colon = /(?<!\\):/;
  // One option with the topmost first, or one option a layer.
  const written = [...values('lowerdir').flatMap((v) => v.split(colon)), ...values('lowerdir+')];
  const plain = (path: string) => path.replace(/\\(.)/gs, '$1');
  const [upper] = values('upperdir');
  return { lower: written.reverse().map(plain), ...(upper === undefined ? {} : { upper: plain(upper) }) };
}
