import { readFileSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withModulesBehindFont } from './modules.ts';
import { withOwnHashes } from './policy.ts';

/** Goes over every page after a build: its modules stand where its layout says, and its policy allows what stands in it. */
export const postbuild = (): AstroIntegration => {
  let base = '/';
  return {
    name: 'postbuild',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const read = (src: string): string => {
          if (!src.startsWith(base)) throw new Error(`${src} is outside of ${base}`);
          return readFileSync(join(root, decodeURI(src.slice(base.length))), 'utf8');
        };
        for (const file of (await readdir(root, { recursive: true })).filter((f) => f.endsWith('.html'))) {
          const path = join(root, file);
          const html = await readFile(path, 'utf8');
          try {
            await writeFile(path, withOwnHashes(withModulesBehindFont(html, read)));
          } catch (error) {
            throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
          }
        }
      },
    },
  };
};
