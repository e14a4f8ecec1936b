import { z } from 'astro/zod';

/** Attributes of `<Dated>`. */
export const dated = {
  /** When it happened, as exactly as the source says. */
  on: z.string().regex(/^\d{4}(-\d{2}){0,2}$/, 'write YYYY, YYYY-MM or YYYY-MM-DD'),
  /** When the author last held it against the source; not shown. */
  checked: z.iso.date('write YYYY-MM-DD'),
} satisfies z.ZodRawShape;
