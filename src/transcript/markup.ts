import { inlineCode } from '../html/inline-code.ts';
import { classes, html, Markup, type Child } from '../html/html.ts';
import { icon } from './icons.ts';
import type { Pane, Session, SessionStep } from './model.ts';
import { isLong, paneHtml } from './terminal-markup.ts';
import { durationText, keyText } from './words.ts';

/** All that a transcript on a page shows. */
export interface TranscriptView {
  /** What diagrams name in `data-source`; steps get the id `NAME.STEP`. */
  name: string;
  title: string;
  session: Session;
  /** Where and when it was recorded, in parts. */
  about: string[];
  /** Casts to download. */
  downloads: { label: string; href: string; file: string }[];
  /** Where the files of this recording are, with a slash at the end. */
  base: string;
  /** Where its snapshots are; none for a cast from elsewhere, which no diagram can follow. */
  kernel?: string;
}

/** Columns that fit beside each other without the wide layout: one pane, or half of it. */
const NARROW = { one: 104, two: 50 };

/** More ticks than this cannot be told apart. */
const MAX_TICKS = 60;

/** A transcript as it stands in the page: everything shown, controls ready for the script. */
export function transcriptHtml(view: TranscriptView): string {
  const { name, session, kernel } = view;
  const count = session.steps.length;
  return html`<session-transcript class="${classes('tr', isLong(session) && 'tr-long', needsWidth(session) && 'wide')}"
    ${' '}role="group" aria-label="ターミナルの記録: ${view.title}" data-transcript="${name}" data-count="${count}"
    ${' '}data-base="${view.base}"${kernel !== undefined && html` data-kernel="${kernel}"`}>
    <div class="${classes('tr-panes', session.panes.length > 1 && 'tr-two')}">
      ${session.panes.map((pane) => paneFrame(pane, session, name))}
    </div>
    <div class="tr-desk">
      <div class="tr-says">
        <p class="tr-intro"><span class="tr-num">${count}手順</span><span>再生すると、1手順ずつ進みます。</span></p>
        <ol class="${classes('tr-list', count > 9 && 'tr-tens')}">
          ${session.steps.map((step) => stepItem(step, count, name))}
        </ol>
      </div>
      ${controls(count)}
    </div>
    ${foot(view)}
    <p class="sr-only" role="status" aria-live="polite"></p>
  </session-transcript>`.text;
}

function needsWidth({ panes }: Session): boolean {
  return panes.some((pane) => pane.width > (panes.length > 1 ? NARROW.two : NARROW.one));
}

function paneFrame(pane: Pane, session: Session, name: string): Markup {
  return html`<div class="tr-pane">
    <p class="tr-name">${pane.label}</p>
    <div class="tr-scroll" tabindex="0" role="group" aria-label="${pane.label}の画面">
      <div class="tr-screen" translate="no" data-ruler="${'0'.repeat(pane.width + 2)}">
        ${new Markup(paneHtml(pane, session, name))}
      </div>
    </div>
  </div>`;
}

function stepItem({ number, id, say, command, keys, trueSeconds }: SessionStep, count: number, name: string): Markup {
  const said =
    say !== '' ? inlineCode(say) : command !== '' ? html`<code translate="no">${command}</code>` : `手順${number}`;
  return html`<li>
    <a class="tr-num" href="#${name}.${id}" aria-label="手順${number}/${count}へ">${number}/${count}</a>
    <span class="tr-say">
      ${said}
      ${trueSeconds !== undefined && html`<small class="tr-true">実際の所要時間は${durationText(trueSeconds)}</small>`}
    </span>
    ${
      // Where there is no sentence of its own, the command is shown once.
      say !== '' && command !== '' && html`<code class="tr-shown" translate="no">${command}</code>`
    }
    ${keys.length > 0 && html`<span class="tr-shown">${keys.map((key) => html`<kbd>${keyText(key)}</kbd>`)}</span>`}
  </li>`;
}

function copyButton(what: 'now' | 'all', label: Child, more?: string): Markup {
  return html`<button class="${classes('tr-copy', more)}" type="button" data-copy="${what}"
    ${what === 'now' && html` disabled`}>${icon('copy')}${label}</button>`;
}

function controls(count: number): Markup {
  const button = (action: string, label: string, icons: Child, more?: string): Markup =>
    html`<button class="${classes('tr-button', more)}" type="button" data-do="${action}" aria-label="${label}">
      ${icons}
    </button>`;
  const ticks = Array.from({ length: count - 1 }, (_, i) => `M${i + 1} 5v10`).join('');
  const bar = (kind: string): Markup => html`<rect class="tr-${kind}" x="0" y="8" width="100%" height="4" rx="2"/>`;
  return html`<div class="tr-controls">
    ${button('previous', '前の手順', icon('previous'))}
    ${button('play', '再生', [icon('play'), icon('pause')], 'tr-play')}
    ${button('next', '次の手順', icon('next'))}
    <span class="tr-slider">
      <svg aria-hidden="true">
        ${bar('track')}${bar('fill')}
        ${
          count >= 2 &&
          count <= MAX_TICKS &&
          html`<svg viewBox="0 0 ${count} 20" preserveAspectRatio="none"><path class="tr-ticks" d="${ticks}"/></svg>`
        }
      </svg>
      <input type="range" min="0" max="${count}" step="1" value="${count}" autocomplete="off"
        ${' '}aria-label="手順" aria-valuetext="全${count}手順を表示中">
    </span>
    <select class="tr-speed" aria-label="再生の速さ" autocomplete="off">
      ${[0.5, 1, 2, 4].map((s) => html`<option value="${s}"${s === 1 && html` selected`}>${s}×</option>`)}
    </select>
    <details class="tr-more"><summary>手順${icon('open')}</summary></details>
    ${copyButton('now', html`コピー<span class="sr-only">（いまの手順のコマンド）</span>`, 'tr-copy-now')}
  </div>`;
}

function foot({ title, about, downloads }: TranscriptView): Markup {
  return html`<div class="tr-foot">
    <p class="tr-about">${[title, ...about].map((part) => html`<span>${part}</span>`)}</p>
    <p class="tr-files">
      ${copyButton('all', '全文をコピー')}
      ${downloads.map(
        ({ label, href, file }) => html`<a href="${href}" download="${file}">${icon('download')}${label}</a>`,
      )}
    </p>
  </div>`;
}
