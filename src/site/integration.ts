import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesIn } from './files.ts';
import { runSteps, siteSteps } from './pipeline.ts';

/** Makes a site of what a build wrote: {@link siteSteps}. */
export const site = (): AstroIntegration => {
  let base = '/';
  return {
    name: 'site',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': ({ dir, logger }) => runSteps(siteSteps(base), filesIn(fileURLToPath(dir)), logger),
    },
  };
};
