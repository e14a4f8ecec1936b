import { follow } from '../shared/follow.client.ts';
import { draw } from './draw.ts';

const STEPS: Record<string, [row: number, column: number]> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

follow('namespace-table', draw, (root) => {
  const table = root.querySelector('table')!;
  const rows = [...table.tBodies[0]!.rows].map((row) => [...row.querySelectorAll<HTMLElement>('td')]);
  const cells = rows.flat();
  const note = root.querySelector('.dg-note')!;
  const changes = note.textContent;
  table.setAttribute('role', 'grid');
  for (const cell of cells) {
    cell.setAttribute('role', 'gridcell');
    cell.tabIndex = -1;
  }
  let stop = cells.find((c) => c.classList.contains('nt-fresh')) ?? cells[0];
  if (stop) stop.tabIndex = 0;

  const show = (cell: HTMLElement | null | undefined) => {
    note.textContent = cell?.dataset.detail ?? changes;
    for (const c of cells) c.classList.toggle('nt-same', cell?.dataset.world !== undefined && c.dataset.world === cell.dataset.world);
  };
  const cellOf = (event: Event) => (event.target as Element).closest<HTMLElement>('td[data-detail]');
  const focused = () => cells.find((c) => c === document.activeElement);
  table.addEventListener('pointerover', (event) => show(cellOf(event) ?? focused()));
  table.addEventListener('pointerleave', () => show(focused()));
  table.addEventListener('focusin', (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    if (stop) stop.tabIndex = -1;
    stop = cell;
    stop.tabIndex = 0;
    show(cell);
  });
  table.addEventListener('focusout', () => show(null));
  table.addEventListener('keydown', (event) => {
    const cell = cellOf(event);
    const step = STEPS[event.key];
    if (!cell || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    // On a narrow page the table is turned: types down, processes across.
    const turned = getComputedStyle(table).gridAutoFlow.startsWith('column');
    const [down, right] = turned ? [step[1], step[0]] : step;
    const y = rows.findIndex((row) => row.includes(cell));
    rows[y + down]?.[rows[y]!.indexOf(cell) + right]?.focus();
    event.preventDefault();
  });
});
