import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Casts that belong to no recording, made elsewhere: `<Transcript cast="content/casts/NAME.cast" />`. */
export const CASTS = join('content', 'casts');

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
