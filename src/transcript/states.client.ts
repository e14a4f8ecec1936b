/** How many rows before and behind the reader's place are brought up to date at once: a little more than a terminal shows. */
const NEAR_ROWS = 26;

/** The state of a block: before the reader's step, it, it while being played, the one whose prompt waits, or not yet. */
export type State = 'past' | 'now' | 'run' | 'next' | 'later';

/**
 * Keeps the blocks of one terminal in the states that belong to the reader's place.
 *
 * A session may have thousands of steps, and changing them all takes longer than a frame.
 * What can be seen is changed at once, the rest in slices afterwards. Nothing is kept a step: a block's
 * state is its attribute, its number its own too. Blocks stand in groups, all full but the last, because
 * a browser that lays out one block looks at all beside it.
 */
export class BlockStates {
  /** How many blocks there are. */
  readonly count: number;
  private readonly groups: HTMLCollection;
  private readonly size: number;
  private position = 0;
  private running = false;
  private here = 0;
  /** Blocks from `low` up to, not including, `high` may still have an old state: all of them at first. */
  private low = 0;
  private high: number;
  private timer = 0;
  /** Blocks that are laid out whether or not they are in sight: index of the first, and behind the last. */
  private nearFrom = 0;
  private nearTo = 0;

  constructor(screen: Element) {
    this.groups = screen.children;
    this.size = Math.max(1, screen.firstElementChild?.childElementCount ?? 0);
    const full = Math.max(0, this.groups.length - 1);
    this.count = full * this.size + (this.groups[full]?.childElementCount ?? 0);
    this.high = this.count;
  }

  /** The block at an index. */
  at(index: number): HTMLElement | undefined {
    return this.groups[Math.floor(index / this.size)]?.children[index % this.size] as HTMLElement | undefined;
  }

  /** Index of the first block whose step comes after step `n`. */
  after(n: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.number(middle) > n) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Blocks of step `n` in this terminal: none, one, or rarely two. */
  of(n: number): HTMLElement[] {
    const blocks: HTMLElement[] = [];
    for (let i = this.after(n - 1), end = this.after(n); i < end; i += 1) blocks.push(this.at(i)!);
    return blocks;
  }

  /** The reader is at step `position`, which is being played or finished. Returns the last block to be seen, if any. */
  set(position: number, running: boolean): HTMLElement | undefined {
    this.low = Math.min(this.low, this.after(Math.min(this.position, position) - 1));
    // One more: its prompt waits, or no longer does.
    this.high = Math.min(this.count, Math.max(this.high, this.after(Math.max(this.position, position)) + 1));
    this.position = position;
    this.running = running;
    this.here = this.after(position);
    let first = this.here;
    for (let room = NEAR_ROWS; first > 0 && room > 0; first -= 1) room -= rows(this.at(first - 1)!);
    let last = this.here;
    for (let room = NEAR_ROWS; last < this.count && room > 0; last += 1) room -= rows(this.at(last)!);
    this.update(first, last);
    for (let i = first; i < last; i += 1) if (i < this.nearFrom || i >= this.nearTo) this.at(i)!.setAttribute('data-near', '');
    for (let i = this.nearFrom; i < this.nearTo; i += 1) if (i < first || i >= last) this.at(i)!.removeAttribute('data-near');
    [this.nearFrom, this.nearTo] = [first, last];
    if (first <= this.low && last >= this.high) this.clean();
    else this.timer ||= window.setTimeout(() => this.slice());
    return this.at(this.here - 1);
  }

  private slice(): void {
    const to = Math.min(this.high, this.low + this.size);
    this.update(this.low, to);
    this.low = to;
    this.timer = 0;
    if (this.low >= this.high) this.clean();
    else this.timer = window.setTimeout(() => this.slice());
  }

  private clean(): void {
    this.low = this.count;
    this.high = 0;
  }

  private update(from: number, to: number): void {
    for (let i = from; i < to; i += 1) {
      const state = this.stateOf(i);
      const block = this.at(i)!;
      if (block.getAttribute('data-s') !== state) block.setAttribute('data-s', state);
    }
  }

  private stateOf(index: number): State {
    const n = this.number(index);
    if (n > this.position) return index === this.here && !(this.running && index > 0 && this.number(index - 1) === this.position) ? 'next' : 'later';
    return n < this.position || n === 0 ? 'past' : this.running ? 'run' : 'now';
  }

  private number(index: number): number {
    return Number(this.at(index)!.getAttribute('data-n'));
  }
}

/** Rows a block takes, where the session is so long that its class says it. */
function rows(block: Element): number {
  return Number(/ tr-r(\d+)/.exec(block.className)?.[1] ?? 1);
}
