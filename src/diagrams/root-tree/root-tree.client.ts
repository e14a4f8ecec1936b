import { follow } from '../shared/follow.client.ts';
import { draw } from './draw.ts';

follow('root-tree', draw);
