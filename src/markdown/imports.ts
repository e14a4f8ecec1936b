import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { COMPONENTS } from '../components/mdx.ts';

const FOLDER = new URL('../components/', import.meta.url);
/** Becomes `<Drawing>` (src/mermaid). */
const DRAWING = /^[ \t]*```mermaid/m;

/** Fences and code in the text: what they show is not used. */
const CODE = /^([ \t]*)(`{3,})[\s\S]*?^\1\2[ \t]*$|(`+)(?!`)[^\n]*?(?<!`)\3(?!`)/gm;

/**
 * Imports the components a chapter uses, so that its page gets their style
 * sheets and no others. They are written behind the text: lines keep their
 * numbers, and imports count from the beginning wherever they stand.
 * @param file named in errors
 * @throws when a component is used that chapters don't have, with file and line
 */
export function withImports(mdx: string, file: string): string {
  const text = mdx.replace(CODE, (code) => code.replace(/[^\n]/g, ' '));
  const used = new Set<string>(DRAWING.test(mdx) ? ['Drawing'] : []);
  for (const { 1: name, index } of text.matchAll(/<([A-Z]\w*)/g)) {
    if (!(name! in COMPONENTS))
      throw new Error(
        `${file}:${text.slice(0, index).split('\n').length}: no component <${name}>; a chapter has ${Object.keys(COMPONENTS).join(', ')} (src/components/mdx.ts)`,
      );
    used.add(name!);
  }
  const imports = Object.entries(COMPONENTS)
    .filter(([name]) => used.has(name))
    .map(([name, component]) => `import ${name} from ${JSON.stringify(fileURLToPath(new URL(component, FOLDER)))};`);
  return imports.length === 0 ? mdx : `${mdx.trimEnd()}\n\n${imports.join('\n')}\n`;
}

/** Gives every chapter what {@link withImports} finds. */
export const chapterImports = (): Plugin => ({
  name: 'chapter-imports',
  enforce: 'pre',
  transform: {
    filter: { id: /\.mdx$/ },
    handler: (code, id) => ({ code: withImports(code, relative(process.cwd(), id)), map: null }),
  },
});
