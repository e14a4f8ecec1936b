import { follow } from '../shared/follow.client.ts';
import { draw } from './draw.ts';

follow('cgroup-tree', draw);
