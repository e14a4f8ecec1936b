import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The two sources the author's draft began with; the page of all sources names them first. */
export const BEGINNING = ['docker-site', 'container-security-ja'];

/**
 * The sources a chapter cites, each once, in the order of its list: those of
 * `<Cite id="..." />`, then those of `<References more="..." />`.
 * @param text MDX
 */
export function citationsOf(text: string): string[] {
  const cited = [...text.matchAll(/<Cite\s+id="([^"]+)"/g)].map((m) => m[1]!);
  const more = [...text.matchAll(/<References\s+more="([^"]+)"/g)].flatMap((m) => m[1]!.split(/\s+/).filter(Boolean));
  return [...new Set([...cited, ...more])];
}

/** The sources that a file of data beside the chapters names: every `source: ID` and `source: { id: ID`. */
export function sourcesOf(text: string): string[] {
  return [...text.matchAll(/^\s*(?:-\s+)?source:\s*(?:\{\s*id:\s*)?([a-z0-9][\w.-]*)/gm)].map((m) => m[1]!);
}

/** What each chapter cites, by its slug, and what the files of data beside the chapters name. */
export function allCitations(content = 'content'): { chapters: Map<string, string[]>; data: string[] } {
  const chapters = readdirSync(join(content, 'chapters'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mdx'),
  );
  const data = readdirSync(content).filter((file) => file.endsWith('.yaml') && file !== 'references.yaml');
  const read = (...path: string[]) => readFileSync(join(content, ...path), 'utf8');
  return {
    chapters: new Map(chapters.map((file) => [basename(file, '.mdx'), citationsOf(read('chapters', file))])),
    data: data.flatMap((file) => sourcesOf(read(file))),
  };
}
