import { readFileSync, statSync } from 'node:fs';
import { SLUGS } from '../outline.ts';
import { type Finder, findTerms } from './find.ts';
import { parseGlossary, type Term } from './schema.ts';

/** Where the site's glossary is. */
export const GLOSSARY = 'content/glossary.yaml';
let cache: { changed: number; terms: Term[]; find: Finder } | undefined;

/** Every term of the site, as the file has them, and what finds them in a text; read again when the file changed. */
export function getGlossary(): { terms: Term[]; find: Finder } {
  const changed = statSync(GLOSSARY).mtimeMs;
  if (cache?.changed !== changed) {
    const terms = parseGlossary(readFileSync(GLOSSARY, 'utf8'), GLOSSARY, SLUGS);
    cache = { changed, terms, find: findTerms(terms) };
  }
  return cache;
}
