import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../authored/problem.ts';
import { type Node, start } from './node.ts';
import type { Chapter } from './read.ts';

/** The pictures of a chapter, whichever way they are written; undefined where an attribute is left out. */
export function picturesOf({ images, components }: Chapter): { url: unknown; alt: unknown; node: Node }[] {
  return [
    ...images,
    ...components
      .filter(({ name }) => name === 'img')
      .map(({ attributes, node }) => ({ url: attributes.get('src')?.value, alt: attributes.get('alt')?.value, node })),
  ];
}

/** Pictures whose file is not there, or not of this site. */
export function missingImages(chapter: Chapter): Problem[] {
  const { file, place } = chapter;
  return picturesOf(chapter).flatMap(({ url, node }) => {
    if (typeof url !== 'string') return [];
    const at = { file, ...place(start(node)) };
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url))
      return [{ ...at, message: `${url}: pictures come from this site, its policy shows no others` }];
    const path = decoded(url.split(/[?#]/)[0]!);
    const wanted = path.startsWith('/') ? join('public', path) : join(dirname(file), path);
    return existsSync(wanted) ? [] : [{ ...at, message: `there is no file ${wanted}` }];
  });
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
