import { bytesOf, BuiltSite, scriptSizes, sum } from '../src/bench/weight.ts';
import { DIST, expect, PAGES, test } from './support/test.ts';

const KB = 1024;
const LIMITS = {
  stage: 8 * KB,
  following: 7 * KB,
  diagram: 4 * KB,
  page: 20 * KB,
  files: 5,
  // Every picture has two arrangements: beside its session, and compact above it.
  styles: 16.5 * KB,
  // The front page: six kinds of pictures, the score and the comparison, in a first screen of its own.
  stageStyles: 22 * KB,
};
const site = new BuiltSite(DIST);

test('scripts of the stage and of diagrams stay small', () => {
  const sizes = new Map(scriptSizes(site, PAGES).map((size) => [size.component, size]));
  expect(sizes.get('Scripted')?.whole.gzip, 'the stage').toBeLessThanOrEqual(LIMITS.stage);
  const { whole, asked } = sizes.get('Diagram')!;
  expect(whole.gzip, 'what all diagrams share').toBeLessThanOrEqual(LIMITS.following);
  const kinds = new Set(
    PAGES.flatMap((page) =>
      [...site.read(`${page}index.html`).matchAll(/data-diagram="([\w-]+)" data-source="[^"]+"/g)].map(
        ([, name]) => name,
      ),
    ),
  );
  expect(asked.length, 'one file to draw each kind, one to plan it where a source has no end').toBe(2 * kinds.size);
  for (const { gzip } of asked) expect(gzip, 'what draws or plans a kind').toBeLessThanOrEqual(LIMITS.diagram);
});

for (const path of PAGES.filter((page) => page === '' || /^\d/.test(page))) {
  test(`all script of /${path} before anything is asked of it is small`, () => {
    const { files, inline } = site.filesOf(path);
    expect(sum([...files.js.map((file) => site.bytes(file)), ...inline.js.map(bytesOf)]).gzip).toBeLessThanOrEqual(
      LIMITS.page,
    );
  });
}

test('a page brings the style sheets of what it shows, not of every diagram there is', () => {
  for (const path of PAGES) {
    expect(site.weigh(path).css.gzip, `/${path}`).toBeLessThanOrEqual(path === '' ? LIMITS.stageStyles : LIMITS.styles);
  }
});

test('a page brings every colour and measure that it uses', () => {
  for (const path of PAGES) {
    const html = site.read(`${path}index.html`);
    const css = site.filesOf(path).inline.css.join('\n');
    const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    // A name with another value to fall back on may be missing.
    const used = new Set([...html.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
    expect(
      [...used].filter((name) => !defined.has(name)),
      `/${path}`,
    ).toEqual([]);
    const hues = new Set(
      [...html.matchAll(/class="[^"]*?\b(ns-(?:mnt|uts|ipc|pid|net|user|cgroup|time))[ "]/g)].map(([, name]) => name!),
    );
    expect(
      [...hues].filter((name) => !css.includes(`.${name}{`)),
      `/${path}`,
    ).toEqual([]);
  }
});

test('the first frame of a page waits for what the page begins with, and for no font', () => {
  for (const path of PAGES) {
    const [head = '', body = ''] = site.read(`${path}index.html`).split('</head>');
    const [, id] = /<link rel="expect" href="#([\w-]+)" blocking="render">/.exec(head) ?? [];
    // Chromium lets go at its start tag: the title must stand before it.
    const [before = '', after] = body.split(` id="${id}"`);
    expect(after, `/${path}`).toBeDefined();
    expect(before, `/${path}`).toContain('</h1>');
    expect(head, `/${path}`).not.toContain('as="font"');
  }
});

test('a page asks for its modules, and for all that they import at once, before its text', () => {
  for (const path of PAGES) {
    const [early = '', text = ''] = site.read(`${path}index.html`).split('<main');
    const asked = [
      ...early.matchAll(/<script type="module" src="\/([^"]+)"|<link rel="modulepreload" href="\/([^"]+)"/g),
    ].map(([, src, href]) => src ?? href);
    expect(asked.toSorted(), `/${path}`).toEqual(site.filesOf(path).files.js.toSorted());
    expect(text, `/${path}`).not.toContain('<script type="module"');
    // Each of them holds up the first frame by some 3 ms on a slow processor.
    expect(asked.length, `/${path}`).toBeLessThanOrEqual(LIMITS.files);
  }
});
