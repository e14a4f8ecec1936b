import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withOwnHashes } from './policy.ts';

/** Narrows every page's content security policy to what stands in that page. */
export const ownPolicies = (): AstroIntegration => ({
  name: 'csp',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const root = fileURLToPath(dir);
      for (const file of (await readdir(root, { recursive: true })).filter((f) => f.endsWith('.html'))) {
        const path = join(root, file);
        const html = await readFile(path, 'utf8');
        try {
          await writeFile(path, withOwnHashes(html));
        } catch (error) {
          throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
        }
      }
    },
  },
});
