import type { Moment } from '../../sources/moment.ts';
import type { Hue } from '../shared/hue.ts';
import { isType, STRINGS } from './model.ts';
import type { Plan } from './plan.ts';

/** The types of the namespaces that the step's row cuts; ink for what is no namespace. */
export function hues({ number }: Moment, { rows }: Plan): readonly Hue[] {
  const fresh = STRINGS.filter((string) => string in (rows[number - 1]?.fresh ?? {}));
  return [...fresh.filter(isType), ...(fresh.every(isType) ? [] : (['ink'] as const))];
}
