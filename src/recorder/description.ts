import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { RecorderError } from './errors.ts';
import { digest, guestDir, imagesDir } from './paths.ts';

const schema = z.strictObject({
  /** What it is, for people. */
  title: z.string(),
  /** Debian suite and mirror the packages come from. */
  suite: z.string(),
  mirror: z.url(),
  components: z.array(z.string()).min(1),
  /** Size of the sparse disk, as mke2fs takes it. */
  size: z.string().regex(/^\d+[MG]$/),
  /** Memory of the machine in MiB. */
  memory: z.number().int().positive(),
  hostname: z.string().regex(/^[a-z][a-z0-9-]*$/),
  packages: z.array(z.string()).min(1),
  users: z.array(z.strictObject({ name: z.string(), uid: z.number().int() })).default([]),
  downloads: z.array(z.strictObject({
    url: z.url(),
    sha512: z.string().regex(/^[0-9a-f]{128}$/),
    /** Absolute path in the guest. */
    to: z.string().startsWith('/'),
  })).default([]),
  /** Shell script run as root after the first boot, before the state is saved. */
  provision: z.string().default('true'),
});

/** What a disk image is made of: src/recorder/images/NAME.yaml. */
export type Description = z.infer<typeof schema> & {
  name: string;
  /** SHA-256 over the description and the guest files put on the disk: the cache key. */
  digest: string;
};

/**
 * Reads a disk image description.
 * @throws RecorderError naming the file and field when it is missing or wrong
 */
export function readDescription(name: string): Description {
  const file = join(imagesDir, `${name}.yaml`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const known = readdirSync(imagesDir).map((f) => f.replace(/\.yaml$/, ''));
    throw new RecorderError(`no disk image description ${file}; there is ${known.join(', ')}`);
  }
  const result = schema.safeParse(parse(text));
  if (!result.success)
    throw new RecorderError(result.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const onDisk = join(guestDir, 'disk');
  const guest = readdirSync(onDisk).sort().flatMap((f) => [f, readFileSync(join(onDisk, f))]);
  return { ...result.data, name, digest: digest(text, ...guest) };
}
