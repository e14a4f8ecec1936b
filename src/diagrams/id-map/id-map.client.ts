import { follow } from '../shared/follow.client.ts';
import { draw } from './draw.ts';

follow('id-map', draw);
