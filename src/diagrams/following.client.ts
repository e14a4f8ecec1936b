/** Every kind of diagram that follows a source, and what it does beside that. */
import { defineDiagrams, type Kind } from './shared/kernel-diagram.client.ts';
import capabilityGrid from './capability-grid/capability-grid.client.ts';
import layerStack from './layer-stack/layer-stack.client.ts';
import namespaceTable from './namespace-table/namespace-table.client.ts';

/** A module's functions take the plan and props of their own kind; what a page carries for it is of that kind. */
const kind = (draw: () => Promise<object>, behaviour?: Kind['behaviour']): Kind => ({
  draw: draw as Kind['draw'],
  behaviour,
});

defineDiagrams({
  'capability-grid': kind(() => import('./capability-grid/draw.ts'), capabilityGrid),
  'cgroup-tree': kind(() => import('./cgroup-tree/draw.ts')),
  'digest-tree': kind(() => import('./digest-tree/draw.ts')),
  'file-owners': kind(() => import('./file-owners/draw.ts')),
  'id-map': kind(() => import('./id-map/draw.ts')),
  'layer-stack': kind(() => import('./layer-stack/draw.ts'), layerStack),
  'namespace-table': kind(() => import('./namespace-table/draw.ts'), namespaceTable),
  'process-map': kind(() => import('./process-map/draw.ts')),
  'root-tree': kind(() => import('./root-tree/draw.ts')),
});
