import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { readAuthored } from '../../authored/yaml.ts';

const FILE = 'content/capabilities.yaml';

const schema = z
  .array(
    z.strictObject({
      /** Its number in include/uapi/linux/capability.h. */
      bit: z.number().int().min(0).max(63),
      /** Without CAP_. */
      name: z.string().regex(/^[A-Z][A-Z_]+$/, 'use capital letters and _, without CAP_'),
      /** What it allows, in a Japanese sentence. Backticks mark code. */
      allows: z.string().endsWith('。'),
      /** Kernel release that brought it. */
      since: z.string().regex(/^\d+\.\d+(\.\d+)?$/, 'a kernel release'),
      /** Whether Docker gives it to a container by default. */
      docker: z.boolean(),
    }),
  )
  .refine((list) => list.every(({ bit }, i) => bit === i), 'list the capabilities by bit, from 0, none left out');

/** What the site knows of a capability. */
export type Capability = z.infer<typeof schema>[number];

/**
 * Reads content/capabilities.yaml.
 * @returns by bit, so that the place in the list is the number
 * @throws {ProblemsError} naming file, line and field of everything that is wrong
 */
export function readCapabilities(text = readFileSync(FILE, 'utf8')): Capability[] {
  return readAuthored(text, FILE, schema).data;
}
