import { mdxToJs } from 'satteri';
import { describe, expect, test } from 'vitest';
import { readChapter } from '../chapter/read.ts';
import { findTerms } from './find.ts';
import { getGlossary } from './glossary.ts';
import { parseGlossary, unusedTerms } from './schema.ts';
import { terms, termsOf } from '../markdown/terms.ts';
import { formatProblem } from '../authored/problem.ts';
import { SLUGS } from '../outline.ts';

const entry = (id: string, term: string, also = '') =>
  `${id}:\n  term: ${term}\n  reading: よみ\n${also}  means: 意味です。\n  section: 1-1-namespace\n`;

describe('a glossary', () => {
  test('is read in its order', () => {
    expect(parseGlossary(entry('a', 'A') + entry('b', 'B'), 'g.yaml', SLUGS).map((t) => t.id)).toEqual(['a', 'b']);
  });

  test.each([
    [
      'two sentences',
      entry('a', 'A').replace('意味です。', '意味です。また。'),
      /^g\.yaml:4:\d+: a\.means: one sentence/,
    ],
    [
      'a section that is none',
      entry('a', 'A').replace('1-1-namespace', '9-9-x'),
      /^g\.yaml:5:\d+: a\.section: no section "9-9-x"/,
    ],
    [
      'a spelling of two terms',
      entry('a', 'A') + entry('b', 'B', '  also: [A]\n'),
      /^g\.yaml:7:\d+: b\.term: "A" is a spelling of a already/,
    ],
    ['a reading in katakana', entry('a', 'A').replace('よみ', 'ヨミ'), /^g\.yaml:3:\d+: a\.reading: write hiragana/],
  ])('with %s is refused, with file, line and field', (_name, text, message) => {
    expect(() => parseGlossary(text, 'g.yaml', SLUGS)).toThrow(message);
  });

  test('with a term called __proto__ is refused, not short of one', () => {
    expect(() => parseGlossary(entry('__proto__', 'A'), 'g.yaml', SLUGS)).toThrow(
      'g.yaml:1:1: "__proto__" cannot be a name. Choose another',
    );
  });

  test('tells of everything that is wrong at once', () => {
    const text = (entry('a', 'A') + entry('b', 'A')).replaceAll('1-1-namespace', '1-1-namespce');
    expect(() => parseGlossary(text, 'g.yaml', SLUGS)).toThrow(
      [
        'g.yaml:5:12: a.section: no section "1-1-namespce" in src/outline.ts. Did you mean 1-1-namespace?',
        'g.yaml:10:12: b.section: no section "1-1-namespce" in src/outline.ts. Did you mean 1-1-namespace?',
        'g.yaml:7:9: b.term: "A" is a spelling of a already',
      ].join('\n'),
    );
  });

  test('has no term that no chapter uses', () => {
    expect(unusedTerms(entry('a', 'A') + entry('b', 'B'), 'g.yaml', new Set(['a'])).map(formatProblem)).toEqual([
      'g.yaml:6:1: b: no chapter uses 「B」. Use it, give the spelling that is used in also, or delete it',
    ]);
  });

  test('of the site is sound', () => {
    expect(getGlossary().terms.length).toBeGreaterThan(0);
  });
});

test('terms are found whole, the longest first', () => {
  const find = findTerms(
    parseGlossary(entry('shim', 'shim') + entry('zombie', 'ゾンビ', '  also: [ゾンビプロセス]\n'), 'g.yaml', SLUGS),
  );
  expect(
    find('shimと、shims、/usr/bin/shim、ゾンビプロセスとゾンビ').map(({ index, spelling, id }) => [
      index,
      spelling,
      id,
    ]),
  ).toEqual([
    [0, 'shim', 'shim'],
    [26, 'ゾンビプロセス', 'zombie'],
    [34, 'ゾンビ', 'zombie'],
  ]);
});

describe('in a chapter', () => {
  const html = async (text: string) =>
    (await mdxToJs(text, { hastPlugins: [terms('/base/')], elementAttributeNameCase: 'html' })).code.replace(
      /\s+/g,
      ' ',
    );

  test('the first use of a term is a link with an id, the second is not', async () => {
    const code = await html('cgroupとruncです。\n\ncgroupです。');
    expect(code.match(/href: "\/base\/glossary\/#cgroup"/g)).toHaveLength(1);
    expect(code).toContain('id: "term-cgroup"');
    expect(code).toContain('href: "/base/glossary/#runc"');
  });

  test('headings, code, links and questions stay as they are; a callout is prose', async () => {
    const untouched = '## cgroup\n\n`cgroup` [cgroup](/1-2-cgroup/)\n\n<Question>\n\ncgroup\n\n</Question>\n';
    expect(await html(untouched)).not.toContain('glossary');
    expect(await termsOf(readChapter(untouched, 'a.mdx'))).toEqual([]);
    expect(
      await termsOf(readChapter(`${untouched}\n<Callout kind="note">\n\nruncとcgroup\n\n</Callout>\n`, 'a.mdx')),
    ).toEqual(['runc', 'cgroup']);
  });
});
