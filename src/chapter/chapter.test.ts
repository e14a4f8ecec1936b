import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownToHtml } from 'satteri';
import { afterAll, describe, expect, test } from 'vitest';
import { MARK } from './emphasis.ts';
import { features } from './features.ts';
import { start } from './node.ts';
import { chapterAt, readChapter } from './read.ts';

const read = (text: string) => readChapter(text, 'a.mdx');

describe('a chapter as data', () => {
  const chapter = read(`---
title: 題
---

初め<Cite id="a" />。

## 見出し\`code\` 🐳 {#here}

<Figure
  id="f"
  caption="List<String> と id='x'"
  rows={[{ label: 'id', quote: "}" }]}
  wide
>
  ![絵](x.png) <img src="y.png" /> [外](https://example.org/ "題")
</Figure>

\`\`\`sh title="a.sh"
<Cite id="none" />
\`\`\`

\`<Cite id="none" />\` {1 + 1} {/* <Cite id="none" /> */}
`);

  test('knows its front matter and the line it begins at', () => {
    expect(chapter.frontMatter).toEqual({ text: 'title: 題', from: 2 });
  });

  test('has components with values and places; what code and comments show is none', () => {
    expect(
      chapter.components.map(({ name, attributes, node, parents }) => [
        name,
        chapter.place(start(node)),
        [...attributes].map(([key, { value, offset }]) => [key, value, chapter.place(offset)]),
        parents.map((p) => p.name ?? p.type),
      ]),
    ).toEqual([
      ['Cite', { line: 5, column: 3 }, [['id', 'a', { line: 5, column: 9 }]], ['root', 'paragraph']],
      [
        'Figure',
        { line: 9, column: 1 },
        [
          ['id', 'f', { line: 10, column: 3 }],
          ['caption', "List<String> と id='x'", { line: 11, column: 3 }],
          ['rows', [{ label: 'id', quote: '}' }], { line: 12, column: 3 }],
          ['wide', true, { line: 13, column: 3 }],
        ],
        ['root'],
      ],
      ['img', { line: 15, column: 15 }, [['src', 'y.png', { line: 15, column: 20 }]], ['root', 'Figure', 'paragraph']],
    ]);
  });

  test('has headings, sections, fences, images, links and expressions', () => {
    expect(chapter.headings.map(({ id, title, level }) => [id, title, level])).toEqual([['here', '見出しcode 🐳', 2]]);
    expect(chapter.sections.map(({ id, title, text }) => [id, title, text.replace(/\s+/g, ' ').trim()])).toEqual([
      [undefined, '', '初め。'],
      ['here', '見出しcode 🐳', '見出しcode 🐳 外<Cite id="none" />'],
    ]);
    expect(chapter.fences.map(({ lang, text }) => [lang, text])).toEqual([['sh', '<Cite id="none" />']]);
    expect(chapter.images.map(({ url, alt }) => [url, alt])).toEqual([['x.png', '絵']]);
    expect(chapter.links.map(({ url, text }) => [url, text])).toEqual([['https://example.org/', '外']]);
    expect(chapter.expressions.map(({ source }) => source)).toEqual(['1 + 1', '/* <Cite id="none" /> */']);
  });

  test('is the same with a byte order mark and Windows line breaks', () => {
    const other = read(`\ufeff${chapter.text.replaceAll('\n', '\r\n')}`);
    expect(other.text).toBe(chapter.text);
    expect(other.compiled).toBe(chapter.compiled);
    expect(other.fences).toEqual(chapter.fences);
  });

  test('an attribute that comes to nothing says why', () => {
    const [{ attributes }] = read('<Figure rows={nobody} />').components as [ReturnType<typeof read>['components'][0]];
    expect(attributes.get('rows')).toMatchObject({ value: undefined, error: 'nobody is not defined' });
  });
});

test('a file is read once, until it changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chapters-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, '1-1-a.mdx');
  writeFileSync(file, '一\n');
  const first = chapterAt(file);
  expect(chapterAt(file)).toBe(first);
  writeFileSync(file, '二\n');
  utimesSync(file, new Date(), new Date(Date.now() + 5000));
  expect(chapterAt(file).text).toBe('二\n');
});

describe('emphasis beside Japanese', () => {
  const html = (text: string) =>
    markdownToHtml(read(text).compiled, { features })
      .html.replaceAll(MARK, '')
      .replaceAll(/<\/?p>|\n/g, '');

  test.each([
    ['**新規アプリの追加（NEW APP）**を選択', '<strong>新規アプリの追加（NEW APP）</strong>を選択'],
    ['これは**「重要なこと」**です。', 'これは<strong>「重要なこと」</strong>です。'],
    ['これは**私のやりたかったこと。**だから', 'これは<strong>私のやりたかったこと。</strong>だから'],
    ['**甲（乙）**を**丙**。です', '<strong>甲（乙）</strong>を<strong>丙</strong>。です'],
    ['*斜体、*と~~消す（線）~~と', '<em>斜体、</em>と<del>消す（線）</del>と'],
    ['前の**`code`の。**後', '前の<strong><code>code</code>の。</strong>後'],
    ['税込**¥10,000**で', '税込<strong>¥10,000</strong>で'],
    ['**[甲](/x/)**と', '<strong><a href="/x/">甲</a></strong>と'],
    ['[「**甲（乙）**の」](/x/)', '<a href="/x/">「<strong>甲（乙）</strong>の」</a>'],
    ['한국어 **용어(This term)**를', '한국어 <strong>용어(This term)</strong>를'],
  ])('%s', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  test.each(['2 * 3 * 4', '`**（a）**を`', 'a **b** c', '\\*\\*甲（乙）\\*\\*を', '<Figure caption="**（a）**を" />'])(
    'leaves %s as it is',
    (text) => {
      expect(read(text).compiled).toBe(text);
    },
  );

  test('moves no place, and leaves no mark in what is read', () => {
    const { text, root, components, place } = read(
      'は**「甲」**と**乙（丙）**を<Cite id="x" />と**「丁」**と\n\n## 題 {#a}\n',
    );
    expect(JSON.stringify(root)).not.toContain(MARK);
    expect(text).not.toContain(MARK);
    expect(place(start(components[0]!.node))).toEqual({ line: 1, column: text.indexOf('<Cite') + 1 });
    const strong = root.children![0]!.children!.filter(({ type }) => type === 'strong');
    expect(strong.map((node) => text.slice(start(node), node.position.end.offset))).toEqual([
      '**「甲」**',
      '**乙（丙）**',
      '**「丁」**',
    ]);
  });
});

describe('what is no MDX is told with place and what to write', () => {
  test.each([
    ['一 {', 'a.mdx:1:3: ', 'write \\{'],
    ['一\n\n{{.Mountpoint}}', 'a.mdx:3:3: ', 'write \\{'],
    ['一 <3', 'a.mdx:1:3: ', 'write \\<'],
    ['<container>の中', 'a.mdx:1:1: ', 'Write \\<container>'],
    ['<!-- x -->', 'a.mdx:1:1: ', '{/* ... */}'],
    ['<Figure>\n\n一', 'a.mdx:1:1: ', 'Close it by </Figure>'],
    ['<Figure>\n\n<Callout>\n\n</Figure>\n\n</Callout>', 'a.mdx:5:1: ', 'in the order'],
  ])('%j', (text, place, advice) => {
    expect(() => read(text)).toThrow(place);
    expect(() => read(text)).toThrow(advice);
  });
});
