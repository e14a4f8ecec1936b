import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBE_FOLDER } from './guest.ts';

/*
 * The one file here that reads files, so the one that runs in Node alone: for a machine in a page, what it gives is
 * read when the page is built.
 */

const here = import.meta.dirname;

/** The probe's scripts by their path in a guest: for {@link installation}. */
export function probeScripts(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(here)
      .filter((name) => name.endsWith('.sh'))
      .sort()
      .map((name) => [`${PROBE_FOLDER}/${name}`, readFileSync(join(here, name), 'utf8')]),
  );
}

/**
 * SHA-256 of what makes a snapshot of a machine: the scripts and the parsers of their text. A recording made with
 * another was read by an older probe: it may lack fields, or have what has been mended since.
 */
export function probeDigest(): string {
  const hash = createHash('sha256');
  for (const text of Object.values(probeScripts())) hash.update(text).update('\0');
  const kernel = join(here, '../kernel');
  const parsers = readdirSync(kernel)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  for (const name of parsers) hash.update(withoutComments(readFileSync(join(kernel, name), 'utf8'))).update('\0');
  return hash.digest('hex');
}

/** A mended comment makes no other probe. */
function withoutComments(source: string): string {
  return source.replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '').replace(/^\s*\/\/.*$/gm, '');
}
