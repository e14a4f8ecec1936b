import { html, Markup, type Child } from '../html/html.ts';
import { plainText, runsToHtml, sliceRuns, textRuns, type Run } from './cells.ts';
import { encodeMarks } from './marks.ts';
import type { Block, SessionStep } from './model.ts';
import { keyText } from './words.ts';

/** An output of more lines than `WHOLE` is folded behind its first `SHOWN`. */
const WHOLE = 10;
const SHOWN = 7;

/** Name of the file with a block's frames. */
export function framesName(step: SessionStep, terminal: string): string {
  return `${step.id}.${terminal}`;
}

/**
 * What one terminal shows of one step, whole and finished: prompt, command and output. When what was typed and shown
 * appeared stands in `data-typed` and `data-shown`, the film that is fetched for it in `data-frames`.
 *
 * @param step the block's step; undefined for what stood there before the first
 */
export function blockHtml(block: Block, step: SessionStep | undefined, terminal: string): Markup {
  const { typed, output, own } = block;
  const frames = output.frames && step && framesName(step, terminal);
  return html`<div class="tr-block"${typed.length > 0 && html` data-typed="${encodeMarks(typed)}"`}${
    output.shown.length > 0 && html` data-shown="${encodeMarks(output.shown)}"`
  }${frames !== undefined && html` data-frames="${frames}"`}>${lineHtml(block, step)}${outputHtml(block)}${
    own && exitHtml(step?.status ?? null)
  }</div>`;
}

function lineHtml(block: Block, step: SessionStep | undefined): Markup | null {
  const prompt =
    block.prompt.length > 0 && html`<span class="tr-prompt">${new Markup(runsToHtml(block.prompt))}</span>`;
  const keys = block.own ? (step?.keys ?? []) : [];
  const typed: Child =
    keys.length > 0
      ? html`<span class="tr-keys">${keys.map((key, i) => [i > 0 && ' ', html`<kbd>${keyText(key)}</kbd>`])}</span>`
      : block.command !== '' && html`<span class="tr-cmd">${commandHtml(block)}</span>`;
  return prompt || typed ? html`<div class="tr-line">${prompt}${typed}</div>` : null;
}

/** The prompts of its further lines are no part of the command: whoever copies it leaves them out. */
function commandHtml({ command, continuations }: Block): Child {
  const runs = (text: string): Markup => new Markup(runsToHtml(textRuns(text)));
  const parts: Child[] = [];
  let at = 0;
  for (const [offset, prompt] of continuations) {
    parts.push(runs(command.slice(at, offset)), html`<span class="tr-ps2">${runs(prompt)}</span>`);
    at = offset;
  }
  return [parts, runs(command.slice(at))];
}

function outputHtml({ output, own }: Block): Markup | null {
  const { runs, frames } = output;
  const text = plainText(runs);
  const lines = text === '' ? 0 : text.split('\n').length;
  // Frames may be higher than what stays at the end: room for the highest is kept, so that nothing below moves.
  const pad = frames ? Math.max(0, frames.height - lines) : 0;
  if (lines === 0 && pad === 0) return null;
  const room =
    pad > 0 && html`<span class="tr-pad" aria-hidden="true">${'\n'.repeat(lines === 0 ? pad - 1 : pad)} </span>`;
  const kind = `tr-out${isTable(text) ? ' tr-table' : ''}${own ? '' : ' tr-aside'}`;
  const markup = (part: readonly Run[]): Markup => new Markup(runsToHtml(part));
  if (lines <= WHOLE || frames) return html`<div class="${kind}">${markup(runs)}${room}</div>`;
  // The line's end between the two is that of the block: whoever copies puts it back.
  const end = nthLineEnd(text, SHOWN);
  const [first, rest] = [sliceRuns(runs, 0, end), sliceRuns(runs, end + 1, text.length)];
  return html`<div class="${kind}"><span class="tr-head">${markup(first)}</span><details class="tr-fold">
    <summary>ほか${lines - SHOWN}行</summary><div class="tr-rest">${markup(rest)}</div></details></div>`;
}

function nthLineEnd(text: string, n: number): number {
  let at = -1;
  for (let i = 0; i < n; i += 1) at = text.indexOf('\n', at + 1);
  return at;
}

/**
 * Whether columns stand under each other: broken lines would be read in another column. Two lines at least have a gap
 * of two cells or a line of a box.
 */
function isTable(text: string): boolean {
  return text.split('\n').filter((line) => /\S {2,}\S|[\u2500-\u257f]|\t/.test(line)).length >= 2;
}

function exitHtml(status: number | null): Markup | null {
  return status === null || status === 0 ? null : html`<div class="tr-exit">終了ステータス ${status}</div>`;
}
