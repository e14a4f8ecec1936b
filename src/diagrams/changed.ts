import type { Moment } from '../sources/moment.ts';
import { draw as capabilityGrid } from './capability-grid/draw.ts';
import { draw as cgroupTree } from './cgroup-tree/draw.ts';
import { draw as digestTree } from './digest-tree/draw.ts';
import { draw as fileOwners } from './file-owners/draw.ts';
import { draw as idMap } from './id-map/draw.ts';
import { hues as idMapHues } from './id-map/hues.ts';
import { draw as layerStack } from './layer-stack/draw.ts';
import { draw as namespaceTable } from './namespace-table/draw.ts';
import { hues as namespaceTableHues } from './namespace-table/hues.ts';
import { draw as processMap } from './process-map/draw.ts';
import { hues as processMapHues } from './process-map/hues.ts';
import { draw as rootTree } from './root-tree/draw.ts';
import { hues as rootTreeHues } from './root-tree/hues.ts';
import { draw as score } from './score/draw.ts';
import { hues as scoreHues } from './score/hues.ts';
import { isQuiet } from './shared/frame.ts';
import type { Hue } from './shared/hue.ts';

interface Drawn<Plan> {
  draw(moment: Moment, plan: Plan): string;
  /** In which hues a step that changes this kind's picture is marked. Default: ink. At least one. */
  hues?(moment: Moment, plan: Plan): readonly Hue[];
}

/** Every kind that follows a source, by its `data-diagram`. */
const KINDS: Record<string, Drawn<never>> = {
  'capability-grid': { draw: capabilityGrid },
  'cgroup-tree': { draw: cgroupTree },
  'digest-tree': { draw: digestTree },
  'file-owners': { draw: fileOwners },
  'id-map': { draw: idMap, hues: idMapHues },
  'layer-stack': { draw: layerStack },
  'namespace-table': { draw: namespaceTable, hues: namespaceTableHues },
  'process-map': { draw: processMap, hues: processMapHues },
  'root-tree': { draw: rootTree, hues: rootTreeHues },
  score: { draw: score, hues: scoreHues },
};

/**
 * What a step does to a diagram, for who marks the steps that change it; at build. It is the diagram's own word: the
 * step changes it where its note has something to say (`changes` of its frame), so a mark in the margin and a note
 * never disagree. A kind needs nothing for it but a `changes` that is '' where nothing changed; one that is about
 * namespaces has a `hues.ts` as well.
 * @param kind as in `data-diagram`
 * @param moment not at rest
 * @param plan what the diagram was planned to show, as in its `data-plan`
 * @returns the hues of what changed, in the order of `NAMESPACE_TYPES`; none where the step leaves the picture as it was
 * @throws when there is no such kind
 */
export function changed(kind: string, moment: Moment, plan: unknown): readonly Hue[] {
  const drawn = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!drawn) throw new Error(`no kind of diagram is called "${kind}". There are: ${Object.keys(KINDS).join(', ')}`);
  if (moment.rest) throw new Error(`${kind}: a moment at rest changes nothing: ask with rest: false`);
  return isQuiet(drawn.draw(moment, plan as never)) ? [] : (drawn.hues?.(moment, plan as never) ?? ['ink']);
}
