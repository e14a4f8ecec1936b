import { expect, test, describe } from 'vitest';
import { formatProblem, inOrder, type ProblemsError } from '../authored/problem.ts';
import { type Chapter, readChapter } from '../chapter/read.ts';
import { PAGE_IDS } from '../layouts/page-ids.ts';
import { checkChapter } from './chapters.ts';
import { readSite, type Site } from './site.ts';

const FILE = 'content/chapters/1-mechanism/1-1-namespace.mdx';
const HEAD = '---\ntitle: 題\nidea: 考え\nlead: 問い。\ndescription: 一文。\nupdated: 2026-11-24\n---\n\n';
/** Line of the first line behind the front matter. */
const FIRST = 9;

const other = readChapter(`${HEAD}## 別の節 {#other}\n`, 'content/chapters/1-mechanism/1-2-cgroup.mdx');
const site: Site = readSite(new Map([['1-2-cgroup', other]]));

/** What is found in a chapter, its lines counted from the first behind the front matter. */
async function found(body: string, { file = FILE, head = HEAD } = {}): Promise<string[]> {
  let chapter: Chapter;
  try {
    chapter = readChapter(head + body, file);
  } catch (error) {
    return (error as ProblemsError).problems.map((p) => shown({ ...p, line: p.line! - FIRST + 1 }));
  }
  const own = { ...site, chapters: new Map([...site.chapters, ['1-1-namespace', chapter]]) };
  const problems = await checkChapter(chapter, own);
  return inOrder(problems).map((p) =>
    shown(head === HEAD && p.line !== undefined ? { ...p, line: p.line - FIRST + 1 } : p),
  );
}
const shown = (p: Parameters<typeof formatProblem>[0]) => formatProblem(p).replace(/^content\/.*\.mdx:/, '');

test('a chapter without a fault has none', async () => {
  expect(
    await found(`本文<Cite id="namespaces-7" />は**「太字」**を含みます。{/* 注 */}\\{name\\}と1 < 2と\`{x}\`。

<Transcript recording="uts-namespace" />

<Figure id="uts" caption="List<String>">
  <NamespaceTable recording="uts-namespace" at="rename" processes={['host', { name: 'bash', label: 'シェル' }]} />
</Figure>

## 節 {#a-section}

<FigureRef id="uts" />と[前](#a-section)、[別](/1-2-cgroup/#other)、[用語](/glossary/#cgroup)、[外](https://example.org/)。

### 下の節 {#below}

<Captured recording="uts-namespace" step="other-world" match="uts" />

| 甲 | 乙 |
| --- | --- |
| 1 | \`a \\| b\` |

\`\`\`mdx
<Cite id="none" /> ![](x) <Nothing />
\`\`\`

<Quiz>
<Question>

どれですか。

1. 一
2. 二

<Answer choice="イ">二です。</Answer>
</Question>
</Quiz>
`),
  ).toEqual([]);
});

/** Something in the stage of a recording that shows a picture. */
const staged = (inside: string): string =>
  `<Stage recording="uts-namespace" id="uts" caption="x">\n<NamespaceTable recording="uts-namespace" />\n${inside}\n</Stage>`;

