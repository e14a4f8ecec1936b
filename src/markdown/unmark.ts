import { defineHastPlugin } from 'satteri';
import { MARK } from '../chapter/emphasis.ts';

/** Takes the marks out again that made emphasis of asterisks beside Japanese (src/chapter/emphasis.ts). */
export const unmark = defineHastPlugin({
  name: 'unmark',
  text(node, ctx) {
    if (node.value.includes(MARK)) ctx.setProperty(node, 'value', node.value.replaceAll(MARK, ''));
  },
});
