import { readFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { allCitations, BEGINNING } from './citations.ts';
import { demandCited, FILE } from './references.ts';

/** Stops a build whose list of sources holds one that is cited nowhere. While an author writes, the order of the two is free. */
export const citedSources = (): AstroIntegration => ({
  name: 'references',
  hooks: {
    'astro:build:start': () => {
      const { chapters, data } = allCitations();
      demandCited(readFileSync(FILE, 'utf8'), FILE, new Set([...BEGINNING, ...[...chapters.values()].flat(), ...data]));
    },
  },
});
