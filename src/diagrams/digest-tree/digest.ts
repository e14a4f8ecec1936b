import { createHash } from 'node:crypto';

/** `sha256:` and the hexadecimal SHA-256 of a document as a registry sent it. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
