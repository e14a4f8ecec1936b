import { NAMESPACE_TYPES } from '../../kernel/snapshot.ts';
import { frame, NEW } from '../shared/frame.ts';
import { compared } from '../shared/moment.ts';
import { classes, html, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { lowDigits, SUBJECT } from '../shared/words.ts';
import { tableOf, type Cell, type Table, type TableRow } from './model.ts';
import type { Plan } from './plan.ts';
import { changes, describe, detail, shows } from './words.ts';

/** How many namespaces of one type have a pattern of their own; further ones have the letter only. */
const PATTERNS = 4;

/**
 * Processes against the eight types. A cell in the initial namespace is quiet,
 * any other has its type's hue; where there are several others of a type, a
 * letter and a pattern tell them apart.
 */
export function draw(moment: Moment, { title, rows }: Plan): string {
  const table = tableOf(compared(moment), rows);
  const picture = html`<div class="nt-scroll"><table class="nt-table" role="table" aria-label="${title}">
        <thead role="rowgroup"><tr role="row"><td role="cell" class="nt-corner"></td>${NAMESPACE_TYPES.map(
          (type) =>
            html`<th role="columnheader" scope="col" class="nt-type ns-${type}"><span class="nt-type-name">${type}</span>
          <span class="nt-subject">${SUBJECT[type]}</span></th>`,
        )}</tr></thead><tbody role="rowgroup">${table.rows.map((row) => drawRow(table, row))}</tbody></table></div>`;
  return frame({
    title,
    moment,
    picture,
    description: describe(table),
    shows: shows(table),
    changes: changes(table),
    legend: html`<span><i class="nt-swatch"></i>初期namespace</span><span>
        <i class="nt-swatch nt-other ns-uts"></i>別のnamespace</span><span>${NEW}この手順で変わった</span>
      <span>数字は <code>/proc/PID/ns/</code> のinodeの下4桁</span>
      <span>2行目はその中にあるもの</span>`,
  });
}

function drawRow(table: Table, row: TableRow): Markup {
  const { process, fresh, absent } = row;
  return html`<tr role="row" data-key="${row.key}">
      <th role="rowheader" scope="row" class="${classes('nt-process', !process && 'nt-absent')}">
        <span class="nt-title">${row.title}</span><span class="nt-pid">${
          process ? html`<span><span class="nt-word">PID </span>${process.pid}</span>${fresh && NEW}` : absent
        }</span></th>${row.cells.map((cell) => drawCell(table, row, cell, `${row.key}.${cell.type}`))}</tr>`;
}

function drawCell(table: Table, row: TableRow, cell: Cell, key: string): Markup {
  const { type, inode, world, fresh, holds, held, next } = cell;
  const name = classes(
    'nt-cell',
    `ns-${type}`,
    world > 0 && `nt-other nt-w${Math.min(world, PATTERNS)}`,
    (fresh || held !== undefined) && 'nt-fresh',
    inode === undefined && 'nt-empty',
    next && 'nt-parted',
  );
  return html`<td role="cell" class="${name}" data-key="${key}"${inode !== undefined && html` data-world="${type}:${inode}" data-value="inode:${inode}"`} data-detail="${detail(table, row, cell)}">
      ${
        inode === undefined
          ? html`<span class="sr-only">なし</span>`
          : [
              digits(inode),
              letter(table, type, world),
              holds && html`<span class="nt-holds">${holds}</span>`,
              (fresh || held !== undefined) && html`${NEW}<span class="sr-only">（この手順で変わった）</span>`,
            ]
      }${next && html`<span class="${classes('nt-next', next.fresh && 'nt-fresh')}">次の子から ${digits(next.inode)}${letter(table, type, next.world)}${next.fresh && NEW}</span>`}</td>`;
}

function digits(inode: number): Markup {
  const low = lowDigits(inode);
  return html`<span class="nt-inode"><span class="sr-only">${String(inode).slice(0, -low.length)}</span>${low}</span>`;
}

function letter(table: Table, type: Cell['type'], world: number): Markup | false {
  return (
    world > 0 &&
    table.others[type].length > 1 &&
    html`<span class="nt-letter">${String.fromCharCode(64 + world)}</span>`
  );
}
