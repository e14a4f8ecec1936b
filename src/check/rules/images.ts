import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../../authored/problem.ts';
import type { Node } from '../../chapter/node.ts';
import type { Chapter } from '../../chapter/read.ts';
import { problemAt, type Rule } from '../rule.ts';

/** Pictures say what they show, and are there. */
export const images: Rule = (chapter) => [
  ...chapter.images.flatMap(({ url, alt, node }) => picture(chapter, node, url, alt)),
  ...chapter.components
    .filter(({ name }) => name === 'img')
    .flatMap(({ attributes, node }) =>
      picture(chapter, node, attributes.get('src')?.value, attributes.get('alt')?.value),
    ),
];

function picture(chapter: Chapter, node: Node, url: unknown, alt: unknown): Problem[] {
  const problems: Problem[] = [];
  if (typeof alt !== 'string' || alt.trim() === '')
    problems.push(
      problemAt(
        chapter,
        node,
        'a picture that says nothing to those who do not see it',
        node.type === 'image'
          ? 'Write what it shows between the brackets: ![...](...)'
          : 'Write what it shows: alt="..."',
      ),
    );
  if (typeof url !== 'string') return problems;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url))
    return [...problems, problemAt(chapter, node, `${url}: pictures come from this site, its policy shows no others`)];
  const path = decoded(url.split(/[?#]/)[0]!);
  const file = path.startsWith('/') ? join('public', path) : join(dirname(chapter.file), path);
  if (!existsSync(file)) problems.push(problemAt(chapter, node, `there is no file ${file}`));
  return problems;
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
