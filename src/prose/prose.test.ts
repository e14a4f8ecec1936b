import { describe, expect, test } from 'vitest';
import { readChapter } from '../chapter/read.ts';
import type { Draft } from './draft.ts';
import { excuse, parseExceptions } from './exceptions.ts';
import { proseOf } from './mdx.ts';
import { readProgram } from './strings.ts';
import { readYamlFile } from './yaml.ts';

/** Paragraphs, headings and items of a draft, in order. */
const pieces = (draft: Draft) => draft.text.split('\n').filter((line) => line !== '' && line !== '<!-- -->');

/** The line a word of the draft is on, and the source from where the draft says it stands. */
function at(draft: Draft, word: string): [line: number, source: string] {
  const { line, column } = draft.place(draft.text.indexOf(word));
  return [line, draft.line(line).slice(column - 1, column - 1 + word.length)];
}

const CHAPTER = `---
title: 題
lead: 始まりの文。
---

本文<Cite id="x" /> です。値は<Captured recording="a" step="b" match="(題)" />でした。

## 見出し {#h}

<Figure id="f" caption="図の\`sh\`の説明。">
  <Bars rows={[{ label: '棒', note: \`添え書き\`, match: '式' }]} />
</Figure>

<Callout kind="note" title="題名">
- **項目**の文

| 表 | 値<Cite id="y" /> |
| --- | --- |
| 甲 | 乙 |
</Callout>

\`\`\`mermaid
flowchart TD
  accTitle: 絵の題
  a["箱<br/>中"] -->|線| b
\`\`\`

\`\`\`sh
ls # 注釈
\`\`\`
`;

describe('what a reader reads of a chapter', () => {
  const draft = proseOf(readChapter(CHAPTER, 'a.mdx'));

  test('is every text of it, values as a noun, sources not at all', () => {
    expect(pieces(draft)).toEqual([
      '- 題',
      '始まりの文。',
      '本文です。値は`0`でした。',
      '## 見出し',
      '- 図の`sh`の説明。',
      '- 棒',
      '- 添え書き',
      '- 題名',
      '- **項目**の文',
      '- 表',
      '- 値',
      '- 甲',
      '- 乙',
      '- 絵の題',
      '- 箱',
      '- 中',
      '- 線',
      '- ls # 注釈',
    ]);
  });

  test.each([
    ['題', 2],
    ['始まり', 3],
    ['です。値', 6],
    ['でした', 6],
    ['見出し', 8],
    ['sh', 10],
    ['棒', 11],
    ['添え書き', 11],
    ['題名', 14],
    ['項目', 15],
    ['乙', 19],
    ['絵の題', 24],
    ['中', 25],
    ['注釈', 29],
  ])('knows where it stands: %s', (word, line) => {
    expect(at(draft, word)).toEqual([line, word]);
  });
});

test('a byte order mark, and line breaks as Windows has them, move nothing', () => {
  const other = proseOf(readChapter(`\ufeff${CHAPTER.replaceAll('\n', '\r\n')}`, 'a.mdx'));
  expect(other.text).toBe(proseOf(readChapter(CHAPTER, 'a.mdx')).text);
  expect(at(other, '乙')).toEqual([19, '乙']);
});

test('of a YAML file, what is Japanese, but neither commands nor patterns', () => {
  const draft = readYamlFile('title: 題\nsteps:\n  - run: echo 値\n    say: "`値`が出ます。"\n    expect: [\'値\']\n');
  expect(pieces(draft)).toEqual(['- 題', '`値`が出ます。']);
  expect(at(draft, 'が出')).toEqual([4, 'が出']);
});

test('of a program, the Japanese pieces of its texts', () => {
  const draft = readProgram("/** Words. */\nconst text = `${name}の値が${gone ? '消えた' : 'ある'}`;\n");
  expect(pieces(draft)).toEqual(['- の値が', '- 消えた', '- ある']);
  expect(at(draft, '消え')).toEqual([2, '消え']);
});

describe('exceptions', () => {
  const draft = proseOf(readChapter('一つ目の文です。\n\n二つ目の文です。\n', 'a.mdx'));
  const finding = { rule: 'r', message: 'm', line: 3, column: 1 };
  const entry = { file: 'a.mdx', rule: 'r', text: '二つ目', why: 'because it is quoted' };

  test('excuse what they name, and only that', () => {
    expect(excuse([finding, { ...finding, line: 1 }], [entry], draft, 'a.mdx')).toEqual({
      kept: [{ ...finding, line: 1 }],
      idle: [],
    });
    expect(excuse([finding], [entry], draft, 'b.mdx').kept).toEqual([finding]);
  });

  test('are reported once they excuse nothing', () => {
    expect(excuse([], [entry], draft, 'a.mdx').idle).toEqual([entry]);
  });

  test('need a reason', () => {
    expect(() => parseExceptions('- { file: a, rule: r, text: t, why: so }', 'e.yaml')).toThrow(
      /^e\.yaml:1:\d+: 0\.why/,
    );
  });
});
