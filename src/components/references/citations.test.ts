import { expect, test } from 'vitest';
import { formatProblem } from '../../authored/problem.ts';
import { readChapter } from '../../chapter/read.ts';
import { allCitations, BEGINNING, citationsOf, sourcesOf } from './citations.ts';
import { getReferences, uncited } from './references.ts';

test('what a chapter cites, each once, in the order of its list', () => {
  const text = '一<Cite id="b" />二<Cite id="a" />三<Cite id="b" />\n';
  expect(citationsOf(readChapter(text, 'a.mdx'))).toEqual(['b', 'a']);
});

test('what code shows is not cited', () => {
  const text = '```mdx\n<Cite id="a" />\n```\n\n`<Cite id="b" />`と{/* <Cite id="c" /> */}\n';
  expect(citationsOf(readChapter(text, 'a.mdx'))).toEqual([]);
});

test('what a file of data names', () => {
  expect(
    sourcesOf(
      '- source: { id: ms-matrix, at: X }\n- source: owasp\n  # source: none\n  resource: no\n  text: |\n    source: no\n',
    ),
  ).toEqual(['ms-matrix', 'owasp']);
});

test('a source nobody cites is an error with its line', () => {
  const text = ['a', 'b']
    .map((id) => `${id}:\n  title: t\n  url: https://example.org/\n  publisher: p\n  accessed: '2026-11-24'\n`)
    .join('');
  expect(uncited(text, 'r.yaml', new Set(['a', 'b']))).toEqual([]);
  expect(uncited(text, 'r.yaml', new Set(['a'])).map(formatProblem)).toEqual([
    'r.yaml:6:1: b: no chapter cites it. Cite it, or delete it',
  ]);
});

test('every citation of the site has its source', () => {
  const { chapters, data } = allCitations();
  const known = getReferences();
  expect([...BEGINNING, ...data, ...[...chapters.values()].flat()].filter((id) => !known.has(id))).toEqual([]);
});
