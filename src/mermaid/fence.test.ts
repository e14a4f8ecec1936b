import { describe, expect, it } from 'vitest';
import { parseFence, placed } from './fence.ts';

const valid = 'flowchart LR\naccTitle: 鎖\naccDescr: aからbへ\na --> b';
const place = { file: 'x.mdx', line: 3 };
const read = (text: string) => parseFence(text, place);

describe('a mermaid fence', () => {
  it('has a title and a description, which are the drawing’s and not Mermaid’s', () => {
    expect(read(`${valid}\n`)).toEqual({
      source: 'flowchart LR\na --> b',
      title: '鎖',
      description: 'aからbへ',
      lines: [4, 7],
    });
    expect(read(valid.replace('accDescr: aからbへ', 'accDescr {\n aから\n bへ\n}')).description).toBe('aから\nbへ');
    expect(read(valid.replace('accDescr: aからbへ', 'accDescr { 一行 }')).description).toBe('一行');
  });

  it.each([
    ['accTitle', /^x\.mdx:3: .*accTitle/],
    ['accDescr', /^x\.mdx:3: .*accDescr/],
  ])('is refused without %s', (name, message) => {
    expect(() => read(valid.replace(new RegExp(`^${name}.*\n`, 'm'), ''))).toThrow(message);
    expect(() => read(valid.replace(new RegExp(`^(${name}): .*`, 'm'), '$1:'))).toThrow(message);
  });

  it.each([
    [`%%{init: {"flowchart": {"htmlLabels": true}}}%%\n${valid}`, /^x\.mdx:4: .*"htmlLabels"/],
    [`%%{init: { 'theme':'dark' } }%%\n${valid}`, /^x\.mdx:4: .*"theme"/],
    [`%%{initialize: {\n "themeVariables": {}\n}}%%\n${valid}`, /^x\.mdx:5: .*"themeVariables"/],
    [`---\nconfig:\n  securityLevel: loose\n---\n${valid}`, /^x\.mdx:6: .*"securityLevel"/],
    [`---\nconfig:\n  look: handDrawn\n---\n${valid}`, /^x\.mdx:6: .*"look"/],
    [`${valid}\n%%{init: {"sequence": {"actorFontSize": 9}}}%%`, /^x\.mdx:8: .*"actorFontSize"/],
    [valid.replace('a -->', 'a["<b>太字</b>"] -->'), /^x\.mdx:7: <b>: .*#lt;b#gt;/],
    [valid.replace('a -->', 'a["<img src=x>"] -->'), /^x\.mdx:7: <img src=x>/],
    [valid.replace('flowchart LR', 'gantt'), /^x\.mdx:4: .*gantt.*today/],
    [valid.replace('flowchart LR', '%% 注釈\njourney'), /^x\.mdx:5: .*journey.*HTML/],
    [valid.replace('flowchart LR', 'unheard-of'), /^x\.mdx:4: .*unheard-of/],
    [valid.replace('accDescr: aからbへ', 'accDescr {\n aから'), /^x\.mdx:6: accDescr \{ is not closed/],
    ['accTitle: 鎖\naccDescr: 空\n%% だけ', /^x\.mdx:3: .*a drawing without a kind/],
  ])('%j is refused', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it.each([
    valid.replace('a -->', 'a["二行<br/>目"] -->'),
    valid.replace('a -->', 'a["List<String>"] -->'),
    `%%{init: {"flowchart": {"nodeSpacing": 20, "curve": "linear"}}}%%\n${valid}`,
    `---\ntitle: 題\n---\n${valid}`,
    'classDiagram\naccTitle: 題\naccDescr: 説明\nclass A {\n<<interface>>\n}',
  ])('%j is not', (text) => {
    expect(() => read(text)).not.toThrow();
  });

  it('names the line of the file, whatever stood before it and was taken out', () => {
    const fence = read(`\n%% 注釈\r\n${valid}\n%% 注釈\n\nb ==> `);
    expect(fence.source.split('\n')).toHaveLength(fence.lines.length);
    expect(placed('Parse error on line 4:\n...', fence, place).message).toMatch(
      /^x\.mdx:12: mermaid: Parse error on line 12:/,
    );
    expect(placed('no such thing', fence, place).message).toBe('x.mdx:3: mermaid: no such thing');
  });
});
