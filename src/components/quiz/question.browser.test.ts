import { afterEach, describe, expect, it, vi } from 'vitest';
import './question.client.ts';

const KEY = 'docker-kanzen-rikai:answers';
const kept = () => JSON.parse(localStorage.getItem(KEY) ?? 'null') as unknown;
const keep = (value: string) => localStorage.setItem(KEY, value);

const DESK = `<p class="question-desk"><button class="question-commit">これで答える</button>
  <button class="question-look" type="button">先に見る</button><output class="question-result"></output>
  <button class="question-back" type="button" hidden>答えを取り消す</button></p>`;
const radios = ['ア', 'イ', 'ウ']
  .map((value) => `<label><input type="radio" name="q-1" value="${value}" required>${value}</label>`)
  .join('');
const choice = `<quiz-question id="q-1" data-key="k1" data-kind="choice" tabindex="-1"><form>${radios}${DESK}</form>`;
const short = `<quiz-question id="q-2" data-key="k2" data-kind="short" tabindex="-1">
  <form><input type="text" required>${DESK}</form><details class="answer" data-accepts="12|十二"></details></quiz-question>`;
/** A question to choose in a step of a stage, one to write and one to think about in the quiz. */
const PAGE = `<ol><li class="sg-step" data-ask>${choice}</quiz-question><details class="answer" data-choice="イ"></details></li></ol>
  ${short}<quiz-question id="q-3" data-kind="open"></quiz-question><p class="quiz-row"></p>`;

const $ = <E extends HTMLElement>(selector: string): E => document.querySelector<E>(selector)!;
function show(): void {
  document.body.innerHTML = PAGE;
}
const pick = (value: string) => $(`[value=${value}]`).click();
const press = (id: string, button: string) => $(`#${id} .question-${button}`).click();
const said = (id: string) => $(`#${id} output`).textContent;
const isHidden = (id: string, button: string) => $<HTMLButtonElement>(`#${id} .question-${button}`).hidden;
const row = () => $('.quiz-row').textContent;

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
  document.body.replaceChildren();
});

describe('a question to choose', () => {
  it('says that it was right, opens the answer and lets its step be played', () => {
    show();
    const changes: unknown[] = [];
    $('li').addEventListener('question', (event) => changes.push((event as CustomEvent).detail));
    pick('イ');
    expect(said('q-1')).toBe('');
    press('q-1', 'commit');
    expect(said('q-1')).toBe('合っています。');
    expect($<HTMLDetailsElement>('li > .answer').open).toBe(true);
    expect($('li').dataset.ask).toBeUndefined();
    expect(changes).toEqual(['answered']);
    expect(kept()).toEqual({ version: 1, answers: { k1: 'イ' } });
    expect($<HTMLInputElement>('[value=ア]').disabled).toBe(true);
    expect(document.activeElement).toBe($('#q-1'));
    expect(row()).toBe('122問のうち1問に答えました。合っていたのは1問です。');
  });

  it('says that it was wrong, and what is right', () => {
    show();
    pick('ウ');
    press('q-1', 'commit');
    expect(said('q-1')).toBe('違います。正解はイです。');
    expect($('.quiz-row a').dataset.mark).toBe('wrong');
  });

  it('asks for a choice first', () => {
    show();
    press('q-1', 'commit');
    expect(said('q-1')).toBe('');
    expect(kept()).toBeNull();
  });

  it('lets the outcome be seen without an answer, which is not kept', () => {
    show();
    press('q-1', 'look');
    expect($('li').dataset.ask).toBeUndefined();
    expect(said('q-1')).toBe('');
    expect(kept()).toBeNull();
  });

  it('can be taken back', () => {
    show();
    pick('ア');
    press('q-1', 'commit');
    expect(isHidden('q-1', 'commit')).toBe(true);
    press('q-1', 'back');
    expect(said('q-1')).toBe('');
    expect(kept()).toEqual({ version: 1, answers: {} });
    expect($('li').dataset.ask).toBe('');
    expect($<HTMLDetailsElement>('li > .answer').open).toBe(false);
    expect($<HTMLInputElement>('[value=ア]')).toMatchObject({ checked: false, disabled: false });
    expect([isHidden('q-1', 'commit'), isHidden('q-1', 'back')]).toEqual([false, true]);
    expect(row()).toBe('12この節には、答えを選ぶか書く問いが2問あります。');
  });
});

it('a question to write is judged by what it accepts', () => {
  show();
  const field = $<HTMLInputElement>('#q-2 input');
  field.value = ' １２ ';
  press('q-2', 'commit');
  expect(said('q-2')).toBe('合っています。');
  press('q-2', 'back');
  field.value = '13';
  press('q-2', 'commit');
  expect(said('q-2')).toBe('違います。');
  press('q-2', 'back');
  field.value = '　';
  press('q-2', 'commit');
  expect(said('q-2')).toBe('');
});

describe('an answer that was kept', () => {
  it('is there at the next visit, its answer folded and its step shown', () => {
    keep('{"version":1,"answers":{"k1":"ア","k2":"12"}}');
    show();
    expect(said('q-1')).toBe('違います。正解はイです。');
    expect($<HTMLInputElement>('[value=ア]').checked).toBe(true);
    expect($('li').dataset.ask).toBeUndefined();
    expect($<HTMLDetailsElement>('li > .answer').open).toBe(false);
    expect($<HTMLInputElement>('#q-2 input').value).toBe('12');
    expect(said('q-2')).toBe('合っています。');
    expect(row()).toBe('122問のうち2問に答えました。合っていたのは1問です。');
  });

  it.each([
    'nonsense',
    'null',
    '[]',
    '7',
    '{"version":2,"answers":{"k1":"イ"}}',
    '{"version":1}',
    '{"version":1,"answers":null}',
    '{"version":1,"answers":{"k1":7,"k2":""}}',
    '{"version":1,"answers":{"k1":"コ"}}',
  ])('and is none, %s, is as nothing, and gives way to the next', (garbage) => {
    keep(garbage);
    show();
    expect(said('q-1') + said('q-2')).toBe('');
    expect($('li').dataset.ask).toBe('');
    pick('イ');
    press('q-1', 'commit');
    expect(kept()).toMatchObject({ version: 1, answers: { k1: 'イ' } });
  });

  it('is not lost to another tab that keeps one of its own', () => {
    show();
    keep('{"version":1,"answers":{"other":"ア"}}');
    pick('イ');
    press('q-1', 'commit');
    expect(kept()).toEqual({ version: 1, answers: { other: 'ア', k1: 'イ' } });
  });
});

it.each(['setItem', 'getItem'] as const)('without %s an answer holds as long as the page, and says so', (missing) => {
  show();
  if (missing === 'getItem')
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  pick('イ');
  press('q-1', 'commit');
  expect(said('q-1')).toBe('合っています。（このブラウザーには保存できませんでした）');
  show();
  expect(said('q-1')).toBe('合っています。');
  full.mockRestore();
  press('q-1', 'back');
  expect($('li').dataset.ask).toBe('');
});
