import { z } from 'astro/zod';
import { sourceShape } from '../shared/source.ts';

/** Attributes of `<ProcessMap>`. */
export const processMap = {
  ...sourceShape,
  /** Whether each process says which cgroup it is in. */
  cgroups: z.boolean().default(false),
} satisfies z.ZodRawShape;
