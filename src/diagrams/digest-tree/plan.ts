import type { Series } from '../../sources/moment.ts';
import { treesOf, type Document, type TaggedTree } from './model.ts';

/** What was printed, quoted by the author's choice. */
export interface Props {
  title: string;
  /** Tags with the digests they point to. */
  tags: { tag: string; digest: string }[];
  /** Manifests and indexes by their digest. */
  documents: (readonly [digest: string, document: Document])[];
  /** What each step printed, in order. */
  outputs: string[];
}

/** What the drawing may show. */
export interface Plan {
  title: string;
  trees: TaggedTree[];
}

/**
 * The trees below the tags. No snapshot has digests: what this diagram may show is in what was printed, and grows with `props`.
 * @throws when a tag points to none of the documents, or a document is below no tag
 */
export function plan(_series: Series, { title, tags, documents, outputs }: Props): Plan {
  return { title, trees: treesOf(tags, new Map(documents), outputs) };
}
