import { inOrder, type Problem } from '../authored/problem.ts';
import { checkChapter, readChapters } from './chapters.ts';
import { checkData, checkRecordings } from './project.ts';
import { readSite } from './site.ts';

/** What a check looked at, and what it found. */
export interface Findings {
  /** By file, line and column. */
  problems: Problem[];
  chapters: number;
  recordings: number;
}

/** Everything that is wrong in the project's authored files, as far as it can be told without building the site. */
export async function checkProject(): Promise<Findings> {
  const { chapters, problems } = readChapters();
  const site = readSite(chapters);
  const found = await Promise.all([
    ...[...chapters.values()].map((chapter) => checkChapter(chapter, site)),
    checkData(site, problems.length === 0),
    checkRecordings(site),
  ]);
  return {
    problems: inOrder([...problems, ...found.flat()]),
    chapters: chapters.size,
    recordings: site.recordingNames.length,
  };
}
