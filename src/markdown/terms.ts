import { defineHastPlugin, mdxToJs, type HastPluginDefinition, type HastVisitorContext } from 'satteri';
import { features } from '../chapter/features.ts';
import type { Chapter } from '../chapter/read.ts';
import { getGlossary } from '../glossary/glossary.ts';
import { japaneseLines } from './japanese-lines.ts';
import { unmark } from './unmark.ts';

/** Elements in whose text a term may be a link. */
const PROSE = new Set(['p', 'li', 'strong', 'em', 'ul', 'ol', 'td', 'blockquote', 'div', 'table', 'tbody', 'tr']);
/** Components whose text is prose like any other; in a question a link would give the answer away. */
const COMPONENTS = new Set(['Callout', 'Dated']);
const KEY = 'terms';

/** Id, on a chapter's page, of the sentence that says what a term means. */
export const meaningId = (term: string): string => `means-${term}`;

/**
 * Makes the first use of each term of the glossary in a chapter's prose a link
 * to it, described by what it means at the chapter's end, and leaves the ids of those terms in `data.terms`, in their order.
 * @param base the site's base path, with a slash at both ends
 */
export function terms(base: string): HastPluginDefinition {
  return defineHastPlugin({
    name: 'terms',
    before(_root, ctx) {
      ctx.data[KEY] = [];
    },
    text(node, ctx) {
      for (
        let at: ReturnType<HastVisitorContext['parent']> = ctx.parent(node);
        at && at.type !== 'root';
        at = ctx.parent(at)
      ) {
        const allowed =
          at.type === 'element'
            ? PROSE.has(at.tagName)
            : at.type.startsWith('mdxJsx') && COMPONENTS.has((at as { name?: string }).name ?? '');
        if (!allowed) return;
      }
      const seen = ctx.data[KEY] as string[];
      const parts: Parameters<typeof ctx.replaceNode>[1] = [];
      let from = 0;
      for (const { index, spelling, id } of getGlossary().find(node.value)) {
        if (seen.includes(id)) continue;
        seen.push(id);
        if (index > from) parts.push({ type: 'text', value: node.value.slice(from, index) });
        parts.push({
          type: 'element',
          tagName: 'a',
          properties: {
            className: ['term'],
            id: `term-${id}`,
            href: `${base}glossary/#${id}`,
            ariaDescribedBy: [meaningId(id)],
          },
          children: [{ type: 'text', value: spelling }],
        });
        from = index + spelling.length;
      }
      if (from === 0) return;
      if (from < node.value.length) parts.push({ type: 'text', value: node.value.slice(from) });
      ctx.replaceNode(node, parts);
    },
  });
}

/** The terms a chapter links to the glossary, by id, in their order. */
export async function termsOf(chapter: Chapter): Promise<string[]> {
  const { data } = await mdxToJs(chapter.compiled, { features, hastPlugins: [unmark, japaneseLines, terms('/')] });
  return (data as { terms: string[] }).terms;
}
