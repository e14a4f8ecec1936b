import { expect, test } from 'vitest';
import { spellings } from './spellings.ts';

const SITE = 'https://example.com/docs/';
const PAGES = new Set(['', '1-1-namespace/', '歴史/', '_astro/a.js']);
const meant = (address: string, scope = SITE) => spellings(address, scope).find((path) => PAGES.has(path));

test.each([
  ['https://example.com/docs/', ''],
  ['https://example.com/docs', ''],
  ['https://example.com/docs/index.html', ''],
  ['https://example.com/docs/?utm=1#top', ''],
  ['https://example.com/docs/1-1-namespace/', '1-1-namespace/'],
  ['https://example.com/docs/1-1-namespace', '1-1-namespace/'],
  ['https://example.com/docs/1-1-namespace/index.html?a=b', '1-1-namespace/'],
  ['https://example.com/docs/1%2D1-namespac%65/', '1-1-namespace/'],
  ['https://example.com/docs/%E6%AD%B4%E5%8F%B2', '歴史/'],
  ['https://example.com/d%6Fcs/歴史/', '歴史/'],
  ['https://example.com/docs/_astro/a.js?v=1', '_astro/a.js'],
])('%s is %s', (address, path) => {
  expect(meant(address)).toBe(path);
});

test.each([
  'https://example.com/other/1-1-namespace/',
  'https://example.com/docsy/',
  'https://elsewhere.example/docs/1-1-namespace/',
  'https://example.com/docs/9-9-unknown/',
  'https://example.com/docs/%E0%A4%A/',
])('%s is none of the site', (address) => {
  expect(meant(address)).toBeUndefined();
});

test('at the root of an origin', () => {
  expect(meant('https://example.com', 'https://example.com/')).toBe('');
  expect(meant('https://example.com/1-1-namespace', 'https://example.com/')).toBe('1-1-namespace/');
});
