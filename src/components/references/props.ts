import { z } from 'astro/zod';
import { names } from '../names.ts';

/** Attributes of `<Cite>`. */
export const cite = {
  /** Key of content/references.yaml. */
  id: z.string().register(names, { names: 'sources' }),
} satisfies z.ZodRawShape;

/** Attributes of `<References>`. */
export const references = {
  /** Further ids, separated by spaces: worth reading, not cited. */
  more: z.string().register(names, { names: 'sources' }).optional(),
} satisfies z.ZodRawShape;
