/**
 * `npm run check`: everything that is wrong in what authors wrote, each with file, line, column and what to do,
 * without a build. `npm run check -- 2-4-volume` tells of this chapter and the recordings it shows alone.
 * With CI=true GitHub Actions also gets them as annotations.
 */
import { didYouMean } from '../authored/nearest.ts';
import type { Problem } from '../authored/problem.ts';
import { tell } from '../authored/tell.ts';
import { chapterAt } from '../chapter/read.ts';
import { chapterFiles, slugOf } from '../chapter/all.ts';
import { checkProject } from './check.ts';

/** Files that belong to a chapter: its own, and those of the recordings it names. */
function belongs(slugs: readonly string[]): (problem: Problem) => boolean {
  const files = chapterFiles().filter((file) => slugs.includes(slugOf(file)));
  const recordings = files.flatMap((file) => {
    try {
      return chapterAt(file).components.map(({ attributes }) => attributes.get('recording')?.value);
    } catch {
      return [];
    }
  });
  return ({ file }) =>
    files.includes(file) ||
    recordings.some((name) => typeof name === 'string' && file.startsWith(`content/recordings/${name}/`));
}

const from = performance.now();
const asked = process.argv.slice(2).map((name) => slugOf(name.replace(/\/$/, '')));
const written = chapterFiles().map(slugOf);
const unknown = asked.filter((slug) => !written.includes(slug));
if (unknown.length > 0) {
  for (const slug of unknown) console.error(`No chapter "${slug}". ${didYouMean(slug, written) ?? ''}`);
  process.exit(2);
}
const { problems, chapters, recordings } = await checkProject();
const told = asked.length === 0 ? problems : problems.filter(belongs(asked));
tell(told);
const seconds = ((performance.now() - from) / 1000).toFixed(1);
console.log(
  told.length === 0
    ? `${asked.length === 0 ? `${chapters} chapters and ${recordings} recordings` : asked.join(', ')} checked in ${seconds} s, nothing found.`
    : `\n${told.length} ${told.length === 1 ? 'problem' : 'problems'} in ${new Set(told.map(({ file }) => file)).size} files, found in ${seconds} s.`,
);
process.exitCode = told.length > 0 ? 1 : 0;
