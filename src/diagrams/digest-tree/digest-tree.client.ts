import { follow } from '../shared/follow.client.ts';

follow('digest-tree', () => import('./draw.ts'));
