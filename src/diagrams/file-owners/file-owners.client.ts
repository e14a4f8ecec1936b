import { follow } from '../shared/follow.client.ts';

follow('file-owners', () => import('./draw.ts'));
