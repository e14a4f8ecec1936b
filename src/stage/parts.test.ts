import { describe, expect, it } from 'vitest';
import { readParts } from './parts.ts';

const diagram = (title: string): string =>
  `<kernel-diagram class="dg nt" role="group" data-diagram="namespace-table" data-source="demo" data-plan="{&quot;title&quot;:&quot;${title}&quot;,&quot;legend&quot;:&quot;a > b&quot;}"><table><tr><td>x</td></tr></table></kernel-diagram>`;

describe('what stands in a stage', () => {
  it('is diagrams and prose at steps; scripts go behind it', () => {
    const { diagrams, prose, rest } = readParts(
      `${diagram('一つ &amp; 二つ')}<script type="module" src="/a.js"></script>
       <stage-prose data-step="oom" data-at="a.mdx:3:1"><p>説明</p></stage-prose>${diagram('三つ')}`,
      'a.mdx:1:1',
    );
    expect(diagrams.map(({ kind, source, plan }) => [kind, source, plan.title])).toEqual([
      ['namespace-table', 'demo', '一つ & 二つ'],
      ['namespace-table', 'demo', '三つ'],
    ]);
    expect(diagrams[0]!.markup.text).toBe(diagram('一つ &amp; 二つ'));
    expect(prose).toMatchObject([{ step: 'oom', at: 'a.mdx:3:1', markup: { text: '<p>説明</p>' } }]);
    expect(rest).toBe('<script type="module" src="/a.js"></script>');
  });

  it('is questions before steps, their answers behind them', () => {
    const { questions, rest } = readParts(
      `${diagram('a')}<stage-question data-step="oom" data-at="a.mdx:3:1"><quiz-question>問い</quiz-question><stage-answer><details>答え</details></stage-answer></stage-question>
       <stage-question data-step="join" data-at="a.mdx:9:1"><quiz-question>二</quiz-question><stage-answer><details>b</details></stage-answer></stage-question>`,
      'a.mdx:1:1',
    );
    expect(questions).toMatchObject([
      {
        step: 'oom',
        at: 'a.mdx:3:1',
        question: { text: '<quiz-question>問い</quiz-question>' },
        answer: { text: '<details>答え</details>' },
      },
      { step: 'join', question: { text: '<quiz-question>二</quiz-question>' } },
    ]);
    expect(rest).toBe('');
  });

  it('is nothing else, which is told with its place', () => {
    expect(() => readParts(`${diagram('a')}<p>ただの段落</p>`, 'a.mdx:1:1')).toThrow(
      /^a\.mdx:1:1: <Stage> holds diagrams .* <After step="ID">.* <p>ただの段落<\/p>$/,
    );
  });

  it('has a diagram in it', () => {
    expect(() => readParts(' ', 'a.mdx:1:1')).toThrow('a.mdx:1:1: <Stage> has no diagram');
  });
});
