import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMPONENTS } from '../components/mdx.ts';
import { withImports } from './imports.ts';

const imported = (mdx: string) => [...withImports(mdx).matchAll(/^import (\w+) from "([^"]+)";$/gm)].map(([, name, file]) => ({ name, file }));

test('every component a chapter may use has its file', () => {
  for (const name of Object.keys(COMPONENTS)) {
    const [found] = imported(`<${name} />`);
    expect(found).toEqual({ name, file: expect.stringMatching(/\.astro$/) });
    expect(existsSync(found!.file!), found!.file).toBe(true);
  }
});

test('a chapter imports what it uses, once, and its lines keep their numbers', () => {
  const mdx = '---\ntitle: x\n---\n\n<Figure id="a">\n  <RootTree />\n</Figure>\n\n<Figure id="b"><Unknown /></Figure>\n';
  expect(imported(mdx).map((i) => i.name)).toEqual(['Figure', 'RootTree']);
  expect(withImports(mdx).startsWith(mdx)).toBe(true);
  expect(withImports('文だけ。\n')).toBe('文だけ。\n');
});

test('a Mermaid fence is drawn by a component of its own', () => {
  expect(imported('```mermaid\nflowchart\n```\n').map((i) => i.name)).toEqual(['Drawing']);
  expect(imported('```sh\nmermaid\n```\n')).toEqual([]);
});
