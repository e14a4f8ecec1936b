import { frame, NEW } from '../shared/frame.ts';
import { classes, html, type Child, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { compared } from '../shared/moment.ts';
import { panelsOf, type Cell, type Known, type Line, type Panel, type State } from './model.ts';
import type { Plan } from './plan.ts';
import { SET_NAMES, setLetters } from './sets.ts';
import { changes, describe, profileOf, shows, WELL_KNOWN } from './words.ts';

const STATE_WORDS: Record<State, string> = {
  effective: 'いま使える（effective）',
  permitted: '使わずに持つ（permitted）',
  bounding: 'execveで得られる（bounding）',
  none: '持たず、得られもしない',
};

/** What a step took from a process, and what it gave it: one mark for all of it; the squares say which. */
const LOST: Markup = html`<b class="dg-new dg-gone" aria-hidden="true">失</b>`;
const GAINED: Markup = html`<b class="dg-new" aria-hidden="true">得</b>`;

/**
 * The capabilities of each process, one square each: filled where it may use it now.
 * The squares are hidden from screen readers, whom the description tells the same, until the script makes them a list to go through.
 */
export function draw(moment: Moment, { title, rows, known, compact, legend }: Plan): string {
  const panels = panelsOf(compared(moment), rows, known.length);
  return frame({
    title,
    moment,
    description: describe(panels, known),
    picture: html`<div class="cg-panels">${panels.map((panel) => drawPanel(panel, known))}</div>`,
    shows: shows(panels),
    changes: changes(panels, known),
    legend: !compact && drawLegend(legend, known.filter((k) => k.docker).length),
  });
}

function drawPanel(panel: Panel, known: Known[]): Markup {
  const { title, process, absent, fresh, own, lines, changed } = panel;
  return html`<section class="${classes('cg-panel', own && 'cg-own', !process && 'cg-absent')}" data-key="${panel.key}"><div class="cg-head">
        <div><p class="cg-title">${title}${fresh && NEW}</p><p class="cg-facts">${
          process
            ? [
                html`<span>PID ${process.pid}</span><span>UID ${process.uid.effective}</span>`,
                fact('NoNewPrivs', process.noNewPrivs ? 1 : 0, changed.noNewPrivs),
                fact('Seccomp', process.seccomp, changed.seccomp),
                profileOf(process) && fact('AppArmor', profileOf(process)!, changed.apparmor),
                own && html`<span class="cg-where">別のuser namespace</span>`,
              ]
            : absent
        }</p><p class="cg-count">${drawCount(panel)}</p></div><ul class="cg-lines" aria-hidden="true">
    ${lines.map(drawLine)}</ul></div><ol class="cg-cells" aria-hidden="true">
    ${panel.cells.map((cell) => drawCell(panel, cell, known[cell.bit]!))}</ol></section>`;
}

function fact(name: string, value: number | string, changed: boolean): Markup {
  return html`<span class="${classes('cg-fact', changed && 'cg-changed')}">${name} ${value}${changed && NEW}</span>`;
}

function drawCount({ process, cells, lines, before, own }: Panel): Child {
  const now = lines.find((line) => line.set === 'effective')!.count;
  return (
    process &&
    html`<span class="cg-label">${own ? '中で使える' : '使える'}</span>${
      before !== undefined &&
      html`<span class="cg-was">
        ${before}</span><span class="cg-arrow">→</span>`
    }<b>${now}</b><span class="cg-of">/ ${cells.length}</span>${cells.some((c) => c.change === 'lost') && LOST}${
      cells.some((c) => c.change === 'gained') && GAINED
    }`
  );
}

function drawLine({ set, mask, count, changed }: Line): Markup {
  return html`<li class="${classes('cg-line', `cg-line-${set}`, changed && 'cg-changed')}"><span>
        ${SET_NAMES[set][0]}</span><code>${mask || '–'}</code><span>${mask && count}</span></li>`;
}

function drawCell({ process }: Panel, { bit, sets, state, change }: Cell, { name, docker }: Known): Markup {
  const digit = bit % 4 === 0 && process?.capabilities.effective.at(-1 - bit / 4);
  const letters = (['inheritable', 'ambient'] as const)
    .filter((set) => sets.includes(set))
    .map((set) => set[0]!.toUpperCase());
  const names = classes(
    'cg-cell',
    `cg-${state}`,
    docker && 'cg-docker',
    WELL_KNOWN.has(name) && 'cg-known',
    change && `cg-${change}`,
  );
  return html`<li class="${names}" data-value="cap:cap_${name.toLowerCase()}" data-sets="${setLetters(sets)}">${digit && html`<i class="cg-digit">${digit}</i>`}<span class="cg-name">${breakable(name)}</span>${
    letters.length > 0 && html`<span class="cg-letters">${letters}</span>`
  }</li>`;
}

/** A name may break after an underscore, and before one where the part is as long as a cell is wide. */
function breakable(name: string): Markup[] {
  return name.split(/(?<=_)|(?<=[A-Z]{10})/).map((part, i) => html`${i > 0 && html`<wbr>`}${part}`);
}

function drawLegend({ states, letters, own }: Plan['legend'], defaults: number): Child {
  return [
    states.map((state) => html`<span><i class="cg-swatch cg-${state}"></i>${STATE_WORDS[state]}</span>`),
    own && html`<span><i class="cg-swatch cg-effective cg-own"></i>自分のuser namespaceの中で使える</span>`,
    letters && html`<span><b class="cg-letters">I</b>inheritable</span><span><b class="cg-letters">A</b>ambient</span>`,
    html`<span><i class="cg-dot"></i>Dockerの既定の${defaults}個</span><span>${GAINED}この手順で得た</span><span>${LOST}失った</span>
      <span class="cg-wrap">番号は <code>include/uapi/linux/capability.h</code> のもの</span>
      <span class="cg-wrap cg-digits">左端の英数字はCapEffの1桁（右端の桁から順に）</span>`,
  ];
}
