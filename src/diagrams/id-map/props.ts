import { z } from 'astro/zod';
import { momentShape, selector } from '../shared/source.ts';

/** Attributes of `<IdMap>`. */
export const idMap = {
  ...momentShape,
  /** Whose maps. Default: the first shell or watched process that ever leaves the initial user namespace. */
  process: selector.optional(),
  ids: z.enum(['uid', 'gid', 'both']).default('both'),
  /** Names of ids outside beside root, nobody and the users of the terminals: `{{ 1000: 'shibuya' }}`. */
  users: z.record(z.string().regex(/^\d+$/, 'an id'), z.string().min(1)).default({}),
} satisfies z.ZodRawShape;
