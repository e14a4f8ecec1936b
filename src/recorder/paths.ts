import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's top folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');
/** Where recordings live. */
export const recordingsDir = join(projectRoot, 'content/recordings');
/** Files for the guest: `disk/` is put on its disk when that is built, `pushed/` sent to it at every start. */
export const guestDir = join(import.meta.dirname, 'guest');
/** Disk image descriptions. */
export const imagesDir = join(import.meta.dirname, 'images');

/** Built disks, saved machines and downloads; `RECORDER_CACHE` moves it. */
export function cacheDir(): string {
  return (
    process.env['RECORDER_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'docker-kanzen-rikai')
  );
}

/** SHA-256 of the parts, hexadecimal. */
export function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
