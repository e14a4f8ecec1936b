import { z } from 'astro/zod';
import { sourceShape } from '../shared/source.ts';

/** Attributes of `<CapabilityGrid>`. */
export const capabilityGrid = {
  ...sourceShape,
  /** Numbers only and no legend, for a narrow place beside other diagrams. */
  compact: z.boolean().default(false),
} satisfies z.ZodRawShape;
