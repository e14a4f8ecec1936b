import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { readAuthored } from './authored/yaml.ts';

const term = z.strictObject({
  /** As the text writes it. */
  term: z.string().min(1),
  /** How it is read, in hiragana: what the list is sorted by. */
  reading: z.string().regex(/^[ぁ-んー]+$/, 'write hiragana'),
  /** Other spellings that mean the same. */
  also: z.array(z.string().min(1)).optional(),
  /** What it means, in one sentence. Code stands between backquotes. */
  means: z.string().regex(/^[^。]+。$/, 'one sentence, with 。 at its end'),
  /** Slug of the section that explains it. */
  section: z.string(),
});
const list = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'ids are a-z, 0-9 and -'), term);

/** A term of content/glossary.yaml. */
export interface Term extends z.infer<typeof term> {
  id: string;
}

/**
 * Reads a glossary: a YAML map from id to term.
 * @param text the file's text
 * @param file its name, for messages
 * @param sections slugs there are
 * @throws naming file, line and field, also where a section is not in the outline or a spelling belongs to two terms
 */
export function parseGlossary(text: string, file: string, sections: ReadonlySet<string>): Term[] {
  const { data, fail } = readAuthored(text, file, list);
  const owners = new Map<string, string>();
  return Object.entries(data).map(([id, entry]) => {
    if (!sections.has(entry.section)) fail([id, 'section'], `no section "${entry.section}" in src/outline.ts`);
    for (const spelling of [entry.term, ...(entry.also ?? [])]) {
      if (owners.has(spelling)) fail([id, 'term'], `"${spelling}" is a spelling of ${owners.get(spelling)} already`);
      owners.set(spelling, id);
    }
    return { id, ...entry };
  });
}

/** Where the site's glossary is. */
const FILE = 'content/glossary.yaml';
let cache: { changed: number; terms: Term[] } | undefined;

/** Every term of the site, as the file has them; read again when the file changed. */
export function getGlossary(sections: ReadonlySet<string>): Term[] {
  const changed = statSync(FILE).mtimeMs;
  if (cache?.changed !== changed) cache = { changed, terms: parseGlossary(readFileSync(FILE, 'utf8'), FILE, sections) };
  return cache.terms;
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const LATIN = '[A-Za-z0-9_./-]';

/**
 * Finds terms in a text: where several begin at one place the longest, and none within a longer Latin word.
 * @returns place, spelling and id of each, in order
 */
export function findTerms(terms: readonly Term[]): (text: string) => { index: number; spelling: string; id: string }[] {
  const spellings = terms
    .flatMap(({ id, term: own, also = [] }) => [own, ...also].map((spelling) => ({ spelling, id })))
    .sort((a, b) => b.spelling.length - a.spelling.length);
  const ids = new Map(spellings.map(({ spelling, id }) => [spelling, id]));
  const edge = (spelling: string) =>
    `${/^[A-Za-z0-9]/.test(spelling) ? `(?<!${LATIN})` : ''}${escapeRegExp(spelling)}${/[A-Za-z0-9]$/.test(spelling) ? `(?!${LATIN})` : ''}`;
  const pattern = new RegExp(spellings.map(({ spelling }) => edge(spelling)).join('|'), 'g');
  return (text) => [...text.matchAll(pattern)].map((m) => ({ index: m.index, spelling: m[0], id: ids.get(m[0])! }));
}
