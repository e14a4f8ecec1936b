import { STEP_EVENT, type StepDetail } from '../../recording/step-event.ts';
import type { Moment } from './moment.ts';

/**
 * Keeps every diagram of one kind at the step its source stands at, by drawing
 * it again with the function that drew it at build. Focus goes to the element
 * with the same data-key, what scrolls (data-scroll) stays where it is, and
 * what the reader unfolded (a summary's data-key) stays unfolded.
 * @param name the diagram's data-diagram; its data-options is what `draw` gets
 * @param enhance adds behaviour to fresh markup
 */
export function follow<Options>(name: string, draw: (moment: Moment, options: Options) => string, enhance?: (root: HTMLElement) => void): void {
  const roots = () => [...document.querySelectorAll<HTMLElement>(`[data-diagram="${name}"]`)];
  document.addEventListener(STEP_EVENT, (event) => {
    const moment = (event as CustomEvent<StepDetail>).detail;
    for (const root of roots()) if (root.dataset.recording === moment.source) redraw(root, draw(moment, JSON.parse(root.dataset.options!) as Options), enhance);
  });
  if (enhance) roots().forEach(enhance);
}

function redraw(root: HTMLElement, markup: string, enhance?: (root: HTMLElement) => void): void {
  const active = document.activeElement;
  const key = active && root.contains(active) ? active.closest<HTMLElement>('[data-key]')?.dataset.key : undefined;
  const lefts = [...root.querySelectorAll('[data-scroll]')].map((e) => e.scrollLeft);
  const open = new Map(foldable(root).map((summary) => [summary.dataset.key, (summary.parentElement as HTMLDetailsElement).open]));
  root.innerHTML = markup;
  root.dataset.live = '';
  [...root.querySelectorAll('[data-scroll]')].forEach((e, i) => { e.scrollLeft = lefts[i] ?? 0; });
  for (const summary of foldable(root)) {
    const was = open.get(summary.dataset.key);
    if (was !== undefined) (summary.parentElement as HTMLDetailsElement).open = was;
  }
  enhance?.(root);
  if (key !== undefined) root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

const foldable = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('summary[data-key]')];
