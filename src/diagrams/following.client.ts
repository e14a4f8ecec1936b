/** Every kind of diagram that follows a recording, and what it does beside that. */
import { follow } from './shared/follow.client.ts';
import capabilityGrid from './capability-grid/capability-grid.client.ts';
import layerStack from './layer-stack/layer-stack.client.ts';
import namespaceTable from './namespace-table/namespace-table.client.ts';

follow('capability-grid', () => import('./capability-grid/draw.ts'), capabilityGrid);
follow('cgroup-tree', () => import('./cgroup-tree/draw.ts'));
follow('digest-tree', () => import('./digest-tree/draw.ts'));
follow('file-owners', () => import('./file-owners/draw.ts'));
follow('id-map', () => import('./id-map/draw.ts'));
follow('layer-stack', () => import('./layer-stack/draw.ts'), layerStack);
follow('namespace-table', () => import('./namespace-table/draw.ts'), namespaceTable);
follow('process-map', () => import('./process-map/draw.ts'));
follow('root-tree', () => import('./root-tree/draw.ts'));
