import { readdirSync } from 'node:fs';
import { bytesOf, BuiltSite, scriptSizes, sum } from '../src/bench/weight.ts';
import { DIST, expect, PAGES, test } from './support/test.ts';

const KB = 1024;
const LIMITS = { player: 8 * KB, diagram: 4 * KB, page: 20 * KB, styles: 14 * KB, stageStyles: 18 * KB };
const site = new BuiltSite(DIST);
const component = (folder: string): string => folder.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

test('scripts of the player and of each diagram stay small', () => {
  const sizes = new Map(scriptSizes(site, PAGES).map((size) => [size.component, size]));
  expect(sizes.get('Transcript')?.whole.gzip, 'the player').toBeLessThanOrEqual(LIMITS.player);
  const html = PAGES.map((page) => site.read(`${page}index.html`)).join('');
  const scripted = readdirSync('src/diagrams', { recursive: true, encoding: 'utf8' }).flatMap((file) => /([\w-]+)\.client\.ts$/.exec(file.replaceAll('\\', '/'))?.[1] ?? []);
  const shown = scripted.filter((name) => html.includes(`data-diagram="${name}"`));
  expect(shown.length).toBeGreaterThan(2);
  for (const name of shown) expect(sizes.get(component(name))?.own.gzip, name).toBeLessThanOrEqual(LIMITS.diagram);
});

for (const path of PAGES.filter((page) => page === '' || /^\d/.test(page))) {
  test(`all script of /${path} before anything is asked of it is small`, () => {
    const { files, inline } = site.filesOf(path);
    expect(sum([...files.js.map((file) => site.bytes(file)), ...inline.js.map(bytesOf)]).gzip).toBeLessThanOrEqual(LIMITS.page);
  });
}

test('a page brings the style sheets of what it shows, not of every diagram there is', () => {
  for (const path of PAGES) {
    expect(site.weigh(path).css.gzip, `/${path}`).toBeLessThanOrEqual(path === '' ? LIMITS.stageStyles : LIMITS.styles);
  }
});
