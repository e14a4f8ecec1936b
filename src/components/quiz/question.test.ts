import { describe, expect, it } from 'vitest';
import { acceptsProblem } from './accepts.ts';
import { plainAnswer, wholly } from './judge.ts';
import { readQuestion } from './question.ts';

const ask = (body: string, attributes = ''): string =>
  `${body}\n<details class="answer"${attributes}><summary>答えを見る</summary><details>中</details></details>`;
const read = (slot: string) => readQuestion(slot, 'q-1', 'a.mdx:2:1: <Question>');

describe('a question as it was written', () => {
  it('has its ordered list to choose from where the answer names a choice', () => {
    const { kind, body, answer } = read(
      ask('<p>どれ？</p><ol>\n<li><code>a</code></li>\n<li><p>b</p></li>\n</ol>', ' data-choice="イ"'),
    );
    expect(kind).toBe('choice');
    expect(body.text).toBe(
      '<p>どれ？</p><ol class="choices"><li><label><input type="radio" name="q-1" value="ア" required autocomplete="off"><span><code>a</code></span></label></li><li><label><input type="radio" name="q-1" value="イ" required autocomplete="off"><span>b</span></label></li></ol>',
    );
    expect(answer.text).toMatch(/^<details class="answer" data-choice="イ">.*<details>中<\/details><\/details>$/);
  });

  it('is written where the answer says what it accepts, and else only thought about', () => {
    expect(read(ask('<p>何？</p>', ' data-accepts="0"')).kind).toBe('short');
    const open = read(ask('<ol><li>a</li></ol>'));
    expect(open.kind).toBe('open');
    expect(open.body.text).toBe('<ol><li>a</li></ol>');
  });

  it('is another as soon as it reads otherwise, not when it is set otherwise', () => {
    const key = (body: string) => read(ask(body)).key;
    expect(key('<p>何が 出る？</p>')).toBe(key('<p>何が<b>出る</b>？</p>\n'));
    expect(key('<p>何が出る？</p>')).not.toBe(key('<p>何が出た？</p>'));
  });

  it('has an answer, and choices where one is named', () => {
    expect(() => read('<p>何？</p>')).toThrow('a.mdx:2:1: <Question> has no <Answer>');
    expect(() => read(ask('<p>何？</p>', ' data-choice="ア"'))).toThrow('it has no ordered list');
  });
});

describe('what a short answer may be', () => {
  it.each([
    ['12|十二', '１２', true],
    ['12|十二', ' 12 ', true],
    ['12|十二', '112', false],
    ['operation not permitted', 'Operation  not permitted', true],
  ])('%s, written %s: %s', (accepts, written, right) => {
    expect(new RegExp(wholly(accepts), 'iu').test(plainAnswer(written))).toBe(right);
  });

  it('is what was printed: all of it, or a line', () => {
    expect(acceptsProblem('ping: permitted', 'ping: \npermitted')).toBeNull();
    expect(acceptsProblem('c\\.txt', 'a.txt\nc.txt')).toBeNull();
    expect(acceptsProblem('b', 'a.txt\nc.txt')).toEqual({
      message: '"b" does not accept what the step printed',
      advice: 'There is:\na.txt\nc.txt',
    });
    expect(acceptsProblem('b', undefined)).toBeNull();
    expect(acceptsProblem('(b', undefined)?.message).toMatch(/^"\(b" is not a valid regular expression/);
  });
});
