import { join } from 'node:path';
import { didYouMean } from '../authored/nearest.ts';
import type { Problem } from '../authored/problem.ts';
import { findSection, type Part, type Section, SLUGS } from '../outline.ts';
import { CHAPTERS, slugOf } from './all.ts';

/**
 * Where a chapter's file stands in the outline, or what is wrong with its name or folder.
 * @param file its path from the project's root
 */
export function outlinePlace(file: string): { part: Part; section: Section } | { problem: Problem } {
  const slug = slugOf(file);
  const found = findSection(slug);
  if (!found)
    return {
      problem: {
        file,
        message: `"${slug}" is not in the outline`,
        advice: `${
          didYouMean(slug, SLUGS) ?? 'Name the file after a slug of src/outline.ts'
        } Or add a line for it to src/outline.ts`,
      },
    };
  const expected = join(CHAPTERS, found.part.folder, `${slug}.mdx`);
  return file === expected
    ? found
    : { problem: { file, message: `section ${found.section.number} belongs in ${expected}`, advice: 'Move it there' } };
}
