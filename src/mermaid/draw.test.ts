import { afterAll, describe, expect, test } from 'vitest';
import { drawMermaid, stopDrawing } from './draw.ts';
import { parseFence } from './fence.ts';

afterAll(stopDrawing);

const place = { file: 'x.mdx', line: 1 };
const draw = (text: string) => drawMermaid(parseFence(text, place), 'x');
const flow = (body: string) => `flowchart LR\naccTitle: 版 1.25.10\naccDescr: 10.100.200.30の説明 0.125\n${body}`;
const kind = (name: string, body: string) => `${name}\naccTitle: 題\naccDescr: 説明\n${body}`;

/** Each text of a drawing, as a browser reads it. */
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text\b.*?<\/text>/gs)].map(([text]) =>
    text
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&nbsp;', '\u00a0')
      .replaceAll('&amp;', '&'),
  );

describe('what a drawing says is what the fence says', { timeout: 60_000 }, () => {
  test.each([
    ['Ubuntu 24.04', 'Ubuntu 24.04'],
    ['192.168.10.20:8080', '192.168.10.20:8080'],
    ['3.14159倍 / 0.75秒', '3.14159倍 / 0.75秒'],
    ['-0.0001 .12345 1e-7.55', '-0.0001 .12345 1e-7.55'],
    ['#quot;引用#quot; #35;1 #9829;', '"引用" #1 ♥'],
    ['a &lt;b&gt; c &amp; d &#9829;', 'a <b> c & d ♥'],
    ['#amp;lt;', '&lt;'],
    ['#lt;script#gt;', '<script>'],
    ['List<String> & co', 'List<String> & co'],
    ['Map<K, List<V>>', 'Map<K, List<V>>'],
    ['a<b', 'a<b'],
    ['a > b', 'a > b'],
    ['新> 旧', '新> 旧'],
    ['a -> b => c', 'a -> b => c'],
    ['x << y', 'x << y'],
    ['>=1.0.2 <2.0.8-0', '>=1.0.2 <2.0.8-0'],
    ['全角　空白', '全角　空白'],
    ['&copy; R&D; AT&T', '© R&D; AT&T'],
  ])('%s', async (label, shown) => {
    const svg = await draw(flow(`a["${label}"] -- "${label}" --> b`));
    expect(textsOf(svg).filter((text) => text === shown)).toHaveLength(2);
    expect(svg).toContain('<title id="x-title">版 1.25.10</title><desc id="x-desc">10.100.200.30の説明 0.125</desc>');
    expect(svg).toContain('aria-labelledby="x-title" aria-describedby="x-desc"');
  });

  test.each([
    ['sequenceDiagram', 'A->>B: 10.0.0.15 #quot;認証#quot; List<String>', '10.0.0.15 "認証" List<String>'],
    ['stateDiagram-v2', 'a --> b : 版 24.04', '版 24.04'],
    ['classDiagram', 'class A {\n +List~String~ layers\n}\nA <|-- B : 1.25', '+List<String> layers'],
    ['erDiagram', 'A ||--o{ B : "持つ 1.50"', '持つ 1.50'],
    ['pie', '"版 24.04" : 45.5\n"他" : 54.5', '版 24.04'],
    ['timeline', '1979 : chroot-7.04', 'chroot-7.04'],
    ['mindmap', '  root((中心))\n    版 24.04', '版 24.04'],
    ['quadrantChart', '版 24.04: [0.35, 0.65]', '版 24.04'],
    ['block-beta', 'a["版 24.04"]', '版 24.04'],
  ])('%s', async (name, body, shown) => {
    const svg = await draw(kind(name, body));
    expect(textsOf(svg)).toContain(shown);
    expect(svg).toContain('<title id="x-title">題</title><desc id="x-desc">説明</desc>');
    expect(svg).not.toMatch(/<style|\sstyle=|<foreignObject|<script|\sclass=/);
  });

  test('text without quotes', async () => {
    const svg = await draw(flow('a[x > y] -->|p > q| b(z> w)\nb -- r > s --> c{Map<K, List<V>>}'));
    for (const text of ['x > y', 'p > q', 'z> w', 'r > s', 'Map<K, List<V>>']) expect(textsOf(svg)).toContain(text);
  });

  test('a box is as wide as its text, the escapes as wide as their signs', async () => {
    const width = async (label: string) => {
      const svg = await draw(flow(`a["${label}"] --> b`));
      return Number(/<rect[^>]* width="([\d.]+)"/.exec(svg)![1]);
    };
    expect(await width('#39;#39;#39;#39;#39;#39;#39;#39;漢字漢字漢字漢字')).toBe(
      await width("''''''''漢字漢字漢字漢字"),
    );
  });

  test('drawings that chapters ask for at once are those they get alone', async () => {
    const body = (name: string) =>
      `${name}1["${name}"] --> ${name}2["次#quot;"]\nsubgraph s["組"]\n${name}2 --> ${name}3["<${name}>"]\nend`;
    const names = ['k', 'l', 'm', 'n'];
    const together = await Promise.all(names.map((name) => draw(flow(body(name)))));
    for (const [i, name] of names.entries()) expect(together[i], name).toBe(await draw(flow(body(name))));
  });

  test('drawn twice it is the same', async () => {
    for (const text of [
      flow('a([始]) --> b[(DB)]'),
      kind('stateDiagram-v2', 'a --> [*]'),
      kind('erDiagram', 'A {\n int n\n}'),
    ])
      expect(await draw(text)).toBe(await draw(text));
  });
});

describe('what cannot be drawn is refused', { timeout: 60_000 }, () => {
  test.each([
    ['a["한국"] --> b', /한 \(U\+D55C\), 국 \(U\+AD6D\)/],
    ['a["😀"] --> b', /😀 \(U\+1F600\)/],
    ['a["#foo;"] --> b', /line 2: #foo; is no character reference.*#35;foo;/],
    ['a --> b\nstyle a fill:#ff0000', /colours that are none of this site's/],
    ['a --> b\nclick a "https://example.com"', /<a>/],
    ['a --> b\nb ==> ', /line 4|line 3/],
  ])('%s', async (body, message) => {
    await expect(draw(flow(body))).rejects.toThrow(message);
    // What follows a refusal is drawn all the same.
    expect(textsOf(await draw(flow('a["次"] --> b')))).toContain('次');
  });
});
