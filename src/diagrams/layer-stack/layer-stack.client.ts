import { choosing } from '../shared/choose.client.ts';
import { follow } from '../shared/follow.client.ts';
import { draw } from './draw.ts';

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
/** What is seen from above, or is not any more. */
const SPOT = '[data-detail]';
const PLACE = '[data-path]';

/** The places of a path on every sheet and in every view. */
const sameAs = (root: HTMLElement, place: HTMLElement | null): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(PLACE)].filter((p) => p.dataset.path === place?.dataset.path);

const choice = choosing({
  group: '.ls-view ul',
  item: SPOT,
  roles: ['listbox', 'option'],
  first: '.ls-fresh',
  pointed: PLACE,
  tell: (place, root) => place.dataset.detail ?? (sameAs(root, place).map((p) => p.dataset.detail).join('') || undefined),
  mark(root, place) {
    const same = sameAs(root, place);
    for (const p of root.querySelectorAll<HTMLElement>(PLACE)) p.classList.toggle('ls-same', same.includes(p));
  },
  next: (spot, key, spots) => key in STEPS ? spots[spots.indexOf(spot) + STEPS[key]!] ?? null : undefined,
});

follow('layer-stack', draw, {
  ...choice,
  attach(root) {
    // A file on a sheet leads to what is seen at its place.
    root.addEventListener('click', ({ target }) => {
      const place = (target as Element).closest<HTMLElement>(PLACE);
      if (place && !place.matches(SPOT)) sameAs(root, place).find((p) => p.matches(SPOT))?.focus();
    });
    return choice.attach(root);
  },
});
