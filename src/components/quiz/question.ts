import { createHash } from 'node:crypto';
import { html, Markup } from '../../html/html.ts';
import { CHOICES } from './judge.ts';

/** What a question takes from the reader: a choice, a short answer, or nothing. */
export type Kind = 'choice' | 'short' | 'open';

/** A question as its component rendered it. */
export interface Asked {
  kind: Kind;
  /** What is asked, its choices included. */
  body: Markup;
  answer: Markup;
  /** Under what an answer is kept: another as soon as the question reads otherwise. */
  key: string;
}

const ANSWER = /<details class="answer"([^>]*)>[\s\S]*<\/details>/;

/**
 * Takes apart what stands in a `<Question>`, and makes its ordered list one to choose from.
 *
 * @param slot what its author wrote, rendered: text, and an `<Answer>` at the end
 * @param name of the radio buttons, one of its own
 * @param place file, line and component, for errors
 */
export function readQuestion(slot: string, name: string, place: string): Asked {
  const found = ANSWER.exec(slot);
  if (!found) throw new Error(`${place} has no <Answer>: end it with <Answer>...</Answer>`);
  const [answer, attributes] = [found[0], found[1]!];
  const text = slot.slice(0, found.index).trim();
  const kind: Kind = attributes.includes(' data-choice=')
    ? 'choice'
    : attributes.includes(' data-accepts=')
      ? 'short'
      : 'open';
  return {
    kind,
    body: new Markup(kind === 'choice' ? choosable(text, name, place) : text),
    answer: new Markup(answer),
    key: createHash('sha256')
      .update(text.replaceAll(/<[^>]*>|\s/g, ''))
      .digest('hex')
      .slice(0, 10),
  };
}

/** The last ordered list, each of its items a radio button with its text. */
function choosable(text: string, name: string, place: string): string {
  const from = text.lastIndexOf('<ol');
  const to = text.indexOf('</ol>', from);
  const items = from < 0 ? [] : [...text.slice(from, to).matchAll(/<li>([\s\S]*?)<\/li>/g)];
  if (items.length === 0) throw new Error(`${place}: its <Answer> names a choice, but it has no ordered list`);
  const choices = items.map(
    ([, item], i) =>
      html`<li><label><input type="radio" name="${name}" value="${CHOICES[i]!}" required autocomplete="off"><span>
        ${new Markup(item!.replaceAll(/<\/?p>/g, '').trim())}
      </span></label></li>`,
  );
  return text.slice(0, from) + html`<ol class="choices">${choices}</ol>`.text + text.slice(to + '</ol>'.length);
}
