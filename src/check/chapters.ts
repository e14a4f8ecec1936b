import { readFileSync } from 'node:fs';
import { type Problem, problemsOf } from '../authored/problem.ts';
import { chapterFiles, slugOf } from '../chapter/all.ts';
import { type Chapter, readChapter } from '../chapter/read.ts';
import { RULES } from './rules/index.ts';
import type { Site } from './site.ts';

/** What is wrong in one chapter. */
export const checkChapter = async (chapter: Chapter, site: Site): Promise<Problem[]> =>
  (await Promise.all(RULES.map(async (rule) => rule(chapter, site)))).flat();

/** Every chapter that can be read, by slug, and what is wrong with the others. */
export function readChapters(): { chapters: Map<string, Chapter>; problems: Problem[] } {
  const chapters = new Map<string, Chapter>();
  const problems: Problem[] = [];
  for (const file of chapterFiles()) {
    try {
      chapters.set(slugOf(file), readChapter(readFileSync(file, 'utf8'), file));
    } catch (error) {
      problems.push(...problemsOf(error, file));
    }
  }
  return { chapters, problems };
}
