import { defineHastPlugin } from 'satteri';
import { cachedDrawing } from '../mermaid/cache.ts';
import { drawMermaid } from '../mermaid/draw.ts';
import { parseFence } from '../mermaid/fence.ts';
import { placeOf } from './place.ts';

/** Fences of language `mermaid` become inline SVG. */
export const mermaid = defineHastPlugin({
  name: 'mermaid',
  options: { position: true },
  element: {
    filter: ['pre'],
    async visit(node, ctx) {
      const code = node.children.find((c) => c.type === 'element' && c.tagName === 'code');
      if (code?.type !== 'element') return;
      const names = code.properties?.className;
      const language =
        (code.data as { lang?: string } | undefined)?.lang ??
        (Array.isArray(names) ? String(names[0]).replace(/^language-/, '') : undefined);
      if (language !== 'mermaid') return;
      const place = placeOf(ctx, node);
      const { source, title } = parseFence(ctx.textContent(code), place);
      const svg = await cachedDrawing(source, drawMermaid).catch((error: unknown) => {
        throw new Error(`${place}: mermaid: ${error instanceof Error ? error.message : String(error)}`);
      });
      // Raw markup has no form in MDX: a component puts it there.
      const attribute = (name: string, value: string) => ({ type: 'mdxJsxAttribute', name, value });
      return {
        type: 'mdxJsxFlowElement',
        name: 'Drawing',
        attributes: [attribute('title', title), attribute('svg', svg)],
        children: [],
      } as never;
    },
  },
});
