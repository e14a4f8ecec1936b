import { pathToFileURL } from 'node:url';
import { mdxToJs } from 'satteri';
import { describe, expect, test } from 'vitest';
import { MARK } from '../chapter/emphasis.ts';
import { features } from '../chapter/features.ts';
import { readChapter } from '../chapter/read.ts';
import { headingId } from './headings.ts';
import { joinLines } from './japanese-lines.ts';
import { chapterPlugins } from './plugins.ts';

async function compile(source: string): Promise<string> {
  const result = await mdxToJs(source, {
    features,
    hastPlugins: chapterPlugins('/base/'),
    elementAttributeNameCase: 'html',
    fileURL: pathToFileURL('content/chapters/1-mechanism/1-1-namespace.mdx'),
  });
  return result.code.replace(/\s+/g, ' ');
}

describe('numbering', () => {
  test('figures count in order and may be referred to before they stand', async () => {
    const code = await compile(
      '<FigureRef id="b" />\n\n<Figure id="a" caption="x">A</Figure>\n\n<Callout kind="note">\n\n<Figure id="b" caption="y">B</Figure>\n\n</Callout>\n',
    );
    expect(code).toContain(
      '_jsx(FigureRef, { id: "b", "data-at": "content/chapters/1-mechanism/1-1-namespace.mdx:1:1", number: "1.1-2" })',
    );
    expect(code).toContain(
      'id: "a", caption: "x", "data-at": "content/chapters/1-mechanism/1-1-namespace.mdx:3:1", number: "1.1-1"',
    );
  });

  test('citations are numbered by first use', async () => {
    const code = await compile('一<Cite id="x" />二<Cite id="y" />三<Cite id="x" />\n');
    expect(
      [...code.matchAll(/_jsx\(Cite, \{ id: "(\w)".*?(first: "true", )?number: "(\d)"/g)].map((m) => [
        m[1],
        m[2] !== undefined,
        m[3],
      ]),
    ).toEqual([
      ['x', true, '1'],
      ['y', true, '2'],
      ['x', false, '1'],
    ]);
  });

  test.each([
    ['a reference to no figure', '一\n\n二<FigureRef id="nope" />', ':3:2: no figure "nope"'],
    [
      'two figures of one id',
      '<Figure id="a" caption="x">A</Figure>\n\n<Figure id="a" caption="x">A</Figure>',
      ':3:1: a figure with id "a" stands above already',
    ],
    ['a citation without id', '一<Cite />', ':1:2: <Cite> needs id="..."'],
  ])('%s is an error with file and line', async (_name, source, message) => {
    await expect(compile(source)).rejects.toThrow(`content/chapters/1-mechanism/1-1-namespace.mdx${message}`);
  });
});

describe('text', () => {
  test('hyphens of options stay hyphens', async () => {
    expect(await compile('`--uts`は--utsです。')).toContain('は--utsです。');
  });

  test.each([
    ['文が\n続く', '文が続く'],
    ['文が、\n  続く', '文が、続く'],
    ['two\nwords', 'two\nwords'],
    ['終わり。\nNext', '終わり。\nNext'],
    ['\n続く', '続く'],
  ])('line breaks of %j', (source, joined) => {
    expect(joinLines(source)).toBe(joined);
  });

  test('a line may end before inline code that starts with a sign, not behind a bracket', async () => {
    expect(await compile('これは`/proc`です。')).toContain('wbr');
    expect(await compile('これは（`/proc`）です。')).not.toContain('wbr');
    expect(await compile('これは<Captured recording="a" step="b" />です。')).toContain('wbr');
    expect(await compile('これは（<Captured recording="a" step="b" />）です。')).not.toContain('wbr');
  });

  test('long inline code breaks at its spaces only', async () => {
    const code = await compile('`unshare --map-root-user --map-auto`と`--rm`\n');
    expect(
      [...code.matchAll(/className: "short", children: "([^"]*)"|class: "short", children: "([^"]*)"/g)].map(
        (m) => m[1] ?? m[2],
      ),
    ).toEqual(['unshare', '--map-root-user', '--map-auto', '--rm']);
  });
});

describe('code', () => {
  test('is highlighted by classes', async () => {
    const code = await compile('```yaml title="a.yaml"\na: "b"\n```\n');
    expect(code).toContain('class: "code-title", children: "a.yaml"');
    expect(code).toContain('class: "tok-string');
    expect(code).not.toContain('style');
  });

  test('in a language nobody knows is an error with file and line', async () => {
    await expect(compile('一\n\n```yamel\na\n```\n')).rejects.toThrow(
      '1-1-namespace.mdx:3:1: no highlighting for ```yamel',
    );
  });

  test('of a console whose command has no end is an error with file and line', async () => {
    await expect(compile('一\n\n```console\n$ id\n0\n$ echo "a\n```\n')).rejects.toThrow(
      /1-1-namespace\.mdx:6:1: the command of this console never ends \(reached EOF without closing quote/,
    );
  });

  test('of Mermaid without a description is an error with file and line', async () => {
    await expect(compile('一\n\n```mermaid\nflowchart\naccTitle: 図\n```\n')).rejects.toThrow(
      /1-1-namespace\.mdx:3: .*accDescr/,
    );
  });
});

describe('headings, links, tables', () => {
  test('ids are given, taken from the text, and unique', async () => {
    const code = await compile('## 見出し {#own}\n\n## /procの落とし穴\n\n## /procの落とし穴\n');
    expect([...code.matchAll(/id: "([^"]+)"/g)].map((m) => m[1])).toEqual([
      'own',
      'procの落とし穴',
      'procの落とし穴-2',
    ]);
    expect(headingId(' PID と `ps` ')).toBe('pid-と-ps');
  });

  test('an id its author gave stays, whatever is made of the headings above it', async () => {
    const code = await compile('## 例\n\n## 例\n\n## Contents\n\n## 別の節 {#例-2}\n\n## Main\n');
    expect([...code.matchAll(/id: "([^"]+)"/g)].map((m) => m[1])).toEqual([
      '例',
      '例-3',
      'contents-2',
      '例-2',
      'main-2',
    ]);
  });

  test.each([
    ['an id of the page itself', '## 節 {#contents}', ':1:1: the page itself has the id "contents"'],
    ['an id given twice', '## 節 {#a}\n\n## 節 {#a}', ':3:1: a heading above has the id "a" already'],
  ])('%s is an error with its place', async (_name, source, message) => {
    await expect(compile(source)).rejects.toThrow(`content/chapters/1-mechanism/1-1-namespace.mdx${message}`);
  });

  test('emphasis beside Japanese leaves no trace of how it was made', async () => {
    const { compiled } = readChapter('これは**新規（NEW）**を「**甲**」', 'a.mdx');
    expect(compiled).toContain(MARK);
    const code = await compile(compiled);
    expect(code).not.toContain(MARK);
    expect(code).toContain('_jsx(_components.strong, { children: "新規（NEW）" })');
  });

  test('links from the root get the base path, others stay', async () => {
    const code = await compile('[a](/1-2-cgroup/#x) [b](https://example.org/) [c](#d)');
    expect([...code.matchAll(/href: "([^"]+)"/g)].map((m) => m[1])).toEqual([
      '/base/1-2-cgroup/#x',
      'https://example.org/',
      '#d',
    ]);
  });

  test('tables scroll by themselves and can be focused', async () => {
    expect(await compile('| a |\n|---|\n| 1 |\n')).toMatch(/class: "table-scroll", role: "group",.*?tabindex: "0"/);
  });

  test('the header of a table says how narrow its columns may get', async () => {
    expect(await compile('| 名前 | `a.b` |\n|---|---|\n| メモリー | 説明 |\n')).toMatch(
      /th, \{ class: "least-4".*th, \{ class: "least-2"/,
    );
  });

  test('a table ends with a foot, by which its last row is known', async () => {
    expect(await compile('| a |\n|---|\n| 1 |\n')).toMatch(/_components\.tbody, \{.*_jsx\(_components\.tfoot/s);
  });

  test('there are no footnotes: their sign is text', async () => {
    expect(await compile('本文[^a]です。')).toContain('本文[^a]です。');
  });

  test('a name in a cell may break between its parts, elsewhere not', async () => {
    expect(await compile('| a |\n|---|\n| `memory.max` |\n')).toMatch(
      /span, \{ children: "memory\." \}\), _jsx\(_components\.wbr, \{\}\), _jsx\(_components\.span, \{ children: "max" \}\)/,
    );
    expect(await compile('| `memory.max` |\n|---|\n| a |\n')).toContain('_jsx(_components.wbr, {})');
    expect(await compile('`memory.max`です。')).not.toContain('wbr');
  });
});
