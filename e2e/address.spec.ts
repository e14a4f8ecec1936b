import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementsOf } from '../src/site/html.ts';
import { filesIn, pagesOf } from '../src/site/files.ts';
import { DIST, expect, test } from './support/test.ts';

const BASE_DIST = process.env.E2E_BASE_DIST ?? '.cache/dist-base';

/** What a page says its address is: canonical and og:url. */
function addressesIn(folder: string, path: string): (string | undefined)[] {
  const elements = elementsOf(readFileSync(join(folder, path), 'utf8'), ['link', 'meta']).map((e) => e.attributes);
  return [
    ...elements.filter(({ rel }) => rel === 'canonical').map(({ href }) => href),
    ...elements.filter(({ property }) => property === 'og:url').map(({ content }) => content),
  ];
}

test('a page says where it stands, or nothing where nobody told the build', ({ baseURL }) => {
  const { pathname } = new URL(baseURL!);
  const site = process.env.E2E_SITE_URL;
  test.skip(pathname !== '/' && site === undefined, 'npm test builds it with SITE_URL');
  const folder = pathname === '/' ? DIST : BASE_DIST;
  for (const path of pagesOf(filesIn(folder)).filter((page) => !page.startsWith('gallery/'))) {
    const own = `${site}${pathname}${path.replace(/index\.html$/, '')}`;
    expect(addressesIn(folder, path), path).toEqual(pathname === '/' || path === '404.html' ? [] : [own, own]);
  }
});

test('a page that says where it stands has a card of 1200 by 630 pixels, by its whole address', ({ baseURL }) => {
  const { pathname } = new URL(baseURL!);
  const site = process.env.E2E_SITE_URL;
  test.skip(pathname !== '/' && site === undefined, 'npm test builds it with SITE_URL');
  const folder = pathname === '/' ? DIST : BASE_DIST;
  for (const path of pagesOf(filesIn(folder)).filter((page) => !page.startsWith('gallery/'))) {
    const metas = elementsOf(readFileSync(join(folder, path), 'utf8'), ['meta']).map((e) => e.attributes);
    const card = metas.find(({ property }) => property === 'og:image')?.content;
    const large = metas.find(({ name }) => name === 'twitter:card')?.content;
    if (pathname === '/' || path === '404.html') {
      expect([card, large], path).toEqual([undefined, undefined]);
      continue;
    }
    expect(large, path).toBe('summary_large_image');
    expect(card, path).toMatch(new RegExp(`^${site}${pathname}cards/[\\w-]+\\.png$`));
    const png = readFileSync(join(folder, card!.slice(`${site}${pathname}`.length)));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)], path).toEqual([1200, 630]);
  }
});
