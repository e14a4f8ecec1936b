import { choosing } from '../shared/choose.client.ts';
import type { Plan } from './plan.ts';
import { detail } from './detail.ts';
import { holding } from './sets.ts';

const plans = new WeakMap<HTMLElement, Plan>();
const planOf = (root: HTMLElement): Plan => {
  let known = plans.get(root);
  if (!known) plans.set(root, (known = JSON.parse(root.dataset.plan!) as Plan));
  return known;
};

const titleOf = (cell: HTMLElement): string =>
  cell.closest('.cg-panel')!.querySelector('.cg-title')!.firstChild!.textContent!;
/** A capability's number is its place in the list. */
const bitOf = (cell: HTMLElement): number => [...cell.parentElement!.children].indexOf(cell);

export default choosing({
  // Each process is one stop of the Tab key; arrows move among its cells.
  group: '.cg-cells',
  item: '.cg-cell',
  first: '.cg-gained, .cg-lost',
  prepare(list, cells) {
    list.removeAttribute('aria-hidden');
    list.setAttribute('aria-multiselectable', 'true');
    list.setAttribute('aria-label', `${titleOf(list)} のcapability`);
    for (const cell of cells) {
      cell.setAttribute('aria-selected', String(cell.dataset.sets!.includes('e')));
      // What is seen of its name depends on the room; with the focus the note is its name.
      cell.setAttribute('aria-label', `${cell.textContent} ${cell.dataset.value!.replace(/^cap:/, '')}`.trim());
    }
  },
  named: true,
  tell(cell, root) {
    const { known, compact } = planOf(root);
    const bit = bitOf(cell);
    const held = holding(titleOf(cell), cell.closest('.cg-absent') ? null : cell.dataset.sets!);
    return detail(known[bit]!, bit, held, !compact);
  },
  mark(root, cell) {
    for (const c of root.querySelectorAll<HTMLElement>('.cg-cell'))
      c.classList.toggle('cg-same', c.dataset.value === cell?.dataset.value);
  },
  next(cell, key, cells) {
    const columns = cells.filter((c) => c.offsetTop === cells[0]!.offsetTop).length;
    const at = cells.indexOf(cell);
    const to = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at - columns,
      ArrowDown: at + columns,
      Home: 0,
      End: cells.length - 1,
    }[key];
    return to === undefined ? undefined : (cells[to] ?? null);
  },
});
