import type { ViteUserConfig } from 'astro';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { didYouMean } from '../authored/nearest.ts';
import { inOrder, type Problem, ProblemsError } from '../authored/problem.ts';
import { expressionProblems } from '../chapter/expressions.ts';
import { missingImages } from '../chapter/images.ts';
import { start } from '../chapter/node.ts';
import { type Chapter, readChapter } from '../chapter/read.ts';
import { COMPONENTS } from '../components/mdx.ts';

const FOLDER = new URL('../components/', import.meta.url);

/** The components a chapter uses; `Drawing` for its mermaid fences (src/mermaid). */
function used({ components, fences }: Chapter): Set<string> {
  const names = components.map(({ name }) => name).filter((name) => /^[A-Z]/.test(name));
  return new Set([...names, ...(fences.some(({ lang }) => lang === 'mermaid') ? ['Drawing'] : [])]);
}

/** Components that chapters don't have, where they stand. */
export function unknownComponents({ components, file, place }: Chapter): Problem[] {
  return components
    .filter(({ name }) => /^[A-Z]/.test(name) && !Object.hasOwn(COMPONENTS, name))
    .map(({ name, node }) => ({
      file,
      ...place(start(node)),
      message: `no component <${name}>`,
      advice:
        didYouMean(name, Object.keys(COMPONENTS)) ??
        `A chapter has ${Object.keys(COMPONENTS).join(', ')} (src/components/mdx.ts)`,
    }));
}

/**
 * A chapter as it is compiled: it imports the components it uses, so that its page gets their style
 * sheets and no others. They are written behind the text: lines keep their
 * numbers, and imports count from the beginning wherever they stand.
 * @param file named in errors
 * @throws {ProblemsError} with all that would stop the build further on, where no place is known: components that
 *   chapters don't have, names that nobody defined, pictures that are not there
 */
export function withImports(mdx: string, file: string): string {
  const chapter = readChapter(mdx, file);
  const problems = inOrder([...unknownComponents(chapter), ...expressionProblems(chapter), ...missingImages(chapter)]);
  if (problems.length > 0) throw new ProblemsError(problems);
  const names = used(chapter);
  const imports = Object.entries(COMPONENTS)
    .filter(([name]) => names.has(name))
    .map(([name, component]) => `import ${name} from ${JSON.stringify(fileURLToPath(new URL(component, FOLDER)))};`);
  return imports.length === 0 ? chapter.compiled : `${chapter.compiled.trimEnd()}\n\n${imports.join('\n')}\n`;
}

/** Gives every chapter what {@link withImports} finds. */
export const chapterImports = () =>
  ({
    name: 'chapter-imports',
    enforce: 'pre',
    transform: {
      filter: { id: /\.mdx$/ },
      handler: (code: string, id: string) => ({ code: withImports(code, relative(process.cwd(), id)), map: null }),
    },
  }) satisfies NonNullable<ViteUserConfig['plugins']>[number];
