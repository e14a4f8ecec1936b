import type { Moment } from '../../sources/moment.ts';
import { momentAt } from './source.ts';

/** {@link momentAt}, as a reader sees it who stepped there: with marks of what changed. For tests. */
export const stepped = (...at: Parameters<typeof momentAt>): Moment => ({ ...momentAt(...at), rest: false });
