import { follow } from '../shared/follow.client.ts';
import { draw, type Options } from './draw.ts';
import { detail } from './words.ts';

const cellsOf = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.cg-cell')];

follow('capability-grid', draw, (root) => {
  const { known, compact } = JSON.parse(root.dataset.options!) as Options;
  const panels = root.querySelector('.cg-panels')!;
  const note = root.querySelector('.dg-note')!;
  const changes = note.innerHTML;
  const all = cellsOf(root);
  const about = (cell: HTMLElement) => detail(known[Number(cell.dataset.bit)]!, Number(cell.dataset.bit), cell.dataset.detail!, !compact).text;

  const show = (cell: HTMLElement | null | undefined) => {
    note.innerHTML = cell ? about(cell) : changes;
    for (const c of all) c.classList.toggle('cg-same', c.dataset.bit === cell?.dataset.bit);
  };
  const cellAt = (event: Event) => (event.target as Element).closest<HTMLElement>('.cg-cell');
  const focused = () => all.find((c) => c === document.activeElement);

  // Each process is one stop of the Tab key; arrows move among its cells.
  for (const list of root.querySelectorAll<HTMLElement>('.cg-cells')) {
    const cells = cellsOf(list);
    list.removeAttribute('aria-hidden');
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-multiselectable', 'true');
    list.setAttribute('aria-label', `${list.closest('.cg-panel')!.querySelector('.cg-title')!.firstChild!.textContent} のcapability`);
    for (const cell of cells) {
      cell.setAttribute('role', 'option');
      cell.setAttribute('aria-selected', String(cell.dataset.sets!.includes('effective')));
      cell.tabIndex = -1;
    }
    let stop = cells.find((c) => c.matches('.cg-gained, .cg-lost')) ?? cells[0]!;
    stop.tabIndex = 0;
    list.addEventListener('focusin', (event) => {
      const cell = cellAt(event);
      if (!cell) return;
      stop.tabIndex = -1;
      stop = cell;
      stop.tabIndex = 0;
      show(cell);
      cell.setAttribute('aria-label', note.textContent!);
    });
    list.addEventListener('keydown', (event) => {
      const cell = cellAt(event);
      if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
      const columns = cells.filter((c) => c.offsetTop === cells[0]!.offsetTop).length;
      const last = cells.length - 1;
      const at = cells.indexOf(cell);
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - columns, ArrowDown: at + columns, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      cells[to]?.focus();
      event.preventDefault();
    });
  }
  panels.addEventListener('pointerover', (event) => show(cellAt(event) ?? focused()));
  panels.addEventListener('pointerleave', () => show(focused()));
  panels.addEventListener('focusout', () => show(null));
});
