import type { AstroIntegration } from 'astro';
import { allDatedStatements, unchecked } from './dated.ts';

/** Lists at the end of a build the statements that nobody has checked for a year. It fails nothing. */
export const listUnchecked = (): AstroIntegration => ({
  name: 'dated',
  hooks: {
    'astro:build:done': ({ logger }) => {
      const all = allDatedStatements();
      const old = unchecked(all, new Date().toISOString().slice(0, 10));
      for (const { at, checked, words } of old) logger.warn(`${at}: last checked ${checked}: ${words}`);
      logger.info(`${all.length} dated statements, ${old.length} not checked for more than a year`);
    },
  },
});
