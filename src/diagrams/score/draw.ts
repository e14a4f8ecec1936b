import { classes, html, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { frame } from '../shared/frame.ts';
import { isType, STRINGS, type StringId } from './model.ts';
import type { Plan, ScoreRow } from './plan.ts';
import { changes, cutText, describe, NAMES, QUESTIONS, shows } from './words.ts';

/**
 * Commands as rows, what ties a process to its host as strings: thin as long as it is the host's, thick from the command
 * that cuts it, which has a bead. All rows are drawn whatever the moment: that says which one is being played.
 */
export function draw(moment: Moment, plan: Plan): string {
  return frame({
    title: plan.title,
    moment,
    picture: drawPicture(moment, plan),
    description: describe(plan),
    shows: shows(plan),
    changes: changes(plan, moment),
    legend: html`<span><b>│</b>ホストと同じ</span><span><b>┃</b>ホストと別</span><span><b>●</b>この行で別になった</span>
      <span><b>○</b>最後まで同じ</span>`,
  });
}

/** The picture alone, without what every diagram has around it. */
export function drawPicture(moment: Moment, { address, sections, rows }: Plan): Markup {
  return html`<div class="sc-heads"><span class="sc-group" aria-hidden="true">${QUESTIONS.see}</span>
      ${STRINGS.map((string) => drawHead(string, sections[string]))}</div>
      <ol class="sc-rows">${rows.map((_row, i) => drawRow({ address, rows }, i, moment))}</ol>`;
}

function drawHead(string: StringId, section: string): Markup {
  return html`<a class="${classes('sc-head', isType(string) ? `ns-${string}` : 'sc-wide')}" href="${section}">
      ${!isType(string) && html`<span class="sc-question">${QUESTIONS[string as keyof typeof QUESTIONS]}</span>`}
      <span class="sc-name">${NAMES[string]}</span></a>`;
}

function drawRow({ address, rows }: Pick<Plan, 'address' | 'rows'>, i: number, { number, rest }: Moment): Markup {
  const row = rows[i]!;
  const begins = rows[i - 1] !== undefined && rows[i - 1]!.part !== row.part;
  const ends = rows[i + 1]?.part !== row.part;
  const fresh = STRINGS.filter((string) => string in row.fresh);
  const now = !rest && i + 1 === number;
  const name = classes(
    'sc-row',
    begins && 'sc-begins',
    ends && 'sc-ends',
    fresh.length > 0 && 'sc-cuts',
    fresh.length === 1 && isType(fresh[0]!) && `ns-${fresh[0]}`,
    !rest && i + 1 > number && 'sc-later',
  );
  const last = STRINGS.indexOf(fresh.at(-1)!);
  return html`<li class="${name}" data-key="${row.id}"><a href="${address}${row.id}"${now && html` aria-current="step"`}>
      <b>${i + 1}</b><code><span>${row.command}</span></code>
      ${fresh.length > 0 && html`<span class="sr-only">：${cutText(row)}</span>`}
      ${STRINGS.map((string, at) => drawCell(row, string, at, at <= last))}</a></li>`;
}

/** From the row's middle to the next one's, and from the string before to this one: a cell's side is the string, its top what leads to a bead. */
function drawCell(row: ScoreRow, string: StringId, at: number, led: boolean): Markup {
  const value = row.fresh[string];
  const name = classes(
    row.cut[at] === '1' && 'sc-own',
    value !== undefined && 'sc-cut',
    led && 'sc-led',
    row.cut[at] === '1' && isType(string) && `ns-${string}`,
  );
  return html`<i${name && html` class="${name}"`}${value && html` data-value="${value}"`}></i>`;
}
