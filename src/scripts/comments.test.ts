import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';

const FILES = globSync([
  'src/**/*.{ts,astro,css,sh,yaml,yml,mdx}',
  'e2e/**/*.ts',
  '*.{ts,mjs}',
  'content/**/*.{yaml,yml}',
]);
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|^\s*#.*/gm;
/** A file of ours as a comment names it, with the folders it gives; no part of a URL, no name with a placeholder. */
const NAMED = /(?<![\w/:.*[\]-])(?:\.{1,2}\/)*((?:[\w[\]-]+\/)*[\w.-]+\.(?:ts|astro|css|sh))\b/g;
/** Files of packages, and what a build makes. */
const ELSEWHERE = ['index.css'];

it('files that comments name are there', () => {
  const drifted = FILES.filter((file) => !file.includes('/fixtures/')).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(COMMENT)].flatMap(({ 0: comment, index }) =>
      [...comment.matchAll(NAMED)]
        .map(([, name]) => name!)
        .filter((name) => !/\b[A-Z]{2,}\b/.test(name) && !ELSEWHERE.includes(name))
        .filter((name) => !FILES.some((f) => f === name || f.endsWith(`/${name}`) || name === basename(f)))
        .map((name) => `${file}:${text.slice(0, index).split('\n').length}: ${name}`),
    );
  });
  expect(drifted).toEqual([]);
});
