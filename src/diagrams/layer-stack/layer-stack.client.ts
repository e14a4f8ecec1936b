import { choosing } from '../shared/choose.client.ts';

/** What is seen from above, or is not any more. */
const SPOT = '[data-detail]';
const PLACE = '[data-path]';

/** The places of a path on every sheet and in every view. */
const sameAs = (root: HTMLElement, place: HTMLElement): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(PLACE)].filter((p) => p.dataset.path === place.dataset.path);

export default choosing({
  group: '.ls-view ul',
  item: SPOT,
  first: '.ls-fresh',
  pointed: PLACE,
  // A file on a sheet leads to what is seen at its place.
  lead: (place, root) => sameAs(root, place).find((p) => p.matches(SPOT)),
  tell: (place, root) =>
    place.dataset.detail ??
    (sameAs(root, place)
      .map((p) => p.dataset.detail)
      .join('') ||
      undefined),
  mark(root, place) {
    for (const p of root.querySelectorAll<HTMLElement>(PLACE))
      p.classList.toggle('ls-same', p.dataset.path === place?.dataset.path);
  },
});
