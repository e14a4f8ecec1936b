import { defineHastPlugin } from 'satteri';

/** Lets a table wider than the page scroll by itself, by keyboard too. */
export const tables = defineHastPlugin({
  name: 'tables',
  element: {
    filter: ['table'],
    visit(node, ctx) {
      ctx.wrapNode(node, {
        type: 'element',
        tagName: 'div',
        properties: { className: ['table-scroll'], role: 'group', ariaLabel: '表（はみ出す部分は横にスクロールできます）', tabIndex: 0 },
        children: [],
      });
    },
  },
});
