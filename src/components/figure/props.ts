import { z } from 'astro/zod';
import { names } from '../names.ts';

/** Attributes of `<Figure>`. */
export const figure = {
  /** Unique in the chapter; becomes the link `#fig-ID`. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'use a-z, 0-9 and -, starting with a letter'),
  /** One or two sentences. Backticks mark code. */
  caption: z.string().min(1),
  /** As wide as the page allows (about 1,080 px at 1,440). Default: as wide as the middle column. */
  wide: z.boolean().default(false),
  /** No wider than the text. */
  narrow: z.boolean().default(false),
} satisfies z.ZodRawShape;

/** Attributes of `<FigureRef>`. */
export const figureRef = {
  /** Id of a `<Figure>` of this chapter. */
  id: z.string().register(names, { names: 'figure' }),
} satisfies z.ZodRawShape;
