import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { COMPONENTS } from '../components/mdx.ts';

const FOLDER = new URL('../components/', import.meta.url);
/** Becomes `<Drawing>` (src/mermaid). */
const DRAWING = /^[ \t]*```mermaid/m;

/**
 * Imports the components a chapter uses, so that its page gets their style
 * sheets and no others. They are written behind the text: lines keep their
 * numbers, and imports count from the beginning wherever they stand.
 */
export function withImports(mdx: string): string {
  const used = new Set([...mdx.matchAll(/<([A-Z]\w*)/g)].map((m) => m[1]!));
  if (DRAWING.test(mdx)) used.add('Drawing');
  const imports = Object.entries(COMPONENTS).filter(([name]) => used.has(name))
    .map(([name, file]) => `import ${name} from ${JSON.stringify(fileURLToPath(new URL(file, FOLDER)))};`);
  return imports.length === 0 ? mdx : `${mdx.trimEnd()}\n\n${imports.join('\n')}\n`;
}

/** Gives every chapter what {@link withImports} finds. */
export const chapterImports = (): Plugin => ({
  name: 'chapter-imports',
  enforce: 'pre',
  transform: {
    filter: { id: /\.mdx$/ },
    handler: (code) => ({ code: withImports(code), map: null }),
  },
});
