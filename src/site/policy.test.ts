import { expect, test } from 'vitest';
import { hashOf, withOwnHashes } from './policy.ts';

const page = (policy: string, rest: string) =>
  `<!doctype html><head><meta http-equiv="content-security-policy" content="${policy}">${rest}`;
const POLICY = "default-src 'none'; script-src 'self' 'sha256-other='; style-src 'self' 'sha256-other=';";
const KNOWN = new Map([['src/theme.js', 'c()']]);

test('a page allows its own inline styles and known scripts, and no others', () => {
  const html = page(
    POLICY,
    '<style>a{}</style><style>b{}</style><script>c()</script><script type="module" src="/d.js"></script>',
  );
  expect(withOwnHashes(html, KNOWN)).toBe(
    html
      .replace("script-src 'self' 'sha256-other='", `script-src 'self' ${hashOf('c()')}`)
      .replace("style-src 'self' 'sha256-other='", `style-src 'self' ${hashOf('a{}')} ${hashOf('b{}')}`),
  );
});

test('what no page has is dropped, what is no hash stays: a page may ask for more', () => {
  const given =
    "script-src 'self' 'wasm-unsafe-eval' 'sha384-y=' 'sha256-x='; style-src 'self'; worker-src 'self' blob:";
  expect(withOwnHashes(page(given, ''), KNOWN)).toBe(
    page("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self' blob:", ''),
  );
});

test.each([
  ['<script>stolen()</script>', 'stolen()'],
  ['<p><script type="text/javascript">stolen()</script>', 'stolen()'],
  ['<SCRIPT TYPE="Text/JavaScript">stolen()</SCRIPT>', 'stolen()'],
  ['<script type=module>stolen()</script>', 'stolen()'],
  ['<script type="importmap">{}</script>', '{}'],
  ['<script language="javascript">stolen()</script>', 'stolen()'],
  ['<script data-x="a > b" async>stolen()</script>', 'stolen()'],
  ['<svg><script>stolen()</script></svg>', 'stolen()'],
  ['<template><script>stolen()</script></template>', 'stolen()'],
  ['<script>c() </script>', 'c()'],
  ['<script></script>', ''],
  ['<script>c()<!-- </script>', 'c()<!--'],
])('%s is refused, with what it begins with', (script, begins) => {
  expect(() => withOwnHashes(page(POLICY, script), KNOWN)).toThrow(
    `an inline script that is none of src/theme.js: ${JSON.stringify(begins)}`,
  );
});

test.each([
  '<!-- <script>no()</script> -->',
  '<textarea><script>no()</script></textarea>',
  '<p title="<script>no()</script>">',
  '<script type="application/json">{}</script>',
  '<script type="application/ld+json">{}</script>',
])('%s is no script', (markup) => {
  expect(withOwnHashes(page(POLICY, markup), KNOWN)).toContain(markup);
});

test.each([
  ['<p>', /no content security policy/],
  ['<!-- <meta http-equiv="content-security-policy" content=""> -->', /no content security policy/],
  [page("script-src 'self'", ''), /without style-src/],
  [page("x-script-src 'self'; style-src 'self'", ''), /without script-src/],
  [`<head><script>c()</script>${page(POLICY, '')}`, /before the policy/],
])('%j is an error', (html, message) => {
  expect(() => withOwnHashes(html, KNOWN)).toThrow(message);
});
