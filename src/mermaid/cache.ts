import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mermaidConfig, REVISION } from './config.ts';
import type { MermaidFence } from './fence.ts';
import { MEASURE } from './font.ts';
import { kept } from './kept.ts';
import { standIns } from './tokens.ts';

/** Committed, so that a build with nothing new needs no browser. From the project's root: that is where every command runs. */
export const CACHE = join('src', 'mermaid', 'cache');

const { version } = createRequire(import.meta.url)('mermaid/package.json') as { version: string };

/** Equal keys, equal drawings: over what the fence says, Mermaid's version, its configuration, the names of the site's colours and the font that text is measured with. */
export function keyOf({ source, title, description }: MermaidFence): string {
  return createHash('sha256')
    .update(JSON.stringify([source, title, description, version, REVISION, MEASURE.version, mermaidConfig(standIns())]))
    .digest('hex')
    .slice(0, 20);
}

/**
 * The drawing of a fence, from the cache or made by `draw` and kept there.
 * @param draw gets the id that makes ids inside the drawing unique
 */
export async function cachedDrawing(
  fence: MermaidFence,
  draw: (fence: MermaidFence, id: string) => Promise<string>,
): Promise<string> {
  const key = keyOf(fence);
  const svg = await kept(join(CACHE, `${key}.svg`), async () => `${await draw(fence, `mermaid-${key.slice(0, 8)}`)}\n`);
  return svg.toString('utf8').trimEnd();
}
