import { defineConfig } from 'astro/config';
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { features } from './src/chapter/features.ts';
import { citedSources } from './src/components/references/integration.ts';
import { chapterImports } from './src/markdown/imports.ts';
import { chapterPlugins } from './src/markdown/plugins.ts';
import { mermaidBrowser } from './src/mermaid/integration.ts';
import { readBasePath, readSiteUrl } from './src/site/address.ts';
import { site } from './src/site/integration.ts';

const base = readBasePath(process.env.BASE_PATH);

/** What player, diagrams and tree share at once is one file: each file that a page asks for is paid for before anything is on the screen. */
const ONE_SHARED_FILE = {
  rolldownOptions: {
    output: {
      codeSplitting: {
        groups: [
          {
            name: 'shared',
            test: /src\/(sources\/sources|clipboard|html\/)|preload-helper/,
          },
        ],
      },
    },
  },
};

export default defineConfig({
  base,
  // Without it no page says its own address (canonical, og:url).
  site: readSiteUrl(process.env.SITE_URL),
  output: 'static',
  trailingSlash: 'always',
  // Japanese has no spaces between words, so a line break between two inline
  // elements must not become one; JSX rules drop it, as MDX does.
  compressHTML: 'jsx',
  // A style sheet of its own is a second round trip before anything is painted.
  build: { inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  markdown: {
    processor: satteri({ features, hastPlugins: chapterPlugins(base) }),
    // src/markdown/highlight.ts does it, without inline styles.
    syntaxHighlight: false,
  },
  integrations: [mdx(), mermaidBrowser(), citedSources(), site()],
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
      // Hashes are added by src/site, for each page its own.
      scriptDirective: { resources: ["'self'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: {
    // What a script imports later is small: it needs no list of what to fetch with it. Astro has a setting of its own for this, so it's made last.
    plugins: [
      chapterImports(),
      {
        // What Vite puts around import() fetches style sheets and neighbours of a script; ours have none.
        name: 'plain-import',
        enforce: 'post',
        transform: {
          filter: { id: /vite\/preload-helper/ },
          handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
        },
      },
      {
        name: 'no-module-preload',
        enforce: 'post',
        config: () => ({ environments: { client: { build: { modulePreload: false, ...ONE_SHARED_FILE } } } }),
      },
    ],
    // CommonJS, which the dev server can't evaluate itself, and a native module.
    ssr: { external: ['@xterm/headless', 'satteri'] },
    build: {
      // Nothing becomes a data: URI: the policy forbids them.
      assetsInlineLimit: 0,
      rolldownOptions: {
        // A constant that two scripts share is no file of its own.
        optimization: { inlineConst: true },
        onwarn(warning, warn) {
          // Astro's own mark on MDX modules, which it reads before bundling.
          if (warning.code === 'MODULE_LEVEL_DIRECTIVE' && warning.message.includes('astro:head-inject')) return;
          warn(warning);
        },
      },
    },
  },
});
