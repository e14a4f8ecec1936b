import { isTelling, placesOf, valueAt, readValue } from './value.ts';

/*
 * One value, one light: what is pointed at or has the focus in a picture, a session or the prose is lit wherever it
 * stands. Text is lit without touching the document (CSS Custom Highlight API); a browser without it lights pictures only.
 */

/** Where values are looked for as text. */
const TEXTS = '.tr-screen, .captured, .prose code';
const NAME = 'same-value';

/** What is lit, so that the same is not looked for again at every movement. */
let lit: string | null = null;

/** Lights a value wherever it stands; nothing without one. */
function light(text: string | null): void {
  if (text === lit) return;
  lit = text;
  for (const old of document.querySelectorAll('[data-lit]')) old.removeAttribute('data-lit');
  if ('highlights' in CSS) CSS.highlights.delete(NAME);
  if (text === null) return;
  for (const part of document.querySelectorAll<HTMLElement>('[data-value]'))
    if (readValue(part.dataset.value!).text === text) part.dataset.lit = '';
  if (!('highlights' in CSS) || !isTelling({ kind: '', text })) return;
  const ranges: Range[] = [];
  for (const root of document.querySelectorAll(TEXTS)) {
    if (!root.textContent.includes(text)) continue;
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      for (const at of placesOf(text, node.nodeValue!)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        ranges.push(range);
      }
  }
  if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** The texts of all values that pictures show or prose quotes. */
function known(): Set<string> {
  const values = [...document.querySelectorAll<HTMLElement>('[data-value]')].map((p) => readValue(p.dataset.value!));
  const quoted = [...document.querySelectorAll('.captured')].map(({ textContent: text }) => ({ kind: '', text }));
  return new Set([...values, ...quoted].filter(isTelling).map(({ text }) => text));
}

/** What is at an element, or in a text at a point of the window. */
function textAt(target: Element, point?: { x: number; y: number }): string | null {
  const part = target.closest<HTMLElement>('[data-value]');
  if (part) return readValue(part.dataset.value!).text;
  const quote = target.closest('.captured');
  if (quote) return quote.textContent;
  if (!point || !target.closest(TEXTS) || !('caretPositionFromPoint' in document)) return null;
  const caret = document.caretPositionFromPoint(point.x, point.y);
  return caret?.offsetNode.nodeType === Node.TEXT_NODE
    ? valueAt(caret.offsetNode.nodeValue!, caret.offset, known())
    : null;
}

/**
 * Lights what the reader points at, or brings the focus to, from now on.
 * @param begun what made the reader's wish known: what is there is lit already
 */
export function lightValues(begun: Event): void {
  const options = { passive: true };
  const point = (event: Event): void =>
    light(
      event.target instanceof Element ? textAt(event.target, event instanceof MouseEvent ? event : undefined) : null,
    );
  point(begun);
  addEventListener('pointermove', point, options);
  addEventListener('focusin', (event) => light(textAt(event.target as Element)), options);
  addEventListener('focusout', () => light(null), options);
  document.documentElement.addEventListener('pointerleave', () => light(null), options);
}
