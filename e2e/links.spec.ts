import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/test.ts';
import { DIST, PAGES } from './support/test.ts';

const BASE_DIST = process.env.E2E_BASE_DIST ?? '.cache/dist-base';

/** What a built page links to and which fragments it has; scripts left out. */
function read(file: string) {
  const html = readFileSync(file, 'utf8').replace(/<script\b.*?<\/script>/gs, '');
  const decoded = (s: string) => s.replaceAll('&amp;', '&').replaceAll('&#38;', '&').replaceAll('&quot;', '"');
  return {
    links: [...html.matchAll(/\s(?:href|src|data-src|poster)="([^"]*)"/g)].map((m) => decoded(m[1]!)),
    ids: [...html.matchAll(/\sid="([^"]*)"/g)].map((m) => decoded(m[1]!)),
  };
}

test('every link and fragment inside the site resolves, and ids are unique', ({ baseURL }) => {
  const site = new URL(baseURL!);
  const folder = site.pathname === '/' ? DIST : BASE_DIST;
  const pages = new Map(PAGES.map((path) => [path, read(join(folder, path, 'index.html'))]));
  const broken: string[] = [];
  for (const [path, { links, ids }] of pages) {
    for (const id of ids)
      if (ids.indexOf(id) !== ids.lastIndexOf(id)) broken.push(`/${path}: id "${id}" is used twice`);
    for (const link of links) {
      const target = new URL(link, new URL(path, site));
      if (target.origin !== site.origin) continue;
      if (!target.pathname.startsWith(site.pathname)) {
        broken.push(`/${path}: ${link} leaves the base path`);
        continue;
      }
      const named = decodeURIComponent(target.pathname.slice(site.pathname.length));
      const page = pages.get(named);
      if (!page && !(existsSync(join(folder, named)) && statSync(join(folder, named)).isFile()))
        broken.push(`/${path}: ${link} leads nowhere`);
      const fragment = decodeURIComponent(target.hash.slice(1));
      if (page && fragment && !page.ids.includes(fragment)) broken.push(`/${path}: ${link} names no id of that page`);
    }
  }
  expect([...new Set(broken)]).toEqual([]);
});
