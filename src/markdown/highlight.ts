import { defineHastPlugin } from 'satteri';
import { createCssVariablesTheme, createHighlighter, bundledLanguages, type Highlighter } from 'shiki';
import { codeOptions } from './code-block.ts';
import { OpenCommand } from './console.ts';
import { placeOf } from './place.ts';

const PLAIN = new Set(['text', 'plaintext', 'txt']);

let shared: Promise<Highlighter> | undefined;

async function highlighterFor(language: string): Promise<Highlighter> {
  shared ??= createHighlighter({ langs: [], themes: [createCssVariablesTheme({ variablePrefix: '--shiki-' })] });
  const highlighter = await shared;
  if (!PLAIN.has(language)) await highlighter.loadLanguage(language as keyof typeof bundledLanguages);
  return highlighter;
}

/**
 * Highlights fenced code by Shiki, as {@link codeBlock} shapes it. Astro's own
 * highlighting writes inline styles, which the content security policy forbids.
 */
export const highlight = defineHastPlugin({
  name: 'highlight',
  options: { position: true },
  element: {
    filter: ['pre'],
    async visit(node, ctx) {
      const code = node.children.find((c) => c.type === 'element' && c.tagName === 'code');
      if (code?.type !== 'element') return;
      const data = code.data as { lang?: string; meta?: string } | undefined;
      const names = code.properties?.className;
      const language =
        data?.lang ??
        (Array.isArray(names) ? names.find((n) => String(n).startsWith('language-')) : undefined)
          ?.toString()
          .slice('language-'.length) ??
        'text';
      if (!PLAIN.has(language) && !(language in bundledLanguages)) {
        throw new Error(
          `${placeOf(ctx, node)}: no highlighting for \`\`\`${language}; use \`\`\`text or a language Shiki knows`,
        );
      }
      const highlighter = await highlighterFor(language);
      const text = ctx.textContent(code).replace(/\n$/, '');
      const options = await codeOptions(text, language, data?.meta ?? '').catch((error: unknown) => {
        if (!(error instanceof OpenCommand)) throw error;
        const line = (node.position?.start.line ?? 0) + error.line;
        throw new Error(`${placeOf(ctx, { position: { start: { line, column: 1 } } })}: ${error.message}`, {
          cause: error,
        });
      });
      const tree = highlighter.codeToHast(text, options);
      return tree.children[0] as never;
    },
  },
});
