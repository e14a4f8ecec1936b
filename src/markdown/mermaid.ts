import { defineHastPlugin } from 'satteri';
import { cachedDrawing } from '../mermaid/cache.ts';
import { drawMermaid } from '../mermaid/draw.ts';
import { horizontal, parseFence, placed } from '../mermaid/fence.ts';
import { fileOf } from './place.ts';

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
      const place = { file: fileOf(ctx), line: node.position?.start.line ?? 1 };
      const fence = parseFence(ctx.textContent(code), place);
      const draw = (shape: typeof fence) =>
        cachedDrawing(shape, drawMermaid).catch((error: unknown) => {
          throw placed(error instanceof Error ? error.message : String(error), shape, place);
        });
      const svg = await draw(fence);
      const across = horizontal(fence);
      // Raw markup has no form in MDX: a component puts it there.
      const attribute = (name: string, value: string) => ({ type: 'mdxJsxAttribute', name, value });
      return {
        type: 'mdxJsxFlowElement',
        name: 'Drawing',
        attributes: [
          attribute('title', fence.title),
          attribute('svg', svg),
          ...(across ? [attribute('wide', await draw(across))] : []),
        ],
        children: [],
      } as never;
    },
  },
});
