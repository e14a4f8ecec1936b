import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withOwnHashes } from './policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (policy: string, rest: string) =>
  `<head><meta http-equiv="content-security-policy" content="${policy}">${rest}`;

test('a page allows its own inline styles and scripts, and no others', () => {
  const html = page(
    "default-src 'none'; script-src 'self' 'sha256-other='; style-src 'self' 'sha256-other=';",
    '<style>a{}</style><style>b{}</style><script>c()</script><script type="module" src="/d.js"></script>',
  );
  expect(withOwnHashes(html)).toBe(
    html
      .replace("script-src 'self' 'sha256-other='", `script-src 'self' ${hash('c()')}`)
      .replace("style-src 'self' 'sha256-other='", `style-src 'self' ${hash('a{}')} ${hash('b{}')}`),
  );
});

test('what no page has is dropped, what is no hash stays', () => {
  expect(withOwnHashes(page("script-src 'self' 'sha256-x='; style-src 'self'", ''))).toBe(
    page("script-src 'self'; style-src 'self'", ''),
  );
});

test.each([
  ['', /no content security policy/],
  [page("script-src 'self'", ''), /without style-src/],
])('%j is an error', (html, message) => {
  expect(() => withOwnHashes(html)).toThrow(message);
});
