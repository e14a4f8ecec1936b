import { inlineCode } from '../html/inline-code.ts';
import { classes, html, type Child, type Markup } from '../html/html.ts';
import type { Session } from '../transcript/model.ts';
import { icon } from './icons.ts';
import { stepsHtml, type Annotations } from './steps.ts';

/** All that a session on a page shows beside its pictures. */
export interface SessionView {
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

/** A picture of a stage. */
export interface Picture {
  /** What a tab calls it. */
  title: string;
  /** The diagram, as it was drawn at build. */
  markup: Markup;
  /** Numbers of the steps that change it. */
  changes: readonly number[];
}

/** What a stage has beside that where it is the first thing on a site: it moves by itself until somebody takes over. */
export interface Hero {
  /** The name, what it is about, and where to begin. */
  head: Markup;
  /** The list of its steps, which leads to them. */
  score: Markup;
  /** Numbers of the steps that are shown again and again. */
  telling: readonly number[];
}

/** A stage: a session beside the pictures that it moves. */
export interface StageView extends SessionView {
  pictures: readonly Picture[];
  /** The figure it is in its chapter. */
  figure?: { id: string; number: string; caption: string };
  /** Numbers of the steps that change a picture. */
  changes: readonly number[];
  annotations?: Annotations;
  hero?: Hero;
}

/** More ticks than this cannot be told apart. */
const MAX_TICKS = 60;

/** A stage as it stands in the page: everything shown, controls ready for the script. Without pictures it is a transcript. */
export function stageHtml({ pictures, figure, changes, annotations, hero, ...view }: StageView): Markup {
  const { name, session, kernel, base } = view;
  const count = session.steps.length;
  const staged = pictures.length > 0;
  return html`<session-stage class="${classes('sg', staged ? 'sg-staged' : 'sg-plain', staged && (hero ? 'sg-hero' : 'wide'))}"${
    figure && html` id="fig-${figure.id}"`
  }${staged && html` data-stage="${name}"`} data-count="${count}" data-base="${base}"${
    kernel !== undefined && html` data-kernel="${kernel}"`
  }${staged && html` data-changes="${changes.join(' ')}"`}${hero && html` data-telling="${hero.telling.join(' ')}"`}>
    ${
      figure &&
      html`<p class="sg-caption"><b class="figure-number">図 ${figure.number}</b><span>${inlineCode(figure.caption)}</span></p>`
    }
    ${hero && html`<div class="sg-head">${hero.head}</div>`}
    <div class="sg-side">
      ${desk(view, changes, staged, hero !== undefined)}
      ${staged && html`<div class="sg-pictures">${tabs(pictures, name)}${pictures.map(({ markup, changes: own }, i) => html`<div class="sg-picture" data-picture="${i + 1}" data-changes="${own.join(' ')}">${markup}</div>`)}</div>`}
    </div>
    <div class="sg-session" data-transcript="${name}" role="group" aria-label="ターミナルの記録: ${view.title}">
      ${stepsHtml(session, name, annotations)}
    </div>
    ${hero && html`<div class="sg-score">${hero.score}</div>`}
    <p class="sr-only" role="status" aria-live="polite"></p>
  </session-stage>`;
}

/** A session without pictures: all of it, and what steps through it. */
export function transcriptHtml(view: SessionView): string {
  return stageHtml({ ...view, pictures: [], changes: [] }).text;
}

/** Which of several pictures is shown: radio buttons, so that they work without a script. */
function tabs(pictures: readonly Picture[], name: string): Markup | null {
  return pictures.length < 2
    ? null
    : html`<fieldset class="sg-tabs"><legend class="sr-only">表示する図</legend>
        ${pictures.map(({ title }, i) => html`<label><input type="radio" name="picture-${name}" value="${i + 1}"${i === 0 && html` checked`} autocomplete="off"><span>${title}</span></label>`)}
      </fieldset>`;
}

function desk(view: SessionView, changes: readonly number[], staged: boolean, hero: boolean): Markup {
  const { name, session } = view;
  const count = session.steps.length;
  const button = (action: string, label: string, icons: Child, more?: string): Markup =>
    html`<button class="${classes('sg-button', more)}" type="button" data-do="${action}" aria-label="${label}" title="${label}">
      ${icons}
    </button>`;
  return html`<div class="sg-desk">
    ${button('previous', '前の手順', icon('previous'))}
    ${button('play', '再生', [icon('play'), icon('pause')], 'sg-play')}
    ${button('next', '次の手順', icon('next'))}
    ${staged && button('change', '次の変化へ', icon('change'))}
    <span class="sg-slider">${track(count, changes)}
      <input type="range" min="0" max="${count}" step="1" value="${count}" autocomplete="off"
        ${' '}aria-label="手順" aria-valuetext="全${count}手順を表示中">
    </span>
    <output class="sg-count" aria-hidden="true"><b>${count}</b>/${count}</output>
    <button class="sg-button" type="button" popovertarget="about-${name}" aria-label="記録について" title="記録について">${icon('more')}</button>
    ${about(view)}
    ${hero && html`<span class="sg-ways"><button type="button" data-do="own">自分で進める</button><button type="button" data-do="all">全手順を読む</button></span>`}
    <div class="sg-tools" hidden>${tool('command', 'コマンドをコピー', 'copy')}${tool('link', 'この手順へのリンクをコピー', 'link')}</div>
  </div>`;
}

function tool(what: 'command' | 'link', label: string, name: 'copy' | 'link'): Markup {
  return html`<button type="button" data-copy="${what}" aria-label="${label}" title="${label}">${icon(name)}</button>`;
}

function track(count: number, changes: readonly number[]): Markup {
  const bar = (kind: string): Markup => html`<rect class="sg-${kind}" x="0" y="8" width="100%" height="4" rx="2"/>`;
  const ticks = (numbers: readonly number[], from: number, to: number): string =>
    numbers.map((n) => `M${n} ${from}V${to}`).join('');
  const all = Array.from({ length: count - 1 }, (_, i) => i + 1);
  return html`<svg aria-hidden="true">${bar('track')}${bar('fill')}${
    count >= 2 &&
    count <= MAX_TICKS &&
    html`<svg viewBox="0 0 ${count} 20" preserveAspectRatio="none"><path class="sg-ticks" d="${ticks(all, 8, 12)}"/>
      <path class="sg-ticks sg-changes" d="${ticks(changes, 3, 17)}"/></svg>`
  }</svg>`;
}

/** What is behind the button: where the recording comes from, and what can be taken away. In print it stands in full. */
function about({ name, title, about, downloads }: SessionView): Markup {
  return html`<div class="sg-about lifted" id="about-${name}" popover>
    <p class="sg-source"><b>${title}</b>${about.map((part) => html`<span>${part}</span>`)}</p>
    <p class="sg-files"><label>再生の速さ <select class="sg-speed" autocomplete="off">
      ${[0.5, 1, 2, 4].map((s) => html`<option value="${s}"${s === 1 && html` selected`}>${s}×</option>`)}</select></label>
      <button type="button" data-copy="all">${icon('copy')}全文をコピー</button>
      ${downloads.map(({ label, href, file }) => html`<a href="${href}" download="${file}">${icon('download')}${label}</a>`)}
    </p>
    <p class="sg-keys"><kbd>←</kbd><kbd>→</kbd>（<kbd>k</kbd><kbd>j</kbd>）手順　<kbd>n</kbd>次の変化　<kbd>Space</kbd>再生</p>
  </div>`;
}
