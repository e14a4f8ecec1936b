import { defineHastPlugin, type HastNode, type HastVisitorContext } from 'satteri';

const WIDE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\u30fb-\\u30ff\\uff00-\\uff60]';
// Between two Japanese characters, or between one and the element before or after the text.
const BREAK = new RegExp(`(?<=^|${WIDE})[ \\t]*\\n[ \\t]*(?=${WIDE})|(?<=${WIDE})[ \\t]*\\n[ \\t]*$`, 'gu');

/** Removes the line breaks an author puts beside Japanese characters: browsers would print a space. */
export function joinLines(text: string): string {
  return text.replace(BREAK, '');
}

/** {@link joinLines} on the prose of a chapter; code keeps its lines. */
export const japaneseLines = defineHastPlugin({
  name: 'japanese-lines',
  text(node, ctx) {
    if (!node.value.includes('\n')) return;
    const parent = ctx.parent(node);
    if (parent?.type === 'element' && (parent.tagName === 'code' || parent.tagName === 'pre')) return;
    const value = joinLines(node.value);
    if (value !== node.value) ctx.setProperty(node, 'value', value);
  },
});

const OPENING = /[\s（「『【〈《［｛([{‘“/-]$/u;

/** Code no longer than this is kept on one line: `--network` must not end a line after its hyphens. */
const SHORT = 24;

/** Marks inline code that a line must not break; longer code may break at its spaces. */
export const shortCode = defineHastPlugin({
  name: 'short-code',
  element: {
    filter: ['code'],
    visit(node, ctx) {
      const parent = ctx.parent(node);
      if (parent?.type === 'element' && parent.tagName === 'pre') return;
      const text = ctx.textContent(node);
      if (text.length <= SHORT) return ctx.setProperty(node, 'className', ['short']);
      if (node.children.length > 1 || !text.includes(' ')) return;
      ctx.setProperty(
        node,
        'children',
        text.split(/( )/).map((value) =>
          value === ' ' || value.length > SHORT
            ? { type: 'text' as const, value }
            : {
                type: 'element' as const,
                tagName: 'span',
                properties: { className: ['short'] },
                children: [{ type: 'text' as const, value }],
              },
        ),
      );
    },
  },
});

/** Lets a line end before a node, unless an opening bracket or a space stands there. */
function breakBefore(node: HastNode, ctx: HastVisitorContext): void {
  const index = ctx.indexOf(node);
  const before = index ? ctx.parent(node)?.children[index - 1] : undefined;
  if (before?.type !== 'text' || OPENING.test(before.value)) return;
  ctx.insertBefore(node, { type: 'element', tagName: 'wbr', properties: {}, children: [] });
}

/**
 * Lets a line end before inline code that starts with a sign, or may, as what is quoted from a recording: `は` and `/proc`
 * would else be kept together, because no line may begin with a slash.
 */
export const codeBreaks = defineHastPlugin({
  name: 'code-breaks',
  element: {
    filter: ['code'],
    visit(node, ctx) {
      if (/^[^\p{L}\p{N}]/u.test(ctx.textContent(node))) breakBefore(node, ctx);
    },
  },
  mdxJsxTextElement: {
    filter: ['Captured'],
    visit: (node, ctx) => breakBefore(node, ctx),
  },
});
