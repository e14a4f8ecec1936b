import { inlineCode } from '../html/inline-code.ts';
import { escapeHtml } from '../html/html.ts';
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
  const { name, session } = view;
  const count = session.steps.length;
  const attributes = [
    `class="tr${isLong(session) ? ' tr-long' : ''}${needsWidth(session) ? ' wide' : ''}"`,
    'role="group"',
    `aria-label="ターミナルの記録: ${escapeHtml(view.title)}"`,
    `data-transcript="${escapeHtml(name)}"`,
    `data-count="${count}"`,
    `data-base="${escapeHtml(view.base)}"`,
    ...(view.kernel === undefined ? [] : [`data-kernel="${escapeHtml(view.kernel)}"`]),
  ];
  return (
    `<session-transcript ${attributes.join(' ')}>` +
    `<div class="tr-panes${session.panes.length > 1 ? ' tr-two' : ''}">${session.panes.map((pane) => paneFrame(pane, session, name)).join('')}</div>` +
    `<div class="tr-desk"><div class="tr-says"><p class="tr-intro"><span class="tr-num">${count}手順</span><span>再生すると、1手順ずつ進みます。</span></p>` +
    `<ol class="tr-list${count > 9 ? ' tr-tens' : ''}">${session.steps.map((step) => stepItem(step, count, name)).join('')}</ol></div>` +
    `${controls(count)}</div>` +
    foot(view) +
    '<p class="sr-only" role="status" aria-live="polite"></p></session-transcript>'
  );
}

function needsWidth({ panes }: Session): boolean {
  return panes.some((pane) => pane.width > (panes.length > 1 ? NARROW.two : NARROW.one));
}

function paneFrame(pane: Pane, session: Session, name: string): string {
  const label = escapeHtml(pane.label);
  return (
    `<div class="tr-pane"><p class="tr-name">${label}</p>` +
    `<div class="tr-scroll" tabindex="0" role="group" aria-label="${label}の画面">` +
    `<div class="tr-screen" translate="no" data-ruler="${'0'.repeat(pane.width + 2)}">${paneHtml(pane, session, name)}</div></div></div>`
  );
}

function stepItem(step: SessionStep, count: number, name: string): string {
  const command = escapeHtml(step.command);
  const say =
    step.say !== ''
      ? inlineCode(step.say).text
      : command !== ''
        ? `<code translate="no">${command}</code>`
        : `手順${step.number}`;
  const took =
    step.trueSeconds === undefined
      ? ''
      : `<small class="tr-true">実際の所要時間は${durationText(step.trueSeconds)}</small>`;
  const keys = step.keys.map((key) => `<kbd>${escapeHtml(keyText(key))}</kbd>`).join('');
  return (
    `<li><a class="tr-num" href="#${escapeHtml(`${name}.${step.id}`)}" aria-label="手順${step.number}/${count}へ">${step.number}/${count}</a>` +
    `<span class="tr-say">${say}${took}</span>` +
    // Where there is no sentence of its own, the command is shown once.
    (step.say !== '' && command !== '' ? `<code class="tr-shown" translate="no">${command}</code>` : '') +
    (keys === '' ? '' : `<span class="tr-shown">${keys}</span>`) +
    '</li>'
  );
}

function copyButton(what: string, label: string, more = ''): string {
  return `<button class="tr-copy${more}" type="button" data-copy="${what}"${what === 'now' ? ' disabled' : ''}>${icon('copy')}${label}</button>`;
}

function controls(count: number): string {
  const button = (action: string, label: string, icons: string, more = ''): string =>
    `<button class="tr-button${more}" type="button" data-do="${action}" aria-label="${label}">${icons}</button>`;
  const ticks =
    count < 2 || count > MAX_TICKS
      ? ''
      : `<svg viewBox="0 0 ${count} 20" preserveAspectRatio="none"><path class="tr-ticks" d="${Array.from({ length: count - 1 }, (_, i) => `M${i + 1} 5v10`).join('')}"/></svg>`;
  const bar = (kind: string): string => `<rect class="tr-${kind}" x="0" y="8" width="100%" height="4" rx="2"/>`;
  const speeds = [0.5, 1, 2, 4]
    .map((speed) => `<option value="${speed}"${speed === 1 ? ' selected' : ''}>${speed}×</option>`)
    .join('');
  return (
    '<div class="tr-controls">' +
    button('previous', '前の手順', icon('previous')) +
    button('play', '再生', icon('play') + icon('pause'), ' tr-play') +
    button('next', '次の手順', icon('next')) +
    `<span class="tr-slider"><svg aria-hidden="true">${bar('track')}${bar('fill')}${ticks}</svg>` +
    `<input type="range" min="0" max="${count}" step="1" value="${count}" autocomplete="off" aria-label="手順" aria-valuetext="全${count}手順を表示中"></span>` +
    `<select class="tr-speed" aria-label="再生の速さ" autocomplete="off">${speeds}</select>` +
    `<details class="tr-more"><summary>手順${icon('open')}</summary></details>` +
    copyButton('now', 'コピー<span class="sr-only">（いまの手順のコマンド）</span>', ' tr-copy-now') +
    '</div>'
  );
}

function foot(view: TranscriptView): string {
  const about = [view.title, ...view.about].map((part) => `<span>${escapeHtml(part)}</span>`).join('');
  const files = view.downloads
    .map(
      ({ label, href, file }) =>
        `<a href="${escapeHtml(href)}" download="${escapeHtml(file)}">${icon('download')}${escapeHtml(label)}</a>`,
    )
    .join('');
  return `<div class="tr-foot"><p class="tr-about">${about}</p><p class="tr-files">${copyButton('all', '全文をコピー')}${files}</p></div>`;
}
