import { defineHastPlugin } from 'satteri';
import { PAGE_IDS } from '../layouts/page-ids.ts';
import { placeOf } from './place.ts';

/** An id for a heading that names none: its text without punctuation, spaces as hyphens. */
export function headingId(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s+/g, '-');
}

const TAGS = ['h2', 'h3', 'h4'];
const KEY = 'headingIds';
const PAGE: ReadonlySet<string> = new Set(Object.values(PAGE_IDS));

/** Notes the ids that authors gave: they stay as they are, whatever is made of other headings. */
export const givenIds = defineHastPlugin({
  name: 'given-ids',
  options: { position: true },
  before(_root, ctx) {
    ctx.data[KEY] = new Set<string>();
  },
  element: {
    filter: TAGS,
    visit(node, ctx) {
      const id = node.properties?.id;
      if (typeof id !== 'string') return;
      const given = ctx.data[KEY] as Set<string>;
      if (PAGE.has(id))
        throw new Error(`${placeOf(ctx, node)}: the page itself has the id "${id}". Give the heading another`);
      if (given.has(id))
        throw new Error(`${placeOf(ctx, node)}: a heading above has the id "${id}" already. Give this one another`);
      given.add(id);
    },
  },
});

/** Gives every heading an id and a link to itself. */
export const headings = defineHastPlugin({
  name: 'headings',
  element: {
    filter: TAGS,
    visit(node, ctx) {
      const used = ctx.data[KEY] as Set<string>;
      const text = ctx.textContent(node);
      let id = node.properties?.id;
      if (typeof id !== 'string') {
        const wanted = headingId(text) || 'section';
        id = wanted;
        for (let n = 2; used.has(id as string) || PAGE.has(id as string); n += 1) id = `${wanted}-${n}`;
        used.add(id as string);
        ctx.setProperty(node, 'id', id as string);
      }
      ctx.appendChild(node, {
        type: 'element',
        tagName: 'a',
        properties: {
          className: ['anchor'],
          href: `#${encodeURIComponent(id as string)}`,
          ariaLabel: `「${text}」へのリンク`,
        },
        children: [],
      });
    },
  },
});
