import { follow } from '../shared/follow.client.ts';

follow('process-map', () => import('./draw.ts'));
