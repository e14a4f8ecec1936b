import { allDatedStatements, unchecked } from '../components/dated/dated.ts';
import type { Step } from './files.ts';

/** Lists the statements that nobody has checked for a year. It fails nothing. */
export const reportUnchecked: Step = {
  name: 'unchecked',
  run(_files, effects) {
    const all = allDatedStatements();
    const old = unchecked(all, new Date().toISOString().slice(0, 10));
    for (const { at, checked, words } of old) effects.warn(`${at}: last checked ${checked}: ${words}`);
    effects.info(`${all.length} dated statements, ${old.length} not checked for more than a year`);
  },
};
