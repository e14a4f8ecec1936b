import type { AstroIntegration } from 'astro';
import { readFileSync } from 'node:fs';
import { ProblemsError } from '../../authored/problem.ts';
import { allCitations, BEGINNING } from './citations.ts';
import { FILE, getReferences, uncited } from './references.ts';

/**
 * Stops a build whose list of sources holds one that is cited nowhere. While an author writes, the order of the two is free;
 * and where a citation names no source, its own place is told first, by its chapter.
 */
export const citedSources = (): AstroIntegration => ({
  name: 'references',
  hooks: {
    'astro:build:start': () => {
      const { chapters, data } = allCitations();
      const cited = new Set([...BEGINNING, ...[...chapters.values()].flat(), ...data]);
      const known = getReferences();
      if ([...cited].some((id) => !known.has(id))) return;
      const problems = uncited(readFileSync(FILE, 'utf8'), FILE, cited);
      if (problems.length > 0) throw new ProblemsError(problems);
    },
  },
});
