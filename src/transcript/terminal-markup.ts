import { escapeHtml } from '../html/html.ts';
import { plainText, rowsOf, type Run, runsToHtml, textRuns } from './cells.ts';
import type { Block, Pane, Session, SessionStep } from './model.ts';
import { GROUP_ROWS, groupHtml, type Piece } from './groups.ts';
import { encodeMarks } from './marks.ts';
import { keyText } from './words.ts';

/** A session with more rows than this is long: what of it is out of sight is not laid out. */
const LONG_ROWS = 600;
/** Longest output laid out in one piece in a long session, in rows. */
const MAX_ROWS = 40;

/** Name of the file with a block's frames. */
export function framesName(step: SessionStep, terminal: string): string {
  return `${step.id}.${terminal}`;
}

/** Whether a session is too long to lay out all of it. */
export function isLong(session: Session): boolean {
  let rows = 0;
  for (const pane of session.panes) for (const block of pane.blocks) rows += 1 + newlines(plainText(block.output.runs));
  return rows > LONG_ROWS;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * What one terminal shows, whole and finished, as HTML.
 *
 * @param name of the recording: steps get the id `NAME.STEP`
 */
export function paneHtml(pane: Pane, session: Session, name: string): string {
  const long = isLong(session);
  const pieces = pane.blocks.map((block) => blockPiece(block, pane, session.steps[block.step - 1], name, long));
  const step = session.steps.length + 1;
  if (pane.rest.length > 0)
    pieces.push({
      html: `<div class="tr-step" data-n="${step}"><div class="tr-line"><span class="tr-prompt">${runsToHtml(pane.rest)}</span></div></div>`,
      rows: 1,
      step,
    });
  return long ? groupHtml(pieces) : pieces.map((piece) => piece.html).join('');
}

function blockPiece(block: Block, pane: Pane, step: SessionStep | undefined, name: string, long: boolean): Piece {
  const line = lineHtml(block, step);
  const exit = exitHtml(block, step);
  const text = plainText(block.output.runs);
  const pad = padRows(block, text);
  const width = pane.width + 2;
  const rows =
    (line === '' ? 0 : rowsOf([...block.prompt, ...textRuns(`${shownCommand(block)} `)], width)) +
    rowsOf(block.output.runs, width) +
    pad +
    (exit === '' ? 0 : 1);
  const attributes = [`class="tr-step${line === '' ? ' tr-bare' : ''}"`, `data-n="${block.step}"`];
  if (step && block.own)
    attributes.push(
      `id="${escapeHtml(`${name}.${step.id}`)}"`,
      `data-step="${escapeHtml(step.id)}"`,
      `data-time="${step.shown} ${step.length}"`,
    );
  if (block.typed.length > 0) attributes.push(`data-typed="${encodeMarks(block.typed)}"`);
  if (block.output.shown.length > 0) attributes.push(`data-shown="${encodeMarks(block.output.shown)}"`);
  if (block.output.frames && step) attributes.push(`data-frames="${escapeHtml(framesName(step, pane.terminal))}"`);
  const output = outputHtml(block, text, pad, long && rows > MAX_ROWS ? width : null);
  return { html: `<div ${attributes.join(' ')}>${line}${output}${exit}</div>`, rows, step: block.step };
}

function lineHtml(block: Block, step: SessionStep | undefined): string {
  const prompt = block.prompt.length > 0 ? `<span class="tr-prompt">${runsToHtml(block.prompt)}</span>` : '';
  const keys = block.own ? (step?.keys ?? []).map((key) => `<kbd>${escapeHtml(keyText(key))}</kbd>`).join(' ') : '';
  const command = block.command === '' ? '' : `<span class="tr-cmd">${commandHtml(block)}</span>`;
  const typed = keys === '' ? command : `<span class="tr-keys">${keys}</span>`;
  return prompt + typed === '' ? '' : `<div class="tr-line">${prompt}${typed}</div>`;
}

/** A command with the prompts in it, as the terminal shows it. */
function shownCommand({ command, continuations }: Block): string {
  return commandParts(
    command,
    continuations,
    (text) => text,
    (prompt) => prompt,
  );
}

/** The prompts of its further lines are no part of the command: whoever copies it leaves them out. */
function commandHtml({ command, continuations }: Block): string {
  const html = (text: string): string => runsToHtml(textRuns(text));
  return commandParts(command, continuations, html, (prompt) => `<span class="tr-ps2">${html(prompt)}</span>`);
}

function commandParts(
  command: string,
  continuations: Block['continuations'],
  line: (text: string) => string,
  prompt: (text: string) => string,
): string {
  let whole = '';
  let at = 0;
  for (const [offset, text] of continuations) {
    whole += line(command.slice(at, offset)) + prompt(text);
    at = offset;
  }
  return whole + line(command.slice(at));
}

/** Frames may be higher than what stays at the end: room for the highest is kept, so that nothing below moves. */
function padRows({ output }: Block, text: string): number {
  return output.frames ? Math.max(0, output.frames.height - (text === '' ? 0 : newlines(text) + 1)) : 0;
}

/** @param width in cells, of an output so long that it is put into groups */
function outputHtml({ output, step }: Block, text: string, pad: number, width: number | null): string {
  if (text === '' && pad === 0) return '';
  const room =
    pad > 0 ? `<span class="tr-pad" aria-hidden="true">${'\n'.repeat(text === '' ? pad - 1 : pad)} </span>` : '';
  const html =
    width === null
      ? runsToHtml(output.runs)
      : groupHtml(
          parts(output.runs).map((runs) => ({
            html: runsToHtml(runs),
            rows: rowsOf(runs, width) - (plainText(runs).endsWith('\n') ? 1 : 0),
            step,
          })),
        );
  return `<div class="tr-out">${html}${room}</div>`;
}

/** Runs cut behind every `GROUP_ROWS`th newline. The newline stays: at the end of a group it makes no row of its own. */
function parts(runs: readonly Run[]): Run[][] {
  const all: Run[][] = [[]];
  let rows = 0;
  for (const run of runs) {
    const { look, text } = run;
    if (run.held) {
      all.at(-1)!.push(run);
      continue;
    }
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      rows += 1;
      if (rows % GROUP_ROWS !== 0) continue;
      all.at(-1)!.push({ look, text: text.slice(from, at + 1) });
      all.push([]);
      from = at + 1;
    }
    if (from < text.length) all.at(-1)!.push({ look, text: text.slice(from) });
  }
  return all.filter((part) => part.length > 0);
}

function exitHtml(block: Block, step: SessionStep | undefined): string {
  const status = block.own ? (step?.status ?? null) : null;
  return status === null || status === 0 ? '' : `<div class="tr-exit">終了ステータス ${status}</div>`;
}
