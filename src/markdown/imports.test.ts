import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMPONENTS } from '../components/mdx.ts';
import { withImports } from './imports.ts';

const imported = (mdx: string) =>
  [...withImports(mdx, 'a.mdx').matchAll(/^import (\w+) from "([^"]+)";$/gm)].map(([, name, file]) => ({ name, file }));

test('every component a chapter may use has its file', () => {
  for (const name of Object.keys(COMPONENTS)) {
    const [found] = imported(`<${name} />`);
    expect(found).toEqual({ name, file: expect.stringMatching(/\.astro$/) });
    expect(existsSync(found!.file!), found!.file).toBe(true);
  }
});

test('a chapter imports what it uses, once, and its lines keep their numbers', () => {
  const mdx =
    '---\ntitle: x\n---\n\n<Figure id="a">\n  <RootTree />\n</Figure>\n\n<Figure id="b">`<Unknown>`</Figure>\n\n```mdx\n<Unknown />\n```\n';
  expect(imported(mdx).map((i) => i.name)).toEqual(['Figure', 'RootTree']);
  expect(withImports(mdx, 'a.mdx').startsWith(mdx)).toBe(true);
  expect(withImports('文だけ。\n', 'a.mdx')).toBe('文だけ。\n');
});

test('a Mermaid fence is drawn by a component of its own', () => {
  expect(imported('```mermaid\nflowchart\n```\n').map((i) => i.name)).toEqual(['Drawing']);
  expect(imported('```sh\nmermaid\n```\n')).toEqual([]);
});

test('a component that chapters do not have is an error with file and line', () => {
  expect(() => withImports('一\n\n<Figur id="a" />\n', 'a.mdx')).toThrow(
    /^a\.mdx:3:1: no component <Figur>\. Did you mean Figure\?$/,
  );
  expect(() => withImports('一\n\n<Xyzzy />\n', 'a.mdx')).toThrow(/ A chapter has After, Answer, /);
});

test('a type between angle brackets in a caption is no component', () => {
  expect(imported('<Figure id="a" caption="List<String>">x</Figure>\n').map((i) => i.name)).toEqual(['Figure']);
  expect(imported('<Figure id="a" caption={\'Map<String, Int>\'}>x</Figure>\n').map((i) => i.name)).toEqual(['Figure']);
});
