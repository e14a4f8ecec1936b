import type { Behaviour } from './kernel-diagram.client.ts';
import type { Markup } from '../../html/html.ts';

/** How the parts of a picture are chosen, by pointer or keyboard, and told about in its note. */
export interface Choice {
  /** Selector of what holds items: one stop of the Tab key, arrows lead from item to item. */
  group: string;
  /** Selector of an item. */
  item: string;
  /** Roles of a group and of its items. Default: a listbox of options. */
  roles?: [group: string, item: string];
  /** Selector of the item a group's stop is at first; without one, its first. */
  first: string;
  /** Selector of what may be pointed at. Default: items. */
  pointed?: string;
  /** The item that a click on something pointed at, which is no item, leads to. */
  lead?(pointed: HTMLElement, root: HTMLElement): HTMLElement | undefined;
  /** Further attributes of a group and its items, true only where scripts run. */
  prepare?(group: HTMLElement, items: HTMLElement[]): void;
  /** What the note says of the chosen one; nothing leaves it as it was. */
  tell(chosen: HTMLElement, root: HTMLElement): Markup | string | undefined;
  /** The item with the focus is called what the note says of it. */
  named?: boolean;
  /** Marks on the picture what is chosen, or that nothing is. */
  mark(root: HTMLElement, chosen: HTMLElement | null): void;
  /** The item a key leads to, null where it leads nowhere; undefined for a key that is not its business. Default: arrows lead through a list. */
  next?(item: HTMLElement, key: string, items: HTMLElement[]): HTMLElement | null | undefined;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const along: Required<Choice>['next'] = (item, key, items) =>
  key in STEPS ? (items[items.indexOf(item) + STEPS[key]!] ?? null) : undefined;

/** What a following diagram needs for it. */
export function choosing({
  group,
  item,
  roles = ['listbox', 'option'],
  first,
  pointed: over = item,
  lead,
  prepare,
  tell,
  named,
  mark,
  next = along,
}: Choice): Required<Behaviour> {
  const itemsOf = (of: ParentNode) => [...of.querySelectorAll<HTMLElement>(item)];
  const beside = (one: HTMLElement) => itemsOf(one.closest(group)!);
  const at = (target: EventTarget | null, selector: string) => (target as Element).closest<HTMLElement>(selector);
  return {
    prepare(content) {
      for (const list of content.querySelectorAll<HTMLElement>(group)) {
        const items = itemsOf(list);
        if (items.length === 0) continue;
        const stop = items.find((i) => i.matches(first)) ?? items[0];
        list.setAttribute('role', roles[0]);
        for (const one of items) {
          one.setAttribute('role', roles[1]);
          one.tabIndex = one === stop ? 0 : -1;
        }
        prepare?.(list, items);
      }
    },
    attach(root) {
      const note = root.querySelector('.dg-note')!;
      let changes = note.innerHTML;
      let pointed: HTMLElement | null = null;
      const focused = () => (root.contains(document.activeElement) ? at(document.activeElement, item) : null);
      const show = () => {
        const chosen = pointed ?? focused();
        const told = chosen && tell(chosen, root);
        if (typeof told === 'string') note.textContent = told;
        else note.innerHTML = told?.text ?? changes;
        mark(root, chosen);
      };
      const point = (one: HTMLElement | null) => {
        pointed = one;
        show();
      };
      const stopAt = (one: HTMLElement) => {
        for (const other of beside(one)) other.tabIndex = other === one ? 0 : -1;
        point(null);
        if (named) one.setAttribute('aria-label', note.textContent);
      };
      root.addEventListener('pointerover', (event) => point(at(event.target, over)));
      root.addEventListener('pointerleave', () => point(null));
      if (lead)
        root.addEventListener('click', (event) => {
          const one = at(event.target, over);
          if (one && !at(one, item)) lead(one, root)?.focus();
        });
      root.addEventListener('focusin', (event) => {
        const one = at(event.target, item);
        if (one) stopAt(one);
      });
      root.addEventListener('focusout', () => queueMicrotask(show));
      root.addEventListener('keydown', (event) => {
        const one = at(event.target, item);
        if (!one || event.ctrlKey || event.metaKey || event.altKey) return;
        const to = next(one, event.key, beside(one));
        if (to === undefined) return;
        to?.focus();
        event.preventDefault();
      });
      return () => {
        changes = note.innerHTML;
        const one = focused();
        if (one) stopAt(one);
        else if (pointed) show();
      };
    },
  };
}
