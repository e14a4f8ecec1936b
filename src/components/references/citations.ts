import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { allChapters, slugOf } from '../../chapter/all.ts';
import type { Chapter } from '../../chapter/read.ts';

/** The two sources the author's draft began with; the page of all sources names them first. */
export const BEGINNING = ['docker-site', 'container-security-ja'];

/** The sources a chapter cites by `<Cite id="..." />`, each once, in the order of their numbers. */
export function citationsOf({ components }: Chapter): string[] {
  const ids = components.filter((c) => c.name === 'Cite').map(({ attributes }) => attributes.get('id')?.value);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

/** The sources that a file of data beside the chapters names: every `source: ID` and `source: { id: ID }`. */
export function sourcesOf(text: string): string[] {
  const ids: string[] = [];
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'source') return;
      const id: unknown = isMap(value) ? value.get('id') : isScalar(value) ? value.value : undefined;
      if (typeof id === 'string') ids.push(id);
    },
  });
  return ids;
}

/** What each chapter cites, by its slug, and what the files of data beside the chapters name. */
export function allCitations(): { chapters: Map<string, string[]>; data: string[] } {
  return {
    chapters: new Map(allChapters().map((chapter) => [slugOf(chapter.file), citationsOf(chapter)])),
    data: globSync(join('content', '*.yaml'))
      .filter((file) => !file.endsWith('references.yaml'))
      .flatMap((file) => sourcesOf(readFileSync(file, 'utf8'))),
  };
}
