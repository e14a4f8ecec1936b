import { readFileSync, statSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'astro/zod';

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

/** One source of content/references.yaml. */
export type Reference = z.infer<typeof entry>;

/**
 * Reads a list of sources: a YAML map from id to entry.
 * @param text the file's text
 * @param file its name, for messages
 * @throws naming file, line and field
 */
export function parseReferences(text: string, file: string): Map<string, Reference> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problem = document.errors[0];
  if (problem) throw new Error(`${file}:${lines.linePos(problem.pos[0]).line}: ${problem.message}`);
  const data: unknown = document.toJS() ?? {};
  const result = z.record(z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'ids are a-z, 0-9, . and -'), entry).safeParse(data);
  if (result.success) return new Map(Object.entries(result.data));
  const issue = result.error.issues[0]!;
  const path = issue.path.filter((p) => typeof p !== 'symbol');
  let offset: number | undefined;
  for (let length = path.length; length > 0 && offset === undefined; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    offset = node?.range?.[0];
  }
  const line = offset === undefined ? 1 : lines.linePos(offset).line;
  throw new Error(`${file}:${line}: ${path.join('.') || 'file'}: ${issue.message}`);
}

const FILE = 'content/references.yaml';
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
  const stem = id.slice(0, 3);
  const near = [...entries.keys()].filter((k) => k.includes(stem)).slice(0, 5);
  throw new Error(`${at}: no source "${id}" in ${FILE}${near.length ? ` (did you mean ${near.join(', ')}?)` : ''}`);
}
