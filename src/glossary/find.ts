import type { Term } from './schema.ts';

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const LATIN = '[A-Za-z0-9_./-]';

/** Finds terms in a text: place, spelling and id of each, in order. */
export type Finder = (text: string) => { index: number; spelling: string; id: string }[];

/**
 * Finds terms in a text: where several begin at one place the longest, and none within a longer Latin word.
 */
export function findTerms(terms: readonly Term[]): Finder {
  const spellings = terms
    .flatMap(({ id, term: own, also = [] }) => [own, ...also].map((spelling) => ({ spelling, id })))
    .sort((a, b) => b.spelling.length - a.spelling.length);
  const ids = new Map(spellings.map(({ spelling, id }) => [spelling, id]));
  const edge = (spelling: string) =>
    `${/^[A-Za-z0-9]/.test(spelling) ? `(?<!${LATIN})` : ''}${escapeRegExp(spelling)}${/[A-Za-z0-9]$/.test(spelling) ? `(?!${LATIN})` : ''}`;
  const pattern = new RegExp(spellings.map(({ spelling }) => edge(spelling)).join('|'), 'g');
  return (text) => [...text.matchAll(pattern)].map((m) => ({ index: m.index, spelling: m[0], id: ids.get(m[0])! }));
}
