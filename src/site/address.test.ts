import { expect, test } from 'vitest';
import { readBasePath, readSiteUrl } from './address.ts';

test.each([
  [undefined, '/'],
  ['', '/'],
  ['/', '/'],
  ['docs', '/docs/'],
  ['/docs', '/docs/'],
  ['/docs/', '/docs/'],
  ['/a/b/', '/a/b/'],
  ['/a b/', '/a b/'],
  ['/日本語/', '/日本語/'],
  ['/a..b/', '/a..b/'],
])('BASE_PATH=%s is %s', (given, base) => {
  expect(readBasePath(given)).toBe(base);
});

test.each([
  ['/a?b/', /holds "\?"/],
  ['/a#b/', /holds "#"/],
  ['/a"b/', /holds "\\""/],
  ["/a'b/", /holds "'"/],
  ['/a<b/', /holds "<"/],
  ['\\docs', /holds/],
  ['/a/../b/', /goes up or stays/],
  ['..', /goes up or stays/],
  ['/./a/', /goes up or stays/],
  ['/%2e%2e/a/', /goes up or stays/],
  ['/a//b/', /two slashes/],
  ['//example.com/', /two slashes/],
  ['https://example.com/docs/', /is a URL.*SITE_URL/],
  ['C:/Program Files/Git/docs/', /is a URL/],
  ['/a\nb/', /holds "\\n"/],
  ['/50%/', /% that encodes nothing/],
  [' /docs/', /a space/],
])('BASE_PATH=%j is refused with a sentence', (given, message) => {
  expect(() => readBasePath(given)).toThrow(message);
  expect(() => readBasePath(given)).toThrow(/Give a path such as \/docs\/\.$/);
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['https://example.com', 'https://example.com'],
  ['https://example.com:8443/', 'https://example.com:8443'],
])('SITE_URL=%s is %s', (given, site) => {
  expect(readSiteUrl(given)).toBe(site);
});

test.each([
  ['example.com', /is no URL/],
  ['https://example.com/docs/', /BASE_PATH/],
  ['https://example.com/?a', /BASE_PATH/],
  ['ftp://example.com', /no web address/],
  ['https://a:b@example.com', /a name or a password/],
])('SITE_URL=%s is refused with a sentence', (given, message) => {
  expect(() => readSiteUrl(given)).toThrow(message);
});
