import { follow } from '../shared/follow.client.ts';
import { draw, type Options } from './draw.ts';
import { detail } from './words.ts';

const cellsOf = (content: ParentNode): HTMLElement[] => [...content.querySelectorAll<HTMLElement>('.cg-cell')];
const cellOf = (target: EventTarget | null): HTMLElement | null => (target as Element).closest<HTMLElement>('.cg-cell');
const listOf = (cell: HTMLElement): HTMLElement => cell.closest<HTMLElement>('.cg-cells')!;

follow('capability-grid', draw, {
  // Each process is one stop of the Tab key; arrows move among its cells.
  prepare(content) {
    for (const list of content.querySelectorAll<HTMLElement>('.cg-cells')) {
      const cells = cellsOf(list);
      list.removeAttribute('aria-hidden');
      list.setAttribute('role', 'listbox');
      list.setAttribute('aria-multiselectable', 'true');
      list.setAttribute('aria-label', `${list.closest('.cg-panel')!.querySelector('.cg-title')!.firstChild!.textContent} のcapability`);
      const stop = cells.find((c) => c.matches('.cg-gained, .cg-lost')) ?? cells[0];
      for (const cell of cells) {
        cell.setAttribute('role', 'option');
        cell.setAttribute('aria-selected', String(cell.dataset.sets!.includes('effective')));
        cell.tabIndex = cell === stop ? 0 : -1;
      }
    }
  },
  attach(root) {
    const { known, compact } = JSON.parse(root.dataset.options!) as Options;
    const panels = root.querySelector('.cg-panels')!;
    const note = root.querySelector('.dg-note')!;
    let changes = note.innerHTML;
    let pointed: HTMLElement | null = null;

    const focused = () => (root.contains(document.activeElement) ? cellOf(document.activeElement) : null);
    const show = () => {
      const cell = pointed ?? focused();
      note.innerHTML = cell ? detail(known[Number(cell.dataset.bit)]!, Number(cell.dataset.bit), cell.dataset.detail!, !compact).text : changes;
      for (const c of cellsOf(root)) c.classList.toggle('cg-same', c.dataset.bit === cell?.dataset.bit);
    };
    const stopAt = (cell: HTMLElement) => {
      for (const c of cellsOf(listOf(cell))) c.tabIndex = c === cell ? 0 : -1;
      pointed = null;
      show();
      cell.setAttribute('aria-label', note.textContent);
    };
    const point = (cell: HTMLElement | null) => {
      pointed = cell;
      show();
    };
    panels.addEventListener('pointerover', (event) => point(cellOf(event.target)));
    panels.addEventListener('pointerleave', () => point(null));
    panels.addEventListener('focusin', (event) => {
      const cell = cellOf(event.target);
      if (cell) stopAt(cell);
    });
    panels.addEventListener('focusout', () => queueMicrotask(show));
    panels.addEventListener('keydown', (e) => {
      const event = e as KeyboardEvent;
      const cell = cellOf(event.target);
      if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
      const cells = cellsOf(listOf(cell));
      const columns = cells.filter((c) => c.offsetTop === cells[0]!.offsetTop).length;
      const last = cells.length - 1;
      const at = cells.indexOf(cell);
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - columns, ArrowDown: at + columns, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      cells[to]?.focus();
      event.preventDefault();
    });
    return () => {
      changes = note.innerHTML;
      const cell = focused();
      if (cell) stopAt(cell);
      else if (pointed) show();
    };
  },
});
