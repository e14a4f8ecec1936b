import { follow } from '../shared/follow.client.ts';

follow('id-map', () => import('./draw.ts'));
