import { createHash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Files larger than this are not fetched unasked: bytes. */
const LARGEST = 512 * 1024;
const KINDS = /\.(?:html|css|js|woff2|svg|json|cast)$/;

/**
 * Writes `sw.js` after a build: the service worker of worker.js with the list
 * of what to keep for reading offline. The lab's files are left out: they load
 * only after a click.
 */
export function offline(): AstroIntegration {
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = (await readdir(root, { recursive: true })).map((f) => f.split(sep).join('/')).sort();
        const digest = createHash('sha256');
        const paths: string[] = [];
        for (const file of files) {
          if (
            !KINDS.test(file) ||
            file === 'sw.js' ||
            file === '404.html' ||
            (file.startsWith('lab/') && !file.endsWith('.html'))
          )
            continue;
          const path = join(root, file);
          if ((await stat(path)).size > LARGEST && !file.endsWith('.html')) continue;
          digest.update(file).update(await readFile(path));
          paths.push(file.replace(/(^|\/)index\.html$/, '$1'));
        }
        const template = await readFile(new URL('./worker.js', import.meta.url), 'utf8');
        const worker = template
          .replace("'VERSION'", JSON.stringify(digest.digest('hex').slice(0, 12)))
          .replace("['PATHS']", JSON.stringify(paths));
        await writeFile(join(root, 'sw.js'), worker);
        logger.info(
          `${relative(process.cwd(), join(root, 'sw.js'))}: ${paths.length} files kept for reading offline (base ${base})`,
        );
      },
    },
  };
}
