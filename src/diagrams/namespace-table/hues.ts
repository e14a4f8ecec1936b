import { NAMESPACE_TYPES } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import type { Hue } from '../shared/hue.ts';
import { tableOf } from './model.ts';
import type { Plan } from './plan.ts';

/** The types of which a process got another namespace, for itself or for its next child, or has another content in its own; ink where one came or went and got none. */
export function hues(moment: Moment, { rows }: Plan): readonly Hue[] {
  const cells = tableOf(moment, rows).rows.flatMap((row) => row.cells);
  const types = NAMESPACE_TYPES.filter((type) =>
    cells.some((c) => c.type === type && (c.fresh || c.held !== undefined || c.next?.fresh)),
  );
  return types.length > 0 ? types : ['ink'];
}
