import type { Problem } from '../../authored/problem.ts';
import { allChapters } from '../../chapter/all.ts';
import { start, textOf } from '../../chapter/node.ts';
import type { Chapter } from '../../chapter/read.ts';

/** A `<Dated>` statement of a chapter. */
export interface DatedStatement {
  /** Chapter's file, line and column. */
  at: string;
  /** When what it says happened: YYYY, YYYY-MM or YYYY-MM-DD. */
  on: string;
  /** When an author last held it against its source: YYYY-MM-DD. */
  checked: string;
  /** Its first words, without markup. */
  words: string;
}

/** How much of a statement is told in a list. */
const WORDS = 40;

/** The dated statements of a chapter, in their order; one without its dates is left to {@link datedProblems}. */
export function datedStatements({ components, file, place }: Chapter): DatedStatement[] {
  return components.flatMap(({ name, attributes, node }) => {
    if (name !== 'Dated') return [];
    const { line, column } = place(start(node));
    const [on, checked] = ['on', 'checked'].map((key) => attributes.get(key)?.value);
    if (typeof on !== 'string' || typeof checked !== 'string') return [];
    const words = textOf(node).replace(/\s+/g, ' ').trim();
    return [
      {
        at: `${file}:${line}:${column}`,
        on,
        checked,
        words: words.length > WORDS ? `${words.slice(0, WORDS)}…` : words,
      },
    ];
  });
}

/** Dated statements of a chapter that say nowhere where they were read. */
export function datedProblems({ components, file, place }: Chapter): Problem[] {
  return components
    .filter(
      ({ name, node }) => name === 'Dated' && !components.some((c) => c.name === 'Cite' && c.parents.includes(node)),
    )
    .map(({ node }) => ({
      file,
      ...place(start(node)),
      message: '<Dated> needs a <Cite>: a statement that ages says where it was read',
    }));
}

/**
 * Those that nobody has checked for more than a year, oldest first.
 * @param today YYYY-MM-DD
 */
export function unchecked(statements: DatedStatement[], today: string): DatedStatement[] {
  const limit = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return statements
    .filter((s) => s.checked < limit)
    .sort((a, b) => (a.checked < b.checked ? -1 : a.checked > b.checked ? 1 : 0));
}

/** The dated statements of all chapters. */
export const allDatedStatements = (): DatedStatement[] => allChapters().flatMap(datedStatements);
