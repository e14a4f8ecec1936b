import { defineHastPlugin, type HastNode } from 'satteri';
import { emsOf, leastWidths, pieces } from './columns.ts';

/** A piece of a name up to here, in em, is kept whole in a cell; a longer one may break anywhere. */
const PIECE = 8;

/** Lets the names in a table's cells break between their parts, where the page is narrow. */
export const cellNames = defineHastPlugin({
  name: 'cell-names',
  element: {
    filter: ['code'],
    visit(node, ctx) {
      const cell = ctx.parent(node);
      const text = node.children[0];
      if (cell?.type !== 'element' || !['th', 'td'].includes(cell.tagName)) return;
      if (text?.type !== 'text' || node.children.length > 1) return;
      const parts = pieces(text.value);
      if (parts.length === 1 && emsOf(text.value) > PIECE) return;
      ctx.setProperty(
        node,
        'children',
        parts.flatMap((value, i) => [
          ...(i === 0 ? [] : [{ type: 'element' as const, tagName: 'wbr', properties: {}, children: [] }]),
          emsOf(value) > PIECE
            ? { type: 'text' as const, value }
            : {
                type: 'element' as const,
                tagName: 'span',
                properties: {},
                children: [{ type: 'text' as const, value }],
              },
        ]),
      );
    },
  },
});

type HastElement = Extract<HastNode, { type: 'element' }>;

/** The elements of some names among a node's children. */
const inside = (node: Readonly<HastElement>, ...names: string[]): HastElement[] =>
  node.children.filter((child): child is HastElement => child.type === 'element' && names.includes(child.tagName));

/**
 * Lets a table wider than the page scroll by itself, by keyboard too; says in
 * its header how narrow a column may get (`least-6`: 6 em); and ends it with a
 * foot by which the style sheet knows that all its rows are there.
 */
export const tables = defineHastPlugin({
  name: 'tables',
  element: {
    filter: ['table'],
    visit(node, ctx) {
      const rows = inside(node, 'thead', 'tbody').flatMap((part) => inside(part, 'tr'));
      const cells = rows.map((row) => inside(row, 'th', 'td'));
      const least = leastWidths(cells.map((row) => row.map((cell) => ctx.textContent(cell))));
      for (const [column, cell] of (cells[0] ?? []).entries())
        ctx.setProperty(cell, 'className', [`least-${least[column]}`]);
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
