import type { Moment } from '../../sources/moment.ts';
import type { Hue } from '../shared/hue.ts';
import { nodesOf, panelsOf } from './model.ts';
import type { Plan } from './plan.ts';

/** That of mount namespaces where the step made one or changed what is mounted, else ink: a root directory or files. */
export function hues(moment: Moment, { rows }: Plan): Hue[] {
  const mounts = panelsOf(moment, rows).some(
    (p) => p.fresh || p.replaced || nodesOf(p.top).some((n) => n.mountFresh || n.mountGone),
  );
  return [mounts ? 'mnt' : 'ink'];
}
