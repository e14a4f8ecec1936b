/** A thing that a digest names. */
export interface DigestNode {
  /** `document`: what stands at a layer's place and is none, as an attestation. */
  kind: 'index' | 'manifest' | 'config' | 'layer' | 'document' | 'other';
  digest: string;
  /** Bytes, as the descriptor that points here says; null for what only a tag points to. */
  size: number | null;
  mediaType: string;
  /** Digest of what this manifest's documents speak of (BuildKit's `vnd.docker.reference.digest`). */
  about: string | null;
  /** What a document says (in-toto's predicate type, a URL). */
  says: string | null;
  /** `linux/amd64`, where an index says for what machine this is. */
  platform: string | null;
  /** Which layer from the bottom, from 1. */
  height: number | null;
  /** Whether more than one place of the drawing points here. */
  shared: boolean;
  /** Numbers of the steps whose output names this digest, from 1. */
  steps: number[];
  children: DigestNode[];
}

/** What a tag points to. */
export interface TaggedTree {
  tag: string;
  node: DigestNode;
}

interface Descriptor {
  mediaType?: string;
  digest: string;
  size?: number;
  platform?: { os?: string; architecture?: string; variant?: string };
  annotations?: Record<string, string>;
}

/** A manifest or an index. */
export interface Document {
  mediaType?: string;
  manifests?: Descriptor[];
  config?: Descriptor;
  layers?: Descriptor[];
}

/** Twelve digits of a digest, as Docker cuts it: enough to know it again. */
export const shortDigest = (digest: string): string => digest.replace(/^[^:]*:/, '').slice(0, 12);

/** Reads a manifest or an index. @throws when it is neither */
export function parseDocument(text: string): Document {
  const document = JSON.parse(text) as Document;
  if (!Array.isArray(document.manifests) && !Array.isArray(document.layers))
    throw new Error('neither "manifests" nor "layers" in it: this is no index and no manifest');
  return document;
}

/**
 * The tree of digests below each tag.
 * @param tags their names and the digests they point to
 * @param documents manifests and indexes by their digest; what none of them is stays a leaf
 * @param outputs what each step printed, in order
 * @throws when a tag points to none of the documents, or a document is below no tag
 */
export function treesOf(
  tags: { tag: string; digest: string }[],
  documents: Map<string, Document>,
  outputs: string[] = [],
): TaggedTree[] {
  const places = new Map<string, number>();
  const reached = new Set<string>();
  const node = (descriptor: Descriptor, role: 'config' | 'layer' | null, height: number | null): DigestNode => {
    const { digest } = descriptor;
    places.set(digest, (places.get(digest) ?? 0) + 1);
    const document = documents.get(digest);
    if (document) reached.add(digest);
    const { os, architecture, variant } = descriptor.platform ?? {};
    return {
      kind:
        role === 'layer' && !/layer|rootfs\.diff/.test(descriptor.mediaType ?? '')
          ? 'document'
          : (role ??
            (document
              ? document.manifests
                ? 'index'
                : 'manifest'
              : /manifest/.test(descriptor.mediaType ?? '')
                ? 'manifest'
                : 'other')),
      digest,
      size: descriptor.size ?? null,
      mediaType: descriptor.mediaType ?? document?.mediaType ?? '',
      about: descriptor.annotations?.['vnd.docker.reference.digest'] ?? null,
      says: descriptor.annotations?.['in-toto.io/predicate-type'] ?? null,
      platform: os && architecture ? [os, architecture, variant].filter(Boolean).join('/') : null,
      height,
      shared: false,
      steps: outputs.flatMap((output, i) => (output.includes(shortDigest(digest)) ? [i + 1] : [])),
      children: document
        ? [
            ...(document.manifests ?? []).map((d) => node(d, null, null)),
            ...(document.config ? [node(document.config, 'config', null)] : []),
            ...(document.layers ?? []).map((d, i) => node(d, 'layer', i + 1)),
          ]
        : [],
    };
  };
  const trees = tags.map(({ tag, digest }) => {
    if (!documents.has(digest))
      throw new Error(
        `${tag} points to ${digest}, which is none of the documents (${[...documents.keys()].join(', ')})`,
      );
    return { tag, node: node({ digest }, null, null) };
  });
  const lost = [...documents.keys()].filter((digest) => !reached.has(digest));
  if (lost.length > 0) throw new Error(`no tag leads to ${lost.join(', ')}`);
  const mark = (n: DigestNode): void => {
    n.shared = (places.get(n.digest) ?? 0) > 1;
    n.children.forEach(mark);
  };
  for (const { node: n } of trees) mark(n);
  return trees;
}
