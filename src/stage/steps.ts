import { inlineCode } from '../html/inline-code.ts';
import { html, type Markup } from '../html/html.ts';
import { blockHtml } from '../transcript/block-markup.ts';
import type { Block, Session, SessionStep } from '../transcript/model.ts';
import { durationText } from '../transcript/words.ts';

/** Marks that terminals are told apart by, beside their names. */
const TERMINAL_MARKS = 4;

/** What stands at the steps beside what was recorded. */
export interface Annotations {
  /** Markup for the margin of a step: that it moves a picture. */
  sign?(number: number): Markup | null;
  /** What is asked before a step, and the answer, which stands behind it. */
  question?(id: string): { question: Markup; answer: Markup } | null;
  /** Markup behind a step: the prose that an author put there. */
  prose?(id: string): Markup | null;
}

/**
 * The steps of all terminals in the order in which they happened: each with its number, its sentence, what was typed
 * and what came back. A step has the id `NAME.STEP`.
 */
export function stepsHtml(session: Session, name: string, { sign, question, prose }: Annotations = {}): Markup {
  const blocks = blocksByStep(session);
  const many = session.panes.length > 1;
  const terminal = (index: number): Markup | null => (many ? terminalTag(session, index) : null);
  const before = blocks.get(0) ?? [];
  return html`<ol class="sg-steps">
    ${
      before.length > 0 &&
      html`<li class="sg-before">${before.map(({ block, index }) => [terminal(index), shown(block, undefined, session, index)])}</li>`
    }
    ${session.steps.map((step) => {
      const own = session.panes.findIndex((pane) => pane.terminal === step.terminal);
      const all = blocks.get(step.number) ?? [];
      const asked = question?.(step.id);
      return html`<li class="sg-step" id="${name}.${step.id}" data-step="${step.id}" data-n="${step.number}" data-time="${step.shown} ${step.length}"${asked && html` data-ask`}>
        ${sign?.(step.number)}
        <p class="sg-say"><a class="sg-num" href="#${name}.${step.id}" aria-label="手順${step.number}">${step.number}</a>
          ${terminal(own)}${said(step)}
        </p>
        ${asked?.question}
        ${all.map(({ block, index }) => [index !== own && terminal(index), shown(block, step, session, index)])}
        ${asked?.answer}
        ${prose?.(step.id)}
      </li>`;
    })}
  </ol>`;
}

function said({ say, trueSeconds }: SessionStep): Markup {
  return html`${say !== '' && html`<span class="sg-sentence">${inlineCode(say)}</span>`}${
    trueSeconds !== undefined && html`<small class="sg-true">実際の所要時間は${durationText(trueSeconds)}</small>`
  }`;
}

function shown(block: Block, step: SessionStep | undefined, { panes }: Session, index: number): Markup {
  return html`<div class="tr-screen" translate="no">${blockHtml(block, step, panes[index]!.terminal)}</div>`;
}

function terminalTag({ panes }: Session, index: number): Markup {
  return html`<span class="sg-terminal" data-mark="${(index % TERMINAL_MARKS) + 1}">${panes[index]!.label}</span>`;
}

/** A step's own terminal first. */
function blocksByStep({ panes }: Session): Map<number, { block: Block; index: number }[]> {
  const map = new Map<number, { block: Block; index: number }[]>();
  panes.forEach((pane, index) => {
    for (const block of pane.blocks) {
      const list = map.get(block.step) ?? [];
      if (block.own) list.unshift({ block, index });
      else list.push({ block, index });
      map.set(block.step, list);
    }
  });
  return map;
}
