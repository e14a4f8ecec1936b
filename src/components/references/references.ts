import { readFileSync, statSync } from 'node:fs';
import { z } from 'astro/zod';
import { didYouMean } from '../../authored/nearest.ts';
import type { Problem } from '../../authored/problem.ts';
import { readAuthored } from '../../authored/yaml.ts';

const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'write YYYY, YYYY-MM or YYYY-MM-DD in quotes');

const entry = z.strictObject({
  /** As the source calls itself. */
  title: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  /** Who publishes it: kernel.org, Docker, man7.org ... */
  publisher: z.string().min(1),
  authors: z.string().min(1).optional(),
  /** The version it speaks of: `Linux 6.12`, `Docker Engine 29.0`. A living page without version or date is dated by `accessed`. */
  version: z.string().min(1).optional(),
  /** When it was published or last changed. */
  date: date.optional(),
  /** When it was read for this site. */
  accessed: date,
});

const list = z.record(z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'ids are a-z, 0-9, . and -'), entry).optional();

/** One source of content/references.yaml. */
export type Reference = z.infer<typeof entry>;

/**
 * Reads a list of sources: a YAML map from id to entry.
 * @param text the file's text
 * @param file its name, for messages
 * @throws naming file, line and field
 */
export function parseReferences(text: string, file: string): Map<string, Reference> {
  return new Map(Object.entries(readAuthored(text, file, list).data ?? {}));
}

/**
 * Sources that nobody cites: the list would grow with what no reader meets.
 * @param text and file as in {@link parseReferences}
 * @param cited every id that is cited somewhere
 * @throws {ProblemsError} where the list itself cannot be read
 */
export function uncited(text: string, file: string, cited: ReadonlySet<string>): Problem[] {
  const { data, problem } = readAuthored(text, file, list);
  return Object.keys(data ?? {})
    .filter((id) => !cited.has(id))
    .map((id) => problem([id], 'no chapter cites it', 'Cite it, or delete it'));
}

/** Where the site's list is. */
export const FILE = 'content/references.yaml';
let cache: { changed: number; entries: Map<string, Reference> } | undefined;

/** Every source of the site by id; read again when the file changed. */
export function getReferences(): Map<string, Reference> {
  const changed = statSync(FILE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (cache?.changed !== changed) {
    cache = { changed, entries: changed === 0 ? new Map() : parseReferences(readFileSync(FILE, 'utf8'), FILE) };
  }
  return cache.entries;
}

/**
 * One source by id.
 * @param at file and line of whoever asks
 * @throws when there is none, naming the place and the nearest ids
 */
export function getReference(id: string, at: string): Reference {
  const entries = getReferences();
  const found = entries.get(id);
  if (found) return found;
  throw new Error(`${at}: no source "${id}" in ${FILE}. ${didYouMean(id, entries.keys()) ?? ''}`.trim());
}
