import { defineHastPlugin } from 'satteri';

/** An id for a heading that names none: its text without punctuation, spaces as hyphens. */
export function headingId(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s+/g, '-');
}

/** Gives every heading an id and a link to itself. */
export const headings = () => {
  const used = new Set<string>();
  return defineHastPlugin({
    name: 'headings',
    element: {
      filter: ['h2', 'h3', 'h4'],
      visit(node, ctx) {
        const text = ctx.textContent(node);
        const given = node.properties?.id;
        const wanted = typeof given === 'string' ? given : headingId(text) || 'section';
        let id = wanted;
        for (let n = 2; used.has(id); n += 1) id = `${wanted}-${n}`;
        used.add(id);
        ctx.setProperty(node, 'id', id);
        ctx.appendChild(node, {
          type: 'element',
          tagName: 'a',
          properties: { className: ['anchor'], href: `#${encodeURIComponent(id)}`, ariaLabel: `「${text}」へのリンク` },
          children: [],
        });
      },
    },
  });
};
