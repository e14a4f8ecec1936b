import { follow } from '../shared/follow.client.ts';

follow('root-tree', () => import('./draw.ts'));
