import { z } from 'astro/zod';
import { names } from '../../components/names.ts';
import { sourceShape } from '../shared/source.ts';

/** Attributes of `<FileOwners>`. */
export const fileOwners = {
  ...sourceShape,
  /** A directory the recording lists (watch.files) in the initial mount namespace. Default: the first. */
  directory: z.string().startsWith('/').register(names, { names: 'directory' }).optional(),
  /** Paths below it that get a row. Default: every file of any step. */
  files: z.array(z.string().min(1)).min(1).optional(),
  /** Names of ids outside beside root, nobody and the users of the terminals: `{{ 10001: 'app' }}`. */
  users: z.record(z.string().regex(/^\d+$/, 'an id'), z.string().min(1)).default({}),
} satisfies z.ZodRawShape;
