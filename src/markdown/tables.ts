import { defineHastPlugin } from 'satteri';

/** After a sign within a name, and after a space; never after the signs a name begins with. */
const PIECES = /(?<=[^\s/._-]{2}[/._-]|\s)/u;

/** Cuts a name into the pieces a narrow table may set under each other: `memory.`, `swap.`, `max`. */
export const pieces = (name: string): string[] => name.split(PIECES);

/** Lets the names in a table's cells break between their parts, where the page is narrow. */
export const cellNames = defineHastPlugin({
  name: 'cell-names',
  element: {
    filter: ['code'],
    visit(node, ctx) {
      const cell = ctx.parent(node);
      const text = node.children[0];
      if (cell?.type !== 'element' || cell.tagName !== 'td' || text?.type !== 'text' || node.children.length > 1)
        return;
      const parts = pieces(text.value);
      if (parts.length === 1) return;
      ctx.setProperty(
        node,
        'children',
        parts.flatMap((value, i) => [
          ...(i === 0 ? [] : [{ type: 'element' as const, tagName: 'wbr', properties: {}, children: [] }]),
          { type: 'element' as const, tagName: 'span', properties: {}, children: [{ type: 'text' as const, value }] },
        ]),
      );
    },
  },
});

/**
 * Lets a table wider than the page scroll by itself, by keyboard too, and ends
 * it with a foot by which the style sheet knows that all its rows are there.
 */
export const tables = defineHastPlugin({
  name: 'tables',
  element: {
    filter: ['table'],
    visit(node, ctx) {
      ctx.appendChild(node, { type: 'element', tagName: 'tfoot', properties: {}, children: [] });
      ctx.wrapNode(node, {
        type: 'element',
        tagName: 'div',
        properties: {
          className: ['table-scroll'],
          role: 'group',
          ariaLabel: '表（はみ出す部分は横にスクロールできます）',
          tabIndex: 0,
        },
        children: [],
      });
    },
  },
});
