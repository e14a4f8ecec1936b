import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEASURE } from '../mermaid/font.ts';
import { kept } from '../mermaid/kept.ts';
import type { Card } from './cards.ts';

/** Committed, so that a build with nothing new needs no browser. From the project's root. */
export const CACHE = join('src', 'cards', 'cache');

const MONO = ['jetbrains-mono-regular', 'jetbrains-mono-bold'].map((name) => join('public', 'fonts', `${name}.woff2`));

/** The file of a card: equal names, equal cards, over all that it is drawn from: its document with styles, and fonts. */
export function fileOf({ name, markup }: Card): string {
  const hash = createHash('sha256').update(markup).update(MEASURE.version);
  for (const font of MONO) hash.update(readFileSync(font));
  return join(CACHE, `${name}.${hash.digest('hex').slice(0, 12)}.png`);
}

/** A card as PNG, from the cache or drawn by a browser and kept there. */
export async function pngOf(card: Card): Promise<Buffer> {
  return kept(fileOf(card), async () => (await import('./draw.ts')).drawCard(card));
}
