import { keepAnswer, keptAnswers } from './answers.client.ts';
import { plainAnswer, wholly } from './judge.ts';

/** What a question in a stage tells about itself: `answered` lets its step be played, `shown` and `open` show or hide its outcome, `kept` shows it as the last visit left it. */
export type QuestionChange = 'answered' | 'shown' | 'open' | 'kept';

/** A question that takes an answer, keeps it, and says whether it was right. */
class QuizQuestion extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #answer!: HTMLDetailsElement;

  connectedCallback(): void {
    if (this.#form || this.dataset.kind === 'open') return;
    this.#form = this.querySelector('form')!;
    this.#answer = (this.querySelector('.answer') ?? this.#step!.querySelector(':scope > .answer'))!;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#commit();
    });
    this.querySelector('.question-back')!.addEventListener('click', () => this.#takeBack());
    this.querySelector('.question-look')?.addEventListener('click', () => this.#veil('shown'));
    this.#restore();
  }

  /** Where it stands in a stage. */
  get #step(): HTMLElement | null {
    return this.closest('.sg-step');
  }

  get #fields(): HTMLInputElement[] {
    return [...this.querySelectorAll('input')];
  }

  /** What was chosen or written; null where nothing was. */
  get #given(): string | null {
    const field = this.#fields.find(({ type, checked }) => type === 'text' || checked);
    return field ? plainAnswer(field.value) || null : null;
  }

  #restore(): void {
    const kept = keptAnswers()[this.dataset.key!];
    if (kept === undefined) return;
    for (const field of this.#fields) {
      if (field.type === 'text') field.value = kept;
      else field.checked = field.value === kept;
    }
    // A choice that is none of its choices is none.
    const given = this.#given;
    if (given === null) return;
    this.#judge(given);
    this.#veil('kept');
  }

  #commit(): void {
    const given = this.#given;
    if (given === null || this.dataset.result !== undefined) return;
    const kept = keepAnswer(this.dataset.key!, given);
    this.#judge(given);
    if (!kept) this.querySelector('output')!.append('（このブラウザーには保存できませんでした）');
    this.#answer.open = true;
    // The button that was pressed is gone.
    this.focus({ preventScroll: true });
    this.#veil('answered');
  }

  #judge(given: string): void {
    const { choice, accepts } = this.#answer.dataset;
    const right = choice === undefined ? new RegExp(wholly(accepts!), 'iu').test(given) : choice === given;
    this.dataset.result = right ? 'right' : 'wrong';
    const correction = choice === undefined ? '' : `正解は${choice}です。`;
    this.querySelector('output')!.textContent = right ? '合っています。' : `違います。${correction}`;
    this.#settle(true);
  }

  #takeBack(): void {
    keepAnswer(this.dataset.key!, null);
    delete this.dataset.result;
    this.#form!.reset();
    this.querySelector('output')!.textContent = '';
    this.#answer.open = false;
    this.#settle(false);
    this.#fields[0]!.focus({ preventScroll: true });
    this.#veil('open');
  }

  /** With an answer its fields are read, not filled. */
  #settle(answered: boolean): void {
    for (const field of this.#fields) field.disabled = answered;
    for (const button of this.querySelectorAll('button')) button.hidden = answered !== button.matches('.question-back');
  }

  #veil(change: QuestionChange): void {
    this.#step?.toggleAttribute('data-ask', change === 'open');
    this.dispatchEvent(new CustomEvent<QuestionChange>('question', { bubbles: true, detail: change }));
  }
}

/** How a question stands, and how that is called. */
const MARKS = { right: '合っている', wrong: '違う', open: 'まだ' } as const;
type Mark = keyof typeof MARKS;

const markOf = ({ dataset: { result } }: HTMLElement): Mark => (result as 'right' | 'wrong' | undefined) ?? 'open';

/** At a chapter's end: how many of its questions have been answered, each a link with its mark. */
function showRow(): void {
  const row = document.querySelector('.quiz-row');
  const all = [...document.querySelectorAll<HTMLElement>('quiz-question:not([data-kind=open])')];
  if (!row || all.length === 0) return;
  const count = (mark: Mark): number => all.filter((question) => markOf(question) === mark).length;
  const marks = all.map((question) => {
    const link = document.createElement('a');
    const mark = markOf(question);
    const number = question.id.slice(2);
    link.href = `#${question.id}`;
    link.dataset.mark = mark;
    link.textContent = number;
    link.setAttribute('aria-label', `問${number}: ${MARKS[mark]}`);
    return link;
  });
  const said = document.createElement('span');
  const [open, right] = [count('open'), count('right')];
  said.textContent =
    open === all.length
      ? `この節には、答えを選ぶか書く問いが${all.length}問あります。`
      : `${all.length}問のうち${all.length - open}問に答えました。${right > 0 ? `合っていたのは${right}問です。` : ''}`;
  row.replaceChildren(...marks, said);
}

customElements.define('quiz-question', QuizQuestion);
addEventListener('question', showRow);
showRow();
