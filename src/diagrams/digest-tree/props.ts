import { z } from 'astro/zod';
import { outputPattern, stepId } from '../../components/names.ts';
import { momentShape } from '../shared/source.ts';

const quoted = { step: stepId, match: outputPattern };

/** Attributes of `<DigestTree>`. */
export const digestTree = {
  ...momentShape,
  /** Tags, each with the step that printed the digest it points to and a pattern on its output. */
  tags: z.array(z.strictObject({ tag: z.string(), ...quoted })).min(1),
  /** Steps that printed a manifest or an index. `digest`: where its digest was printed; left out where the output is the document byte for byte. */
  documents: z.array(z.strictObject({ step: stepId, digest: z.strictObject(quoted).optional() })).min(1),
} satisfies z.ZodRawShape;
