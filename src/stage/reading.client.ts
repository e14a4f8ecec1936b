import { stepAt, topFor, wayOf, type Area, type Boxes } from './way.ts';

/** Room below the last step, in CSS pixels. */
const BELOW = 16;
/** How long a page that is steered takes where no event says that it has come to rest, in milliseconds. */
const STEER_MS = 1000;
/** Lines of an output that are to be seen with its command. */
const LINES = 3;
const TELLS_REST = 'onscrollend' in window;

/**
 * Whether the page stands where it is because a reader has scrolled: not by a link, a reload or a button. Only then the
 * address may say so.
 */
export const scrolledBy = { reader: false };
const scrolls = (reader: boolean) => (): void => {
  scrolledBy.reader = reader;
};
for (const act of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
  addEventListener(act, scrolls(true), { passive: true, capture: true });
addEventListener('hashchange', scrolls(false));

/** Makes reading stepping: the step at the reading line is the one that a stage stands at, and the other way round. */
export class Reading {
  readonly #root: HTMLElement;
  readonly #side: HTMLElement;
  readonly #list: HTMLElement;
  readonly #read: (step: number) => void;
  #boxes: Boxes | null = null;
  /** The step at the line when the page was steered: it counts for nothing until the reader has left it. */
  #steered: number | null = null;
  /** The page is on its way to where it was steered. */
  #steering = false;
  /** How far down that is. */
  #target = 0;
  #near = false;
  #frame = 0;

  /**
   * @param side what sticks: above the list on a narrow page, beside it on a wide one
   * @param read called with the step that the reader has come to by scrolling
   */
  constructor(root: HTMLElement, side: HTMLElement, list: HTMLElement, read: (step: number) => void) {
    this.#root = root;
    this.#side = side;
    this.#list = list;
    this.#read = read;
  }

  /** Listens until the signal ends it. */
  listen(signal: AbortSignal): void {
    const near = new IntersectionObserver(([entry]) => {
      this.#near = entry!.isIntersecting;
    });
    near.observe(this.#root);
    const size = new ResizeObserver(() => {
      this.#boxes = null;
    });
    size.observe(this.#list);
    signal.addEventListener('abort', () => {
      near.disconnect();
      size.disconnect();
      cancelAnimationFrame(this.#frame);
    });
    const options = { passive: true, signal };
    // The end of a way that was given up for another one is not that of the other.
    addEventListener('scrollend', () => Math.abs(scrollY - this.#target) <= 2 && this.#rest(), options);
    for (const act of ['wheel', 'touchmove', 'keydown']) addEventListener(act, () => this.#rest(), options);
    addEventListener(
      'scroll',
      () => {
        if (!this.#near) return;
        cancelAnimationFrame(this.#frame);
        this.#frame = requestAnimationFrame(() => this.#scrolled());
      },
      options,
    );
  }

  /** Brings a step to the reading line. @param smooth whether the page may be seen to move */
  steer(step: number, smooth: boolean): void {
    const boxes = this.#measure();
    const by = this.#list.getBoundingClientRect().top - topFor(wayOf(boxes, this.#area()), step);
    const { scrollHeight } = document.documentElement;
    const top = Math.min(Math.max(scrollY + by, 0), scrollHeight - innerHeight);
    // Where nothing moves nothing comes to rest.
    this.#target = top;
    this.#steering = Math.abs(top - scrollY) >= 1;
    if (!this.#steering) this.hold();
    else {
      if (!TELLS_REST) setTimeout(() => this.#rest(), STEER_MS);
      scrollTo({ top, behavior: smooth ? 'smooth' : 'instant' });
    }
  }

  /** What stands in the list has become something else. */
  changed(): void {
    this.#boxes = null;
  }

  /** The reader has chosen a step where the page stands: what is at the line counts for nothing until it is another. */
  hold(): void {
    this.#steered = this.#at();
  }

  #rest(): void {
    if (!this.#steering) return;
    this.#steering = false;
    this.hold();
  }

  #scrolled(): void {
    if (this.#steering) return;
    const boxes = this.#measure();
    // Whoever has not come to it yet finds it at rest.
    if (
      this.#root.dataset.now === undefined &&
      this.#list.getBoundingClientRect().top > wayOf(boxes, this.#area()).enter
    )
      return;
    const step = this.#at();
    if (step === this.#steered) return;
    this.#steered = null;
    this.#read(step);
  }

  #at(): number {
    const boxes = this.#measure();
    return stepAt(wayOf(boxes, this.#area()), this.#list.getBoundingClientRect().top);
  }

  /** What is free for steps: below what sticks above them, or beside it. */
  #area(): Area {
    const side = this.#side.getBoundingClientRect();
    const beside = side.left > this.#list.getBoundingClientRect().left + 1;
    const top = Number.parseFloat(getComputedStyle(this.#side).top) || 0;
    return { top: beside ? top : top + side.height, bottom: innerHeight - BELOW };
  }

  #measure(): Boxes {
    if (this.#boxes) return this.#boxes;
    const list = this.#list.getBoundingClientRect();
    const steps = [...this.#list.querySelectorAll<HTMLElement>(':scope > .sg-step')].map(extent);
    const side = this.#side.getBoundingClientRect();
    const beside = side.left > list.left + 1;
    return (this.#boxes = {
      tops: steps.map(({ top }) => top - list.top),
      looks: steps.map(({ look }) => look),
      stage: Math.max(list.height, beside ? side.height : 0),
    });
  }
}

/**
 * From where on a step is read, and how much of it is to be seen at once: up to the first lines of what came back; of one
 * that asks, its question, and once that is answered what the terminal answers.
 */
function extent(step: HTMLElement): { top: number; look: number } {
  const { top, bottom } = step.getBoundingClientRect();
  const screen = step.querySelector('.tr-screen');
  if (!screen) return { top, look: bottom - top };
  const begins = screen.getBoundingClientRect();
  if (step.dataset.ask !== undefined) return { top, look: begins.top - top };
  const from = step.querySelector(':scope > .question') ? begins.top : top;
  const out = step.querySelector('.tr-out');
  const box = out?.getBoundingClientRect() ?? begins;
  const lines = out ? LINES * Number.parseFloat(getComputedStyle(out).lineHeight) : box.height;
  return { top: from, look: Math.min(bottom, box.top + Math.min(box.height, lines) + BELOW) - from };
}
