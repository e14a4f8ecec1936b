import { expect, test } from 'vitest';
import { importsOf, withModulesBeforeMain } from './modules.ts';

const script = (name: string) => `<script type="module" src="/base/_astro/${name}.js"></script>`;
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

test('modules stand before main once, by name, with all that they import at once', () => {
  const html = `<body><nav></nav><main id="m"><p>a</p>${script('Table')}<p>b</p>${script('Player')}<p>c</p></main>${script('Table')}</body>`;
  expect(withModulesBeforeMain(html, read)).toBe(`<body><nav></nav>${script('Player')}${script('Table')}${preload('deep')}${preload('event')}${preload('shared')}<main id="m"><p>a</p><p>b</p><p>c</p></main></body>`);
});

test('wherever they were, the page is the same', () => {
  expect(withModulesBeforeMain(`<main><p>a</p>${script('Player')}<p>b</p></main>`, read))
    .toBe(withModulesBeforeMain(`<main><p>a</p><p>b</p></main>${script('Player')}`, read));
});

test('a page without modules, and its inline scripts, stay as they are', () => {
  expect(withModulesBeforeMain('<main><script>a()</script></main>', read)).toBe('<main><script>a()</script></main>');
});

test('a page without main is an error', () => {
  expect(() => withModulesBeforeMain(script('Player'), read)).toThrow('<main>');
});

test('what is imported when asked to is no import', () => {
  expect(importsOf(files.Player!)).toEqual(['event.js', 'shared.js']);
});
