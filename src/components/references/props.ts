import { z } from 'astro/zod';
import { names } from '../names.ts';

/** Attributes of `<Cite>`. */
export const cite = {
  /** Key of content/references.yaml. */
  id: z.string().register(names, { names: 'source' }),
} satisfies z.ZodRawShape;
