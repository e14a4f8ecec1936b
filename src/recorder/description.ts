import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readAuthored } from '../authored/yaml.ts';
import { RecorderError } from './errors.ts';
import { digest, guestDir, imagesDir } from './paths.ts';

const absolute = z.string().startsWith('/', 'an absolute path in the guest');

const fields = {
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
  downloads: z
    .array(
      z.strictObject({
        url: z.url(),
        sha512: z.string().regex(/^[0-9a-f]{128}$/),
        /** Absolute path in the guest. */
        to: absolute,
      }),
    )
    .default([]),
  /** Small root file systems of the same suite, packed as gzipped tar archives for `docker import`: without documentation and locales. */
  roots: z
    .array(
      z.strictObject({
        /** Absolute path in the guest. */
        to: absolute.endsWith('.tar.gz'),
        /** mmdebstrap's variant: `minbase` is Debian's essential packages and apt, `extract` just the files of the packages, nothing configured. */
        variant: z.enum(['minbase', 'extract']).default('minbase'),
        /** Debian's name of another architecture than the machine's; only with `extract`, for nothing of it can run. */
        architecture: z.string().optional(),
        packages: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  /** Shell script run as root after the first boot, before the state is saved. */
  provision: z.string().default('true'),
};

const whole = z.strictObject(fields);

/** What may be written with `extends`: each field replaces the one there, a list is added to it, `provision` runs after it. */
const extension = whole.partial().extend({ extends: z.string(), title: fields.title });

/** What a disk image is made of: src/recorder/images/NAME.yaml. */
export type Description = z.infer<typeof whole> & {
  name: string;
  /** SHA-256 over the description, those it extends and the guest files put on the disk: the cache key. */
  digest: string;
};

/**
 * Reads a disk image description and those it extends.
 * @param from folder of the descriptions
 * @throws {RecorderError | ProblemsError} naming the file when it is missing, file, line and field when it is wrong
 */
export function readDescription(name: string, from = imagesDir): Description {
  const { texts, ...merged } = readTexts(name, from, []);
  const onDisk = join(guestDir, 'disk');
  const guest = readdirSync(onDisk)
    .sort()
    .flatMap((f) => [f, readFileSync(join(onDisk, f))]);
  return { ...merged, name, digest: digest(...texts, ...guest) };
}

/** A description merged with those it extends, and their texts, the innermost first. */
function readTexts(name: string, from: string, extendedBy: string[]): z.infer<typeof whole> & { texts: string[] } {
  const file = join(from, `${name}.yaml`);
  if (extendedBy.includes(name))
    throw new RecorderError(`${file}: extends: ${[...extendedBy, name].join(' extends ')}: a circle`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const known = readdirSync(from).map((f) => f.replace(/\.yaml$/, ''));
    const place = extendedBy.length > 0 ? `${join(from, `${extendedBy.at(-1)}.yaml`)}: extends: ` : '';
    throw new RecorderError(`${place}no disk image description ${file}; there is ${known.join(', ')}`);
  }
  const kind = z.looseObject({ extends: z.unknown() }).safeParse(readAuthored(text, file, z.unknown()).data);
  if (!kind.success || kind.data.extends === undefined)
    return { ...readAuthored(text, file, whole).data, texts: [text] };
  const { extends: base, ...own } = readAuthored(text, file, extension).data;
  const { texts, ...under } = readTexts(base, from, [...extendedBy, name]);
  return { ...under, ...merge(under, own), texts: [...texts, text] };
}

/** The fields of `own`, lists and scripts put after those of `under`. */
function merge(under: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(own)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => {
        const below = under[field];
        if (Array.isArray(value) && Array.isArray(below)) return [field, [...below, ...value]];
        return [field, field === 'provision' ? `${String(below).trimEnd()}\n${String(value)}` : value];
      }),
  );
}
