import type { KnipConfig } from 'knip';
import { withImports } from './src/markdown/imports.ts';

/*
 * `npm test -- lint`: no file, export or dependency that nobody uses; and, by
 * `knip --production`, none that only tests use (what is marked "!" is the site
 * and its commands).
 */
export default {
  entry: [
    'content/chapters/**/*.mdx!',
    'src/{bench,check,prose,recorder}/cli.ts!',
    'src/diagrams/changed.ts!', // what a stage asks, at build
    'src/scripts/{build,fonts,serve,start,dev,test,mutate}.ts!',
  ],
  astro: { config: [], entry: ['astro.config.mjs!', 'src/content.config.ts!', 'src/pages/**/*.{astro,ts}!'] },
  project: ['content/**/*.mdx!', 'src/**/*.{ts,js,astro}!', '!src/**/fixtures/**!', 'e2e/**/*.ts'],
  // A type may be named where a function that is exported takes or gives it; a test may ask for a part of what is used.
  ignoreExportsUsedInFile: process.argv.includes('--production') || { interface: true, type: true },
  vitest: { config: ['vitest.config.ts', 'src/scripts/mutate.vitest.ts'] },
  ignoreDependencies: [
    /noto-sans-jp|^@expo-google-fonts\/|^dejavu-fonts-ttf/, // src/mermaid and src/scripts/fonts.ts read their files
    /^oxlint/, // src/scripts/test.ts starts it
    '@stryker-mutator/vitest-runner', // src/scripts/mutate.ts names it
    '@astrojs/check', // `astro check` loads it
    'asciinema-player', // src/bench serves its bundle
    /textlint-rule-|^@textlint-ja\//, // src/prose/*textlintrc.yml name them
  ],
  ignoreBinaries: ['setpriv', 'unshare'],
  // A chapter does not import what it uses: the imports are those that the build writes.
  compilers: {
    mdx: (text: string, path: string) =>
      withImports(text, path)
        .match(/^import .*$/gm)
        ?.join('\n') ?? '',
  },
} satisfies KnipConfig;