/** What an author did, what is said of it, from line and column on. Words, not whole sentences, where those are others'. */
const MISTAKES: [name: string, body: string, said: (string | RegExp)[]][] = [
  // Names.
  [
    'a step named by its id',
    '<Transcript recording="tag-moves" />\n\n`moved`、[`moved`](#tag-moves.moved)、`run`、`dev`',
    [
      '3:1: `moved` is the id of a step of "tag-moves": readers see no ids. Say what the step types or shows, and link to it: [...](#tag-moves.moved)',
    ],
  ],
  [
    'a recording that is not there',
    '<Transcript recording="uts-namespce" />',
    ['1:13: <Transcript> recording: no recording "uts-namespce". Did you mean uts-namespace?'],
  ],
  [
    'a step that is not there',
    '<Captured recording="uts-namespace" step="renam" match="x" />',
    ['1:37: <Captured> step: no step of recording "uts-namespace" is called "renam". Did you mean rename?'],
  ],
  [
    'a moment that is not there',
    '<Transcript recording="uts-namespace" />\n\n<NamespaceTable recording="uts-namespace" at="strat" />',
    ['3:43: <NamespaceTable> at: no step of recording "uts-namespace" is called "strat". Did you mean start?'],
  ],
  [
    'a step in an expression',
    '<MeasureBars kind="seconds" rows={[{ recording: "uts-namespace", step: "renam", match: "x", label: "a" }, { recording: "uts", step: "a", match: "x", label: "b" }]} />',
    [
      /^1:29: <MeasureBars> rows: no recording "uts"/,
      /^1:29: <MeasureBars> rows: no step of recording "uts-namespace" is called "renam"\. Did you mean rename\?$/,
    ],
  ],
  [
    'a process that is not there',
    '<Transcript recording="uts-namespace" />\n\n<ProcessMap recording="uts-namespace" processes={["hots"]} />',
    [/^3:39: <ProcessMap> processes: "hots": no process fits in any step\. Terminals: host, inside/],
  ],
  [
    'a pattern that matches nothing',
    '<Captured recording="uts-namespace" step="other-world" match="nowhere" />',
    [/^1:56: <Captured> match: "nowhere" is not in what step "other-world" printed\. There is:\n/],
  ],
  [
    'a broken pattern',
    '<Captured recording="uts-namespace" step="other-world" match="(" />',
    [/^1:56: <Captured> match: "\(" is not a valid regular expression/],
  ],
  ['a component that is not there', '<Figur id="a" />', ['1:1: no component <Figur>. Did you mean Figure?']],
  [
    'a diagram that is not there',
    '<NamespaceTabel recording="uts-namespace" />',
    ['1:1: no component <NamespaceTabel>. Did you mean NamespaceTable?'],
  ],
  [
    'an attribute that is not there, and one left out',
    '<Figure id="a" captoin="x">甲</Figure>',
    ['1:16: <Figure> captoin: "captoin" is not known here. Did you mean caption?'],
  ],
  ['an attribute left out', '<Figure id="a">甲</Figure>', ['1:1: <Figure> caption: is missing']],
  [
    'a component that takes nothing',
    '<HistoryTimeline title="x" />',
    [/^1:18: <HistoryTimeline> title: "title" is not known here/],
  ],
  ['a kind that is none', '<Callout kind="nota">甲</Callout>', [/^1:10: <Callout> kind: .*Did you mean note\?$/]],
  [
    'words without quotes in an expression',
    '<StepAges recording="uts-namespace" rows={abc} />',
    ['1:37: <StepAges> rows: abc is not defined. What stands in {...} is JavaScript: words need quotes'],
  ],
  [
    'a misspelt citation',
    '文<Cite id="namespaces-77" />。',
    ['1:8: <Cite> id: no source "namespaces-77". Did you mean namespaces-7?'],
  ],
  [
    'a section that is none',
    '<Sec to="1-2-cgruop" />',
    ['1:6: <Sec> to: no section "1-2-cgruop". Did you mean 1-2-cgroup?'],
  ],
  ['a figure that is none', '<FigureRef id="b" />', ['1:12: <FigureRef> id: no figure of this chapter has the id "b"']],
  [
    'a cast that is not there',
    '<Transcript cast="content/casts/vim.cast" />',
    [/^1:13: <Transcript> cast: no cast "content\/casts\/vim\.cast"/],
  ],
  ['a cast that is a folder', '<Transcript cast="content" />', [/^1:13: <Transcript> cast: no cast "content"/]],
  [
    'a stack of layers that is not there',
    '<Transcript recording="overlay-by-hand" />\n\n<LayerStack recording="overlay-by-hand" stacks={["nowhere"]} />',
    [/^3:41: <LayerStack> stacks: no stack of layers of recording "overlay-by-hand" is called "nowhere"\. There are: /],
  ],
  [
    'a cgroup that is not there',
    '<Transcript recording="cgroup-memory" />\n\n<CgroupTree recording="cgroup-memory" root="/dmo" />',
    ['3:39: <CgroupTree> root: no cgroup of recording "cgroup-memory" is called "/dmo". Did you mean /demo?'],
  ],
  [
    'a directory that is not listed',
    '<Transcript recording="root-bind-mount" />\n\n<FileOwners recording="root-bind-mount" directory="/nowhere" />',
    [/^3:41: <FileOwners> directory: no directory listed by the recording is called "\/nowhere"/],
  ],
  // Headings and ids.
  [
    'a heading without an id',
    '## English only',
    [
      '1:16: 「English only」 has no id of its own, so that links to it break when it is reworded. Add {#a-short-name} behind it',
    ],
  ],
  [
    'two headings of one id',
    '## 例 {#rei}\n\n## 例 {#rei}',
    [
      '3:1: the heading 「例」 has the id "rei", which the heading 「例」 in line 9 has already. Give it another: {#another-name}',
    ],
  ],
  [
    'a generated id that meets a given one',
    '## 例\n\n## 別の節 {#例}',
    [
      /^1:5: 「例」 has no id/,
      /^3:1: id "例"/,
      /^3:1: the heading 「別の節」 has the id "例", which the heading 「例」 in line 9 has already/,
    ],
  ],
  [
    'a heading and a figure of one id',
    '## 図 {#fig-a}\n\n<Figure id="a" caption="x">甲</Figure>',
    ['3:1: <Figure id="a"> has the id "fig-a", which the heading 「図」 in line 9 has already. Choose another'],
  ],
  [
    'two figures of one id',
    '<Figure id="a" caption="x">甲</Figure>\n\n<Figure id="a" caption="x">甲</Figure>',
    [/^3:1: <Figure id="a"> has the id "fig-a", which <Figure id="a"> in line 9 has already/],
  ],
  [
    'a heading of the first level',
    '# 題 {#title}',
    ['1:1: # 題: the title of a chapter is in its front matter. Begin with ##'],
  ],
  [
    'a level left out',
    '## 一 {#one}\n\n#### 三 {#three}',
    ['3:1: a heading of level 4 under one of level 2: a level is left out. Write ###'],
  ],
  // Signs.
  ['emphasis that is none', 'これは** 太字**です。', [/^1:4: \*\* stays in the page as it is typed/, /^1:9: \*\*/]],
  ['emphasis that is never closed', 'これは**太字です。', [/^1:4: \*\* stays in the page as it is typed/]],
  [
    'a bare address',
    'くわしくはhttps://example.com/を参照。',
    ['1:6: https://example.com/ is not a link. Write [what it is](https://example.com/), or put it in backquotes'],
  ],
  ['a bare address between spaces', '一 https://example.com/a を', [/^1:3: https:\/\/example\.com\/a is not a link/]],
  ['a brace', '一\n\n二 {', [/^3:3: .*write \\\{ where the sign itself is meant/]],
  ['a template of Docker', '形式は{{.Mountpoint}}です。', [/^1:6: .*write \\\{/]],
  [
    'a name in braces',
    'コンテナ{name}です。',
    [
      '1:5: {name}: name is not defined. In MDX {...} is JavaScript: write \\{name\\}, or `{name}`, where the words themselves are meant',
    ],
  ],
  ['a heart', '一 <3', [/^1:3: .*write \\< where the sign itself is meant/]],
  ['a placeholder', 'docker exec <container> sh', [/^1:13: .*Write \\<container>, or `<container>`$/]],
  ['a comment of HTML', '<!-- 注 -->', [/^1:1: .*Write a comment as \{\/\* \.\.\. \*\/\}$/]],
  ['a tag that is not closed', '<Figure id="a" caption="x">\n\n甲', [/^1:1: .*Close it by <\/Figure>/]],
  ['the sign that emphasis is read by', '甲\u2e31乙', [/^1:2: the sign ⸱ \(U\+2E31\) would not be in the page/]],
  ['a heading without its space', '##見出し', ['1:1: ## is no heading. Write a space behind it']],
  [
    'an item without its space',
    '-項目\n-項目',
    ['1:1: - is no item of a list. Write a space behind it', '2:1: - is no item of a list. Write a space behind it'],
  ],
  ['a numbered item without its space', '1.項目', ['1:1: 1. is no item of a list. Write a space behind it']],
  ['a table without its line', '| 甲 | 乙 |\n| 1 | 2 |', [/^1:1: \| 甲 \| 乙 \| is no row of a table/, /^2:1: /]],
  ['a link torn apart', '[前の節 [一]](/1-2-cgroup/)と[甲](/a b/)', [/^1:\d+: \] begins no address of a link/]],
  ['a backquote alone', '`docker runを実行します。', [/^1:1: ` has no second that closes it/]],
  [
    'asterisks with spaces inside',
    'これは* 強調 *です。',
    [/^1:4: \* stays in the page/, /^1:9: \* stays in the page/],
  ],
  ['a fence that is never closed', '```sh\nls\n\n本文', ['1:1: this fence is never closed. End it with a line of ```']],
  ['a link without an address', '[前]()', ['1:1: a link without an address']],
  [
    'a link without words',
    '[](/1-2-cgroup/)',
    ['1:1: a link without words, which nobody can choose. Write what it leads to'],
  ],
  // Tables, fences, pictures.
  [
    'a row with a cell too many, and one too few',
    '| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |\n| 1 |',
    [
      '3:1: this row has 3 cells, the head of its table 2. A | inside a cell is written \\|',
      '4:1: this row has 1 cells, the head of its table 2. A | inside a cell is written \\|',
    ],
  ],
  ['a fence in a language nobody knows', '```yamel\na: 1\n```', [/^1:1: no highlighting for ```yamel/]],
  [
    'a drawing without a title',
    '```mermaid\nflowchart LR\na --> b\n```',
    [/^1: a mermaid fence needs a line "accTitle/],
  ],
  ['a picture that says nothing', '![](/favicon.svg)', [/^1:1: a picture that says nothing/]],
  [
    'a picture that is not there',
    '![絵](nowhere.png)',
    ['1:1: there is no file content/chapters/1-mechanism/nowhere.png'],
  ],
  [
    'an element that says nothing',
    '文<img src="/favicon.svg" />',
    [/^1:2: a picture that says nothing.*alt="\.\.\."$/],
  ],
  ['a picture from elsewhere', '![絵](https://example.org/a.png)', [/pictures come from this site/]],
  // Links.
  ['a link to no anchor', '## 節 {#here}\n\n[前](#hree)', ['3:1: #hree: no #hree on that page. Did you mean here?']],
  ['a link to no anchor of another chapter', '[別](/1-2-cgroup/#othr)', [/^1:1: .*Did you mean other\?$/]],
  ['a link to no page', '[別](/1-2-cgruop/)', ['1:1: /1-2-cgruop/ leads nowhere. Did you mean 1-2-cgroup?']],
  ['a link to a chapter that is not written', '[別](/5-1-merits/)', [/^1:1: .*Write <Sec to="5-1-merits" \/>/]],
  ['a link without its slash', '[別](/1-2-cgroup)', [/^1:1: .*Write \/1-2-cgroup\/$/]],
  ['a link to no term', '[語](/glossary/#cgruop)', [/^1:1: .*Did you mean cgroup\?$/]],
  // Wholes.
  [
    'a question without an answer',
    '<Quiz>\n<Question>\n\nなぜ？\n\n</Question>\n</Quiz>',
    ['2:1: a <Question> without an <Answer>. End it with <Answer>...</Answer>'],
  ],
  [
    'a choice out of range',
    '<Quiz>\n<Question>\n\n1. 一\n2. 二\n\n<Answer choice="オ">x</Answer>\n</Question>\n</Quiz>',
    ['7:9: choice="オ" is none of the question\'s choices. There are: ア, イ'],
  ],
  [
    'a choice of none',
    '<Quiz>\n<Question>\n\nなぜ？\n\n<Answer choice="ア">x</Answer>\n</Question>\n</Quiz>',
    [/^6:9: choice="ア", but the question has no ordered list/],
  ],
  [
    'a question with a step alone',
    '<Quiz>\n<Question step="rename">\n\nなぜ？\n\n<Answer>x</Answer>\n</Question>\n</Quiz>',
    ['2:11: <Question> has step alone. Give recording and step together, or put it into the <Stage> of that step'],
  ],
  [
    'a question in a stage before a step that is not there',
    staged('<Question step="renam">\n\n1. 一\n2. 二\n\n<Answer choice="ア">x</Answer>\n</Question>'),
    [/^3:11: <Question> step: no step of recording "uts-namespace" is called "renam"\. Did you mean rename\?$/],
  ],
  [
    'a question in a stage before none',
    staged('<Question>\n\n1. 一\n2. 二\n\n<Answer choice="ア">x</Answer>\n</Question>'),
    [/^3:1: a <Question> in a <Stage> without a step\. Write step="ID"/],
  ],
  [
    'a question in a stage about another recording',
    staged(
      '<Question recording="pid-namespace" step="self">\n\n1. 一\n2. 二\n\n<Answer choice="ア">x</Answer>\n</Question>',
    ),
    [/^3:11: <Question> in a <Stage> has a recording of its own\. Leave it out/],
  ],
  [
    'two questions before one step',
    staged(
      '<Question step="rename">\n\n1. 一\n2. 二\n\n<Answer choice="ア">x</Answer>\n</Question>\n<Question step="rename">\n\n1. 一\n2. 二\n\n<Answer choice="ア">x</Answer>\n</Question>',
    ),
    [/^10:11: step "rename" is asked about already\. Ask once before a step$/],
  ],
  [
    'a question in a stage that nobody can answer',
    staged('<Question step="rename">\n\nなぜ？\n\n<Answer>x</Answer>\n</Question>'),
    [/^7:1: in a stage the reader answers before the session goes on.*Write choice="ア"/],
  ],
  [
    'an answer to choose and to write',
    '<Quiz>\n<Question>\n\n1. 一\n2. 二\n\n<Answer choice="ア" accepts="一">x</Answer>\n</Question>\n</Quiz>',
    ['7:20: <Answer> has choice and accepts. A reader chooses or writes: leave one out'],
  ],
  [
    'a pattern that is none',
    '<Quiz>\n<Question>\n\n何？\n\n<Answer accepts="(一">x</Answer>\n</Question>\n</Quiz>',
    [/^6:9: <Answer> accepts: "\(一" is not a valid regular expression/],
  ],
  [
    'a pattern that does not accept what was recorded',
    '<Quiz>\n<Question recording="pid-namespace" step="self">\n\n何？\n\n<Answer accepts="1">x</Answer>\n</Question>\n</Quiz>',
    [/^6:9: <Answer> accepts: "1" does not accept what the step printed\. There is:\n\d+$/],
  ],
  [
    'a diagram without its transcript',
    '<NamespaceTable recording="uts-namespace" />',
    [/^1:1: <NamespaceTable> is drawn from the recording "uts-namespace", which is not shown on this page/],
  ],
  [
    'a transcript twice',
    '<Transcript recording="uts-namespace" />\n\n<Transcript recording="uts-namespace" />',
    [
      /^3:1: a step of <Transcript.* has the id "uts-namespace\./,
      /^3:1: the session of "uts-namespace" stands in line 9 already/,
    ],
  ],
  [
    'a dated statement without its source',
    '<Dated on="2025" checked="2026-01-01">文</Dated>',
    ['1:1: <Dated> needs a <Cite>: a statement that ages says where it was read'],
  ],
  [
    'a date that is none',
    '<Dated on="June" checked="2026-01-01">文<Cite id="namespaces-7" /></Dated>',
    [/^1:8: <Dated> on: write YYYY/],
  ],
];

describe('an author is told, with line, column, what is wrong and what to do, of', () => {
  test.each(MISTAKES)('%s', async (_name, body, said) => {
    const problems = await found(`${body}\n`);
    for (const expected of said)
      expect(problems).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
    // And of nothing else: the steps of a transcript that stands twice are one mistake.
    expect(problems.filter((p) => !p.includes('a step of <Transcript')).length).toBe(
      said.filter((s) => !String(s).includes('a step of <Transcript')).length,
    );
  });

  test.each(Object.values(PAGE_IDS))('a heading that takes the id of the page itself: %s', async (id) => {
    expect(await found(`## 節 {#${id}}\n`)).toEqual([
      `1:1: the heading 「節」 has the id "${id}", which the page itself has already. Give it another: {#another-name}`,
    ]);
  });

  test.each([
    ['a field left out', HEAD.replace('lead: 問い。\n', ''), '2:1: lead: is missing'],
    [
      'a field that is not known',
      HEAD.replace('idea:', 'idee:'),
      '3:1: idee: "idee" is not known here. Did you mean idea?',
    ],
    [
      'a date that is none',
      HEAD.replace('2026-11-24', 'today'),
      '6:10: updated: write a date, YYYY-MM-DD, without quotes',
    ],
    ['a colon', HEAD.replace('考え', 'a: b'), /^3:\d+: Nested mappings are not allowed/],
    ['a tab', HEAD.replace('idea:', '\tidea:'), /^3:1: Tabs are not allowed/],
    ['no front matter', '', /^1:1: a chapter begins with its front matter/],
  ])('front matter with %s', async (_name, head, said) => {
    expect(await found('文。\n', { head })).toEqual([typeof said === 'string' ? said : expect.stringMatching(said)]);
  });

  test.each([
    [
      'named unlike the outline',
      'content/chapters/1-mechanism/1-1-namespce.mdx',
      /Did you mean 1-1-namespace\? Or add a line/,
    ],
    [
      'in the wrong folder',
      'content/chapters/2-image/1-1-namespace.mdx',
      /belongs in content\/chapters\/1-mechanism\/1-1-namespace\.mdx/,
    ],
  ])('a file %s', async (_name, file, said) => {
    expect(await found('文。\n', { file })).toEqual([expect.stringMatching(said)]);
  });
});

test('a byte order mark and line breaks of Windows change nothing', async () => {
  const body = '文**「甲」**を。\n\n## English only\n';
  expect(await found(body.replaceAll('\n', '\r\n'), { head: `\ufeff${HEAD.replaceAll('\n', '\r\n')}` })).toEqual(
    (await found(body)).map((line) => line.replace(/^(\d+)/, (n) => String(Number(n) + FIRST - 1))),
  );
});
