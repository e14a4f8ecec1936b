import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { readAuthored } from '../../authored/yaml.ts';
import { NAMESPACE_TYPES } from '../../kernel/snapshot.ts';

const FILE = 'content/namespaces.yaml';

const schema = z
  .array(
    z.strictObject({
      type: z.enum(NAMESPACE_TYPES),
      /** Japanese name, as the heads of the namespace table have it. */
      name: z.string().min(1),
      /** What is separate. */
      isolates: z.string().min(1),
      /** Flag of clone(2) and unshare(2). */
      flag: z.string().startsWith('CLONE_NEW'),
      /** Long option of unshare(1). */
      option: z.string().startsWith('--'),
      /** Kernel release of the flag, and its year. */
      since: z.string(),
      year: z.number().int(),
      /** One sentence about an exception. */
      note: z.string().optional(),
      /** Whether `docker run` makes a new one by default, by Engine version. */
      docker: z.strictObject({ '26.1': z.boolean(), '29.5': z.boolean() }),
    }),
  )
  .refine(
    (rows) => rows.map((r) => r.type).join() === NAMESPACE_TYPES.join(),
    `list each of ${NAMESPACE_TYPES.join(', ')} once, in this order`,
  );

/** A row of the reference table of namespace types. */
export type TypeRow = z.infer<typeof schema>[number];

/**
 * Reads content/namespaces.yaml.
 * @throws {ProblemsError} naming file, line and field of everything that is wrong
 */
export function readTypes(text = readFileSync(FILE, 'utf8')): TypeRow[] {
  return readAuthored(text, FILE, schema).data;
}
