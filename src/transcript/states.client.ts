/** How many rows before and behind the reader's place are brought up to date at once: a little more than a terminal shows. */
const NEAR_ROWS = 26;
/** Blocks brought up to date in one slice of the rest: few enough not to be felt. */
const SLICE = 60;

/** The state of a block: before the reader's step, it, being played, or not yet. */
export type State = 'past' | 'now' | 'run' | 'later';

/**
 * Keeps the blocks of one terminal in the states that belong to the reader's place.
 *
 * A session may have thousands of steps, and changing them all takes longer than a frame.
 * What can be seen is changed at once, the rest in slices afterwards. Nothing is kept a step: a block's
 * state is its attribute, its number its own too.
 */
export class BlockStates {
  readonly screen: Element;
  private position = 0;
  private running = false;
  /** Blocks from `low` up to, not including, `high` may still have an old state: all of them at first. */
  private low = 0;
  private high = Infinity;
  private timer = 0;
  /** Blocks that are laid out whether or not they are in sight: index of the first, and behind the last. */
  private nearFrom = 0;
  private nearTo = 0;

  constructor(screen: Element) {
    this.screen = screen;
  }

  /** Index of the first block whose step comes after step `n`. */
  after(n: number): number {
    const { children } = this.screen;
    let low = 0;
    let high = children.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (number(children[middle]!) > n) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Blocks of step `n` in this terminal: none, one, or rarely two. */
  of(n: number): HTMLElement[] {
    const blocks: HTMLElement[] = [];
    for (let i = this.after(n - 1), end = this.after(n); i < end; i += 1) blocks.push(this.screen.children[i] as HTMLElement);
    return blocks;
  }

  /** The reader is at step `position`, which is being played or finished. */
  set(position: number, running: boolean): void {
    this.low = Math.min(this.low, this.after(Math.min(this.position, position) - 1));
    this.high = Math.max(this.high, this.after(Math.max(this.position, position)));
    this.position = position;
    this.running = running;
    const here = this.after(position);
    const { children } = this.screen;
    let first = here;
    for (let room = NEAR_ROWS; first > 0 && room > 0; first -= 1) room -= rows(children[first - 1]!);
    let last = here;
    for (let room = NEAR_ROWS; last < children.length && room > 0; last += 1) room -= rows(children[last]!);
    const behind = this.update(first, last, true);
    for (let i = this.nearFrom; i < this.nearTo; i += 1) if (i < first || i >= behind) children[i]?.removeAttribute('data-near');
    [this.nearFrom, this.nearTo] = [first, behind];
    if (first <= this.low && behind >= Math.min(this.high, this.screen.childElementCount)) this.clean();
    else this.timer ||= window.setTimeout(() => this.slice());
  }

  private slice(): void {
    this.timer = 0;
    this.low = this.update(this.low, Math.min(this.high, this.low + SLICE), false);
    if (this.low >= Math.min(this.high, this.screen.childElementCount)) this.clean();
    else this.timer = window.setTimeout(() => this.slice());
  }

  private clean(): void {
    this.low = Infinity;
    this.high = 0;
  }

  /** Brings blocks up to date. Returns the index of the first it has not come to. */
  private update(from: number, to: number, near: boolean): number {
    let block = this.screen.children[from] ?? null;
    let i = from;
    for (; block && i < to; i += 1, block = block.nextElementSibling) {
      this.apply(block);
      if (near && !block.hasAttribute('data-near')) block.setAttribute('data-near', '');
    }
    return i;
  }

  private apply(block: Element): void {
    const n = number(block);
    const state: State = n === 0 ? 'past' : n > this.position ? 'later' : n < this.position ? 'past' : this.running ? 'run' : 'now';
    if (block.getAttribute('data-s') !== state) block.setAttribute('data-s', state);
  }
}

function number(block: Element): number {
  return Number(block.getAttribute('data-n'));
}

/** Rows a block takes, where the session is so long that its class says it. */
function rows(block: Element): number {
  return Number(/ tr-r(\d+)/.exec(block.className)?.[1] ?? 1);
}
