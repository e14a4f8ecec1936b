import { follow } from '../shared/follow.client.ts';
import { draw } from './draw.ts';

const STEPS: Record<string, [row: number, column: number]> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const cellsOf = (content: ParentNode): HTMLElement[] => [...content.querySelectorAll<HTMLElement>('td[data-detail]')];
const cellOf = (target: EventTarget | null): HTMLElement | null => (target as Element).closest<HTMLElement>('td[data-detail]');

follow('namespace-table', draw, {
  prepare(content) {
    content.querySelector('table')!.setAttribute('role', 'grid');
    const cells = cellsOf(content);
    const stop = cells.find((c) => c.classList.contains('nt-fresh')) ?? cells[0];
    for (const cell of cells) {
      cell.setAttribute('role', 'gridcell');
      cell.tabIndex = cell === stop ? 0 : -1;
    }
  },
  attach(root) {
    const table = root.querySelector('table')!;
    const note = root.querySelector('.dg-note')!;
    let changes = note.textContent;
    let pointed: HTMLElement | null = null;

    const focused = () => (root.contains(document.activeElement) ? cellOf(document.activeElement) : null);
    const show = () => {
      const cell = pointed ?? focused();
      note.textContent = cell?.dataset.detail ?? changes;
      const world = cell?.dataset.world;
      for (const c of cellsOf(root)) c.classList.toggle('nt-same', world !== undefined && c.dataset.world === world);
    };
    const stopAt = (cell: HTMLElement) => {
      for (const c of cellsOf(root)) c.tabIndex = c === cell ? 0 : -1;
    };
    table.addEventListener('pointerover', (event) => {
      pointed = cellOf(event.target);
      show();
    });
    table.addEventListener('pointerleave', () => {
      pointed = null;
      show();
    });
    table.addEventListener('focusin', (event) => {
      const cell = cellOf(event.target);
      if (!cell) return;
      pointed = null;
      stopAt(cell);
      show();
    });
    table.addEventListener('focusout', () => queueMicrotask(show));
    table.addEventListener('keydown', (event) => {
      const cell = cellOf(event.target);
      const step = STEPS[event.key];
      if (!cell || !step || event.ctrlKey || event.metaKey || event.altKey) return;
      // On a narrow page the table is turned: types down, processes across.
      const turned = getComputedStyle(table).gridAutoFlow.startsWith('column');
      const [down, right] = turned ? [step[1], step[0]] : step;
      const rows = [...table.tBodies[0]!.rows].map(cellsOf);
      const y = rows.findIndex((row) => row.includes(cell));
      rows[y + down]?.[rows[y]!.indexOf(cell) + right]?.focus();
      event.preventDefault();
    });
    return () => {
      changes = note.textContent;
      const cell = focused();
      if (cell) stopAt(cell);
      if (cell ?? pointed) show();
    };
  },
});
