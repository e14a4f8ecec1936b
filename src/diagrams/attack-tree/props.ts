import { z } from 'astro/zod';

/** Attributes of `<AttackTree>`. */
export const attackTree = {
  file: z.string().optional(),
  title: z.string().optional(),
  /** Ids of mitigations that are in place at first. Default: none. */
  ticked: z.array(z.string()).optional(),
  /** How many levels below the goal are unfolded at first. Default: 2. */
  unfolded: z.number().int().min(0).optional(),
} satisfies z.ZodRawShape;
