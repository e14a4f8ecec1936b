import { z } from 'astro/zod';
import { names } from '../names.ts';

/** Attributes of `<Sec>`. */
export const sec = {
  /** Slug of src/outline.ts. */
  to: z.string().register(names, { names: 'section' }),
} satisfies z.ZodRawShape;
