import { describe, expect, it } from 'vitest';
import { blockHtml } from './block-markup.ts';
import type { Block } from './model.ts';

const block = (text: string, more: Partial<Block> = {}): Block => ({
  step: 1,
  own: true,
  prompt: [{ look: '', text: '# ' }],
  command: 'run',
  continuations: [],
  typed: [],
  output: { runs: [{ look: '', text }], shown: [] },
  from: 0,
  to: 1,
  ...more,
});
const lines = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');
const of = (text: string): string => blockHtml(block(text), undefined, 'host').text;

describe('an output', () => {
  it('of up to ten lines stands whole', () => {
    expect(of(lines(10))).not.toContain('<details');
  });

  it('of more is folded behind its first seven, all of it there', () => {
    const html = of(lines(30));
    expect(html).toContain('<summary>ほか23行</summary>');
    expect(/tr-head">([\s\S]*?)<\/span>/.exec(html)![1]).toBe(lines(7));
    expect(/tr-rest">([\s\S]*?)<\/div>/.exec(html)![1]).toBe(lines(30).slice(lines(7).length + 1));
  });

  it('that is redrawn is not folded: it is played where it stands', () => {
    const frames = { rows: ['a'], frames: [[0, 0, 0]], height: 20 };
    const html = blockHtml(
      block(lines(20), { output: { runs: [{ look: '', text: lines(20) }], shown: [], frames } }),
      undefined,
      'host',
    );
    expect(html.text).not.toContain('<details');
  });

  it.each([
    ['columns', 'PID   USER\n1     root', true],
    ['a tree', '├─a\n└─b', true],
    ['words', 'one two\nthree  \nfour', false],
    ['one line with a gap', 'a   b', false],
  ])('of %s keeps its columns: %#', (_what, text, table) => {
    expect(of(text).includes('tr-out tr-table')).toBe(table);
  });
});
