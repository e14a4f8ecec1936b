/** The state of a block: before the reader's step, it, being played, waiting with its prompt, or not yet. */
type State = 'past' | 'now' | 'run' | 'next' | 'later';
/** Where a block has its state, and where a group has that of all its blocks: two attributes, as only the first has rules for what is inside. */
const STATE = 'data-s';
const ALL = 'data-all';

/**
 * Keeps the blocks of one terminal in the states that belong to the reader's place.
 *
 * A session may have thousands of steps. Only the groups that the reader's step is in have blocks of different states;
 * any other has one state for all that is in it.
 */
export class BlockStates {
  private readonly screen: Element;
  /** What has children of different states: the screen, and the groups down to the reader's step. */
  private open: Element[] = [];
  /** The block whose prompt waits. */
  private next: Element | null = null;
  /** Groups that are laid out whether or not they are in sight. */
  private near = new Set<Element>();

  constructor(screen: Element) {
    this.screen = screen;
  }

  /** The last block whose step is not after step `n`; null where there is none. */
  last(n: number): HTMLElement | null {
    let block: Element | null = null;
    for (let parent = this.screen; !block; ) {
      const { children } = parent;
      let low = 0;
      let high = children.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (number(children[middle]!) > n) high = middle;
        else low = middle + 1;
      }
      const child = children[low - 1];
      if (!child) return null;
      if (isGroup(child)) parent = child;
      else block = child;
    }
    return block as HTMLElement;
  }

  /** Blocks of step `n` in this terminal: none, one, or rarely two. */
  of(n: number): HTMLElement[] {
    const blocks: HTMLElement[] = [];
    for (let block = this.last(n); block && number(block) === n; block = neighbour(block, false)) blocks.unshift(block);
    return blocks;
  }

  /** The reader is at step `position`, which is being played or finished. */
  set(position: number, running: boolean): void {
    const open = this.open;
    this.open = [];
    this.mark(this.screen, position, running);
    for (const group of open)
      if (!this.open.includes(group))
        for (const child of group.children) child.removeAttribute(isGroup(child) ? ALL : STATE);
    const last = this.last(position);
    const next = last ? neighbour(last, true) : this.screen.querySelector('.tr-step');
    if (this.next && !this.open.includes(this.next.parentElement!)) this.next.removeAttribute(STATE);
    this.next = running && last && number(last) === position ? null : next;
    if (this.next) state(this.next, 'next');
    this.show(last, next);
  }

  private mark(parent: Element, position: number, running: boolean): void {
    this.open.push(parent);
    for (let child = parent.firstElementChild; child; child = child.nextElementSibling) {
      const n = number(child);
      const following = child.nextElementSibling;
      if (isGroup(child) && n <= position && !(following && number(following) < position)) {
        child.removeAttribute(ALL);
        this.mark(child, position, running);
      } else state(child, n > position ? 'later' : n < position || n === 0 ? 'past' : running ? 'run' : 'now');
    }
  }

  /** The block is laid out at once, to be measured, and so is what waits behind it; the browser finds out what else is in sight. */
  private show(...blocks: (Element | null)[]): void {
    const near = new Set<Element>();
    for (const block of blocks)
      for (let group = block && groupOf(block); group; group = groupOf(group)) near.add(group);
    for (const old of this.near) if (!near.has(old)) old.removeAttribute('data-near');
    for (const now of near) if (!this.near.has(now)) now.setAttribute('data-near', '');
    this.near = near;
  }
}

function state(element: Element, value: State): void {
  const name = isGroup(element) ? ALL : STATE;
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function number(element: Element): number {
  return Number(element.getAttribute('data-n'));
}

function isGroup(element: Element | null): element is Element {
  return element?.classList.contains('tr-group') === true;
}

/** The group a block or group stands in; null outside of all, and in a short session, which has none. */
function groupOf(element: Element): Element | null {
  const parent = element.parentElement;
  return isGroup(parent) ? parent : null;
}

function sibling(element: Element, behind: boolean): Element | null {
  return behind ? element.nextElementSibling : element.previousElementSibling;
}

/** The block before or behind a block. */
function neighbour(block: Element, behind: boolean): HTMLElement | null {
  let element: Element | null = block;
  while (element && !sibling(element, behind)) element = groupOf(element);
  for (element &&= sibling(element, behind); isGroup(element); )
    element = behind ? element.firstElementChild : element.lastElementChild;
  return element as HTMLElement | null;
}
