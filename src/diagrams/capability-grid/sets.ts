import type { CapabilitySet } from '../../kernel/capabilities.ts';

/* Apart from the other words: the page needs these before anything is drawn. */

/** Names of the sets as /proc/PID/status and capabilities(7) have them. */
export const SET_NAMES: Record<CapabilitySet, [status: string, name: string]> = {
  inheritable: ['CapInh', 'inheritable'],
  permitted: ['CapPrm', 'permitted'],
  effective: ['CapEff', 'effective'],
  bounding: ['CapBnd', 'bounding'],
  ambient: ['CapAmb', 'ambient'],
};

/** Letters of a cell's sets, for the page: `peb` for permitted, effective and bounding. */
export const setLetters = (sets: CapabilitySet[]): string => sets.map((set) => set[0]).join('');

/** Which sets of a process hold a capability, from their letters; null where the row has no process. */
export function holding(title: string, letters: string | null): string {
  if (letters === null) return `${title} は、ここにいません。`;
  const sets = Object.values(SET_NAMES).flatMap(([, name]) => (letters.includes(name[0]!) ? [name] : []));
  return sets.length > 0
    ? `${title} では ${sets.join('・')} にあります。`
    : `${title} では、五つの集合のどれにもありません。`;
}
