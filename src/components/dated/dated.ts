import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A `<Dated>` statement of a chapter. */
export interface DatedStatement {
  /** Chapter's file and line. */
  at: string;
  /** When what it says happened: YYYY, YYYY-MM or YYYY-MM-DD. */
  on: string;
  /** When an author last held it against its source: YYYY-MM-DD. */
  checked: string;
  /** Its first words, without markup. */
  words: string;
}

/**
 * The dated statements of a chapter, in their order.
 * @param text MDX
 * @param file its name, for `at`
 * @throws naming file and line where a statement lacks a date or a source
 */
export function datedStatements(text: string, file: string): DatedStatement[] {
  return [...text.matchAll(/<Dated\b([^>]*)>([\s\S]*?)<\/Dated>/g)].map((match) => {
    const [whole, attributes, body] = match as unknown as [string, string, string];
    const at = `${file}:${text.slice(0, match.index).split('\n').length}`;
    const value = (name: string) => {
      const found = new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
      if (!found) throw new Error(`${at}: <Dated> needs ${name}="..."`);
      return found;
    };
    if (!/<Cite\s/.test(whole))
      throw new Error(`${at}: <Dated> needs a <Cite>: a statement that ages says where it was read`);
    const words = body
      .replace(/<[^>]*>|[`*]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    return {
      at,
      on: value('on'),
      checked: value('checked'),
      words: words.length > 40 ? `${words.slice(0, 40)}…` : words,
    };
  });
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
export function allDatedStatements(folder = 'content/chapters'): DatedStatement[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .sort()
    .flatMap((file) => datedStatements(readFileSync(join(folder, file), 'utf8'), join(folder, file)));
}
