import type { Problem } from '../authored/problem.ts';
import { evaluate } from './attributes.ts';
import { start } from './node.ts';
import type { Chapter } from './read.ts';

/** `{...}` is JavaScript to MDX; a word in braces is meant as text, and would stop the build without a place. */
export function expressionProblems({ root, expressions, file, place }: Chapter): Problem[] {
  // What a chapter defines itself, its expressions may name.
  if (root.children?.some(({ type }) => type === 'mdxjsEsm')) return [];
  return expressions.flatMap(({ source, node }) => {
    // A comment.
    if (source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').trim() === '') return [];
    const result = evaluate(source);
    if ('value' in result) return [];
    return [
      {
        file,
        ...place(start(node)),
        message: `{${source}}: ${result.error}`,
        advice: `In MDX {...} is JavaScript: write \\{${source}\\}, or \`{${source}}\`, where the words themselves are meant`,
      },
    ];
  });
}
