import { expect, test } from 'vitest';
import { importsOf, withModulesBehindFont } from './modules.ts';

const script = (name: string) => `<script type="module" src="/base/_astro/${name}.js"></script>`;
const FONT = '<link rel="preload" href="/base/fonts/mono.woff2" as="font" type="font/woff2" crossorigin>';
const preload = (name: string) => `<link rel="modulepreload" href="/base/_astro/${name}.js">`;
const files: Record<string, string> = {
  Player: 'import{t as e}from"./event.js";import"./shared.js";const later=()=>import("./drawing.js")',
  Table: 'import{a}from"./shared.js"',
  event: 'export const t=1',
  shared: 'import{x}from"./deep.js";export const a=x',
  deep: 'export const x=2',
};
const read = (src: string) => {
  const code = files[/\/base\/_astro\/(\w+)\.js$/.exec(src)![1]!];
  if (code === undefined) throw new Error(`asked for ${src}`);
  return code;
};

test('modules stand behind the font once, by name, with all that they import at once', () => {
  const html = `<body><nav></nav>${FONT}<main id="m"><p>a</p>${script('Table')}<p>b</p>${script('Player')}<p>c</p></main>${script('Table')}</body>`;
  expect(withModulesBehindFont(html, read)).toBe(
    `<body><nav></nav>${FONT}${script('Player')}${script('Table')}${preload('deep')}${preload('event')}${preload('shared')}<main id="m"><p>a</p><p>b</p><p>c</p></main></body>`,
  );
});

test('wherever they were, the page is the same', () => {
  expect(withModulesBehindFont(`${FONT}<main><p>a</p>${script('Player')}<p>b</p></main>`, read)).toBe(
    withModulesBehindFont(`${FONT}<main><p>a</p><p>b</p></main>${script('Player')}`, read),
  );
});

test('a page without modules, and its inline scripts, stay as they are', () => {
  expect(withModulesBehindFont('<main><script>a()</script></main>', read)).toBe('<main><script>a()</script></main>');
});

test('a page with modules and no font is an error', () => {
  expect(() => withModulesBehindFont(`<main></main>${script('Player')}`, read)).toThrow('src/layouts/Files.astro');
});

test('what is imported when asked to is no import', () => {
  expect(importsOf(files.Player!)).toEqual(['event.js', 'shared.js']);
});
