import type { Moment } from '../../sources/moment.ts';
import type { Hue } from '../shared/hue.ts';
import { nodesOf, treeOf } from './model.ts';
import type { Plan } from './plan.ts';

/** That of PID namespaces where a process came, went or waits in one of its own; ink where none of that is about them. */
export function hues(moment: Moment, { known }: Plan): readonly Hue[] {
  const own = nodesOf(treeOf(moment, known)).some(
    (node) => node.next?.fresh === true || (node.nspid.length > 1 && (node.fresh || node.gone)),
  );
  return [own ? 'pid' : 'ink'];
}
