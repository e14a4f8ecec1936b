import { restoreDelivered, takeDelivered } from './delivered.client.ts';

/**
 * Shows an element's text little by little.
 *
 * All of it stays in its place from the start, the part to come invisible, so nothing moves.
 * The element is as it was delivered when `finish` has been called.
 */
export class Reveal {
  private readonly element: Element;
  /** Copied, never shown itself. */
  private readonly delivered: DocumentFragment;
  private readonly marks: number[];
  private readonly hidden = document.createElement('span');
  /** Where the next character will appear. */
  readonly caret = document.createElement('i');
  private next = 0;
  private shown = 0;

  constructor(element: Element, marks: number[]) {
    this.element = element;
    this.marks = marks;
    this.delivered = takeDelivered(element);
    this.hidden.className = 'tr-hid';
    this.caret.className = 'tr-caret';
    this.caret.hidden = true;
    this.restart();
  }

  /** Shows what had appeared by `ms`. Returns whether that is more than before. */
  to(ms: number): boolean {
    const { marks } = this;
    let target = this.shown;
    while (this.next < marks.length && marks[this.next]! <= ms) {
      target = marks[this.next + 1]!;
      this.next += 2;
    }
    this.caret.hidden = this.next === 0 || this.next >= marks.length;
    if (target === this.shown) return false;
    if (target < this.shown) this.restart();
    const range = document.createRange();
    range.setStart(this.hidden, 0);
    const texts = document.createTreeWalker(this.hidden, NodeFilter.SHOW_TEXT);
    let missing = target - this.shown;
    for (let text = texts.nextNode() as Text | null; text; text = texts.nextNode() as Text | null) {
      range.setEnd(text, Math.min(missing, text.length));
      missing -= text.length;
      if (missing <= 0) break;
    }
    this.caret.before(range.extractContents());
    this.shown = target;
    return true;
  }

  finish(): void {
    restoreDelivered(this.element);
  }

  /** From the beginning: at first, and where something was deleted while typing, which is rare. */
  private restart(): void {
    this.hidden.replaceChildren(this.delivered.cloneNode(true));
    this.element.replaceChildren(this.caret, this.hidden);
    this.shown = 0;
  }
}
