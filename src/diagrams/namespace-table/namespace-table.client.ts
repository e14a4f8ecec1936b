import { choosing } from '../shared/choose.client.ts';

const STEPS: Record<string, [row: number, column: number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};
const CELL = 'td[data-detail]';

export default choosing({
  group: 'table',
  item: CELL,
  roles: ['grid', 'gridcell'],
  first: '.nt-fresh',
  tell: (cell) => cell.dataset.detail,
  mark(root, cell) {
    const world = cell?.dataset.world;
    for (const c of root.querySelectorAll<HTMLElement>(CELL))
      c.classList.toggle('nt-same', world !== undefined && c.dataset.world === world);
  },
  next(cell, key) {
    const step = STEPS[key];
    if (!step) return undefined;
    const table = cell.closest('table')!;
    // On a narrow page the table is turned: types down, processes across.
    const turned = getComputedStyle(table).gridAutoFlow.startsWith('column');
    const [down, right] = turned ? [step[1], step[0]] : step;
    const rows = [...table.tBodies[0]!.rows].map((row) => [...row.querySelectorAll<HTMLElement>(CELL)]);
    const y = rows.findIndex((row) => row.includes(cell));
    return rows[y + down]?.[rows[y]!.indexOf(cell) + right] ?? null;
  },
});
