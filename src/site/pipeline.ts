import { readFileSync } from 'node:fs';
import { keepOffline } from '../offline/step.ts';
import { type Effects, eachPage, type Files, type Step, textOf } from './files.ts';
import { withModulesBehindFont } from './modules.ts';
import { withOwnHashes } from './policy.ts';
import { reportUnchecked } from './unchecked.ts';

/** Source files of the scripts that stand in pages themselves, because they must run before anything is painted. */
const INLINE_SCRIPTS = ['src/components/theme/theme-init.js'];

/**
 * What is done to a built site, in this order: a step sees what those before it made. Policies come behind all that
 * changes a page's scripts and styles; the worker is last, because it lists every file as it will be served.
 * @param base the site's base path
 */
export function siteSteps(base: string): Step[] {
  const known = new Map(INLINE_SCRIPTS.map((file) => [file, readFileSync(file, 'utf8')]));
  return [
    eachPage('modules', (html, _path, files) =>
      withModulesBehindFont(html, (src) => {
        if (!src.startsWith(base)) throw new Error(`${src} is outside of ${base}`);
        return textOf(files, decodeURI(src.slice(base.length)));
      }),
    ),
    eachPage('policy', (html) => withOwnHashes(html, known)),
    reportUnchecked,
    keepOffline,
  ];
}

/**
 * Runs steps one after another.
 * @throws with the step's name; the steps behind it are left out
 */
export async function runSteps(steps: readonly Step[], files: Files, effects: Effects): Promise<void> {
  for (const step of steps) {
    try {
      await step.run(files, effects);
    } catch (error) {
      throw new Error(`${step.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}
