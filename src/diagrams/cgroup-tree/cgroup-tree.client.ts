import { follow } from '../shared/follow.client.ts';

follow('cgroup-tree', () => import('./draw.ts'));
