import { z } from 'astro/zod';
import { names } from '../../components/names.ts';
import { momentShape } from '../shared/source.ts';

const stack = z.string().min(1).register(names, { names: 'stack' });

/** Attributes of `<LayerStack>`. */
export const layerStack = {
  ...momentShape,
  /** Which stacks, from the left, by the names the scenario gives them. Default: all, without images that only name a sheet. */
  stacks: z
    .array(z.union([stack, z.strictObject({ name: stack, label: z.string().min(1) })]))
    .min(1)
    .optional(),
  /** How many files have a place on a sheet; those on which sheets differ come first. Default 12. */
  files: z.number().int().min(1).max(40).optional(),
} satisfies z.ZodRawShape;
