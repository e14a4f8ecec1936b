import { html, type Child, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { momentText } from './moment.ts';

/** Marks what this step made: a ring is drawn around what holds it. */
export const NEW: Markup = html`<b class="dg-new" aria-hidden="true">新</b>`;

/** Marks what this step ended. */
export const GONE: Markup = html`<b class="dg-new dg-gone" aria-hidden="true">終</b>`;

/** The parts every diagram has around its picture. */
export interface Frame {
  title: string;
  moment: Moment;
  /** What the picture says, in sentences, for those who do not see it. */
  description: string;
  picture: Child;
  /** What the picture shows, in one sentence: said at rest. */
  shows?: string;
  /** What this step changed, of the moment itself, not of {@link compared}; '' where that is nothing: the picture is quiet. */
  changes: string;
  /** What the marks mean, folded; the picture is clear without it. Nothing for a picture without marks. */
  legend: Child;
}

/** A diagram's whole inner markup. */
export function frame({ title, moment, description, picture, shows, changes, legend }: Frame): string {
  return html`<div class="dg-head"><p class="dg-title">${title}</p><p class="dg-moment">
        ${moment.place === undefined ? momentText(moment) : html`<a href="#${moment.place}">${momentText(moment)}</a>`}</p></div><p class="sr-only">${description}</p>${picture}${
          legend && html`<details class="dg-legend"><summary data-key="legend">凡例</summary><p>${legend}</p></details>`
        }<p class="dg-note">${moment.rest ? (shows ?? changes) : changes}</p>`.text;
}

/** Whether a picture, as {@link frame} made it of a moment that is not at rest, says that its step changed nothing. */
export const isQuiet = (markup: string): boolean => markup.endsWith('<p class="dg-note"></p>');
