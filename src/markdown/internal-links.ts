import { defineHastPlugin, type HastPluginDefinition } from 'satteri';

/** Puts the base path before links that start at the site's root. */
export function internalLinks(base: string): HastPluginDefinition {
  return defineHastPlugin({
    name: 'internal-links',
    element: {
      filter: ['a'],
      visit(node, ctx) {
        const href = node.properties?.href;
        if (typeof href === 'string' && /^\/(?!\/)/.test(href)) ctx.setProperty(node, 'href', base + href.slice(1));
      },
    },
  });
}
