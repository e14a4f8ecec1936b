/** Every kind of diagram that follows a source, and what it does beside that. */
import { defineDiagrams, type Kind } from './shared/kernel-diagram.client.ts';
import capabilityGrid from './capability-grid/capability-grid.client.ts';
import layerStack from './layer-stack/layer-stack.client.ts';
import namespaceTable from './namespace-table/namespace-table.client.ts';

/** A module's functions take the plan and the props of their own kind; what a page carries for it is of that kind. */
const kind = (draw: () => Promise<object>, plan: () => Promise<object>, behaviour?: Kind['behaviour']): Kind => ({
  draw: draw as Kind['draw'],
  plan: plan as Kind['plan'],
  behaviour,
});

defineDiagrams({
  'capability-grid': kind(
    () => import('./capability-grid/draw.ts'),
    () => import('./capability-grid/plan.ts'),
    capabilityGrid,
  ),
  'cgroup-tree': {
    ...kind(
      () => import('./cgroup-tree/draw.ts'),
      () => import('./cgroup-tree/plan.ts'),
    ),
    within: true,
  },
  'digest-tree': kind(
    () => import('./digest-tree/draw.ts'),
    () => import('./digest-tree/plan.ts'),
  ),
  'file-owners': kind(
    () => import('./file-owners/draw.ts'),
    () => import('./file-owners/plan.ts'),
  ),
  'id-map': kind(
    () => import('./id-map/draw.ts'),
    () => import('./id-map/plan.ts'),
  ),
  'layer-stack': kind(
    () => import('./layer-stack/draw.ts'),
    () => import('./layer-stack/plan.ts'),
    layerStack,
  ),
  'namespace-table': kind(
    () => import('./namespace-table/draw.ts'),
    () => import('./namespace-table/plan.ts'),
    namespaceTable,
  ),
  'process-map': kind(
    () => import('./process-map/draw.ts'),
    () => import('./process-map/plan.ts'),
  ),
  'root-tree': kind(
    () => import('./root-tree/draw.ts'),
    () => import('./root-tree/plan.ts'),
  ),
  score: kind(
    () => import('./score/draw.ts'),
    () => import('./score/plan.ts'),
  ),
});
