import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, extname, join, normalize } from 'node:path';
import { RECORDINGS } from '../recording/load.ts';

/** Casts that belong to no recording, made elsewhere: `<Transcript cast="content/casts/NAME.cast" />`. */
export const CASTS = join('content', 'casts');

/** Files by the name of their cast, of all casts asked for. */
const named = new Map<string, string>();

/**
 * The name of a cast: letters and digits of its file's name, in whatever script. Ids, addresses and files are made of it.
 *
 * @param file path from the project's root
 * @throws {Error} when another cast has the same, or a recording
 */
export function nameOfCast(file: string): string {
  const path = normalize(file);
  const stem = basename(path, extname(path)).normalize('NFC');
  const name = stem
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  if (name === '') throw new Error(`${file}: its name has no letter or digit to make an address of. Rename the file`);
  const recording = join(RECORDINGS, name);
  if (existsSync(recording)) throw new Error(`${file} and ${recording} have the same name, "${name}". Rename the cast`);
  const other = named.get(name) ?? path;
  if (other !== path && existsSync(other))
    throw new Error(`${file} and ${other} have the same name, "${name}". Rename one of them`);
  named.set(name, path);
  return name;
}

/** Paths of all of them from the project's root. */
export async function listCasts(): Promise<string[]> {
  const names = await readdir(CASTS).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.cast'))
    .sort()
    .map((name) => join(CASTS, name));
}
