import { ProbeError } from './errors.ts';
import type { Layer, Stack } from './snapshot.ts';

/** What layers.sh said of an image or a container, before its directories were measured and listed. */
export interface FoundStack extends Pick<Stack, 'kind' | 'id'> {
  /** Lowest first. */
  layers: Omit<Layer, 'bytes'>[];
  /** Of a container: where it sees them as one, while it runs. */
  merged?: string;
}

/** The parts of an image's configuration that matter here (OCI image-spec, config.md). */
interface ImageConfig {
  diffIds: string[];
  /** What made each layer; undefined where the image does not say. */
  createdBy: (string | undefined)[];
}

/** A layer of Docker's classic store. */
interface StoredLayer {
  chainId: string;
  diffId: string;
  /** Chain id of the layer below; '' where there is none. */
  parent: string;
  directory: string;
}

/** Fields that end with NUL. @throws ProbeError when the last one was cut off */
export function fieldsOf(text: string): string[] {
  const fields = text.split('\0');
  if (fields.pop() !== '') throw new ProbeError('what was said of layers was cut off; run the probe again');
  return fields;
}

/**
 * Parses what `layers.sh image` or `layers.sh container` printed.
 *
 * Docker's classic store (overlay2) is read. Its other one, containerd's image store (the default from Docker 29), keeps
 * what belongs to what in a database that only containerd reads; a running container's layers stand in its mount all the same.
 * @returns undefined where there is no such image or container
 * @throws ProbeError when the text is of another form, the images are in another store, or the store lacks a layer of the image
 */
export function parseStack(text: string): FoundStack | undefined {
  if (text === '') return undefined;
  const [kind, id = '', ...fields] = fieldsOf(text);
  if (kind === 'store')
    throw new ProbeError(
      `Docker keeps its images in ${id || 'another store'}, not in the classic one (overlay2), which is all that is read here. Watch a running container by its mount (layers: overlay), or write {"features":{"containerd-snapshotter":false}} into /etc/docker/daemon.json`,
    );
  if (kind !== 'image' && kind !== 'container')
    throw new ProbeError(
      `layers of an image or a container begin with what it is, not with ${JSON.stringify(kind?.slice(0, 40))}`,
    );
  const what = `${kind} ${id}`;
  const [config = '', ...rest] = fields;
  if (config === '')
    throw new ProbeError(
      `${what}: its configuration is not below /var/lib/docker/image/overlay2: Docker's classic store (overlay2) is not there, or does not have it`,
    );
  const { stored, after } = storedLayers(rest, what);
  const image = imageLayers(parseConfig(config, what), stored);
  if (kind === 'image') return { kind, id, layers: image };
  const [lower = '', upper = '', merged = ''] = after;
  if (!lower.startsWith('/') || !upper.startsWith('/'))
    throw new ProbeError(`${what}: Docker names no directories of it: its storage driver is not overlay2`);
  const known = new Map(image.map((l) => [l.directory, l]));
  const layers = [...lower.split(':').reverse(), upper].map((directory) => known.get(directory) ?? { directory });
  return { kind, id, layers, ...(merged ? { merged } : {}) };
}

/** Four fields a layer, then an empty one; a lowest layer has nothing below, so an empty field is the end only where a layer would begin. */
function storedLayers(fields: string[], what: string): { stored: StoredLayer[]; after: string[] } {
  const stored: StoredLayer[] = [];
  for (let at = 0; at < fields.length; at += 4) {
    const [chainId = '', diffId = '', parent = '', directory = ''] = fields.slice(at, at + 4);
    if (chainId === '') return { stored, after: fields.slice(at + 1) };
    stored.push({ chainId, diffId, parent, directory });
  }
  throw new ProbeError(`${what}: its layers were cut off; run the probe again`);
}

/** Of an image's configuration what is needed. @throws ProbeError where it is not one (OCI image-spec, config.md: rootfs is required, history may be absent or null) */
function parseConfig(text: string, what: string): ImageConfig {
  const wrong = (why: string) => new ProbeError(`${what}: its configuration ${why} (OCI image-spec, config.md)`);
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    throw wrong('is not JSON');
  }
  const field = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  const diffIds = field(field(config, 'rootfs'), 'diff_ids');
  if (!Array.isArray(diffIds) || !diffIds.every((id) => typeof id === 'string'))
    throw wrong('has no rootfs.diff_ids, a list of digests');
  const history = field(config, 'history') ?? [];
  if (!Array.isArray(history)) throw wrong('has a history that is no list');
  const said = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    diffIds,
    createdBy: history
      .filter((entry) => field(entry, 'empty_layer') !== true)
      .map((entry) => said(field(entry, 'created_by')) ?? said(field(entry, 'comment'))),
  };
}

function imageLayers({ diffIds, createdBy }: ImageConfig, stored: StoredLayer[]): FoundStack['layers'] {
  let parent = '';
  return diffIds.map((diffId, i) => {
    const layer = stored.find((l) => l.diffId === diffId && l.parent === parent);
    if (!layer) throw new ProbeError(`the store has no layer ${diffId} upon ${parent || 'nothing'}`);
    parent = layer.chainId;
    return { directory: layer.directory, diffId, ...(createdBy[i] ? { createdBy: createdBy[i] } : {}) };
  });
}
