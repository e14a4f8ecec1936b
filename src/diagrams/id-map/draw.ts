import { frame, NEW } from '../shared/frame.ts';
import { classes, html, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { compared } from '../shared/moment.ts';
import { idMapOf, layoutOf, toInside, type Block, type IdMap, type Kind, type Layout, type Names } from './model.ts';
import type { Plan } from './plan.ts';
import { blockText, changes, describe, insideNames, kindText, whoText } from './words.ts';

/** Room above the blocks for the names of the two sides, in em. */
const HEAD = 2;
/** The two sides are as wide as this, in percent; the bands have what is between. */
const SIDE = 42;

/** Ids inside a user namespace on the left, outside on the right, bands between: what uid_map and gid_map say. */
export function draw(moment: Moment, { title, row, kinds, names, height }: Plan): string {
  const map = idMapOf(compared(moment), row, kinds);
  const first = map.maps[0]!.kinds[0]!;
  const picture = html`<div class="im-maps">${map.maps.map((m) => drawMap(map, m.kinds, layoutOf(m.ranges), height, names[m.kinds[0]!]))}</div>`;
  return frame({
    title,
    moment,
    picture,
    description: describe(map, names),
    shows: whoText(map, first, names[first]),
    changes: changes(map),
    legend: html`<span><i class="im-swatch"></i>写像のあるID</span><span><i class="im-swatch im-dashed"></i>写像のないID</span>
      <span><b class="im-dot">●</b>このプロセスのID</span><span>${NEW}この手順で書かれた</span>`,
  });
}

function drawMap(map: IdMap, kinds: Kind[], layout: Layout, height: number, names: Names): Markup {
  const { process, initial, fresh } = map;
  const full = Math.max(height, layout.height);
  const id = process?.[kinds[0]!].effective;
  const picture = process
    ? html`<svg y="${HEAD + (full - layout.height) / 2}em" width="100%" height="${layout.height}em">
        ${drawBands(layout)}${layout.blocks.map((block) => drawBlock(block, layout.blocks, id, kinds, names))}</svg>`
    : html`<rect class="im-block im-none" x="0" y="${HEAD}em" width="100%" height="${full}em" rx="6" />
      <text class="im-text" x="50%" y="${HEAD + full / 2}em" text-anchor="middle">${map.absent}</text>`;
  return html`<div class="${classes('im-map', fresh && 'im-fresh', initial && 'im-initial')}"><p class="im-kind">
        ${kindText(kinds)}${fresh && NEW}</p>
      <svg class="im-svg" width="100%" height="${full + HEAD}em" aria-hidden="true">
        <text class="im-side" x="0" y="1em">中（このプロセスから見た）</text>
        <text class="im-side" x="100%" y="1em" text-anchor="end">外（host）</text>${picture}</svg></div>`;
}

function drawBands({ bands, height }: Layout): Markup {
  const y = (em: number) => Math.round(em * 10);
  return html`<svg x="${SIDE}%" width="${100 - 2 * SIDE}%" height="${height}em" viewBox="0 0 100 ${y(height)}" preserveAspectRatio="none">
      ${bands.map(({ inside, outside }) => {
        if (!outside.range) {
          const [a, b] = [y(inside.top + inside.height / 2), y(outside.top + outside.height / 2)];
          return html`<path class="im-stray" d="M0 ${a}C50 ${a} 50 ${b} 100 ${b}" />`;
        }
        const [a, b, c, d] = [inside.top, inside.top + inside.height, outside.top, outside.top + outside.height].map(y);
        return html`<path class="im-band" d="M0 ${a}C50 ${a} 50 ${c} 100 ${c}V${d}C50 ${d} 50 ${b} 0 ${b}Z" />`;
      })}</svg>`;
}

function drawBlock(block: Block, all: Block[], id: number | undefined, kinds: Kind[], outsideNames: Names): Markup {
  const { side, first, length, range, top, height } = block;
  const inside = side === 'inside';
  const holds = id !== undefined && (inside ? holdsInside(range, id, all) : id >= first && id < first + length);
  const [label, count] = blockText(block, inside ? insideNames(kinds) : outsideNames);
  const x = `${inside ? SIDE / 2 : 100 - SIDE / 2}%`;
  return html`<rect class="${classes('im-block', !range && 'im-none')}" x="${inside ? 0 : 100 - SIDE}%" y="${top}em" width="${SIDE}%" height="${height}em" rx="6"${inside && range && html` data-range="${range.inside} ${range.outside} ${range.length}"`}${length === 1 && html` data-value="uid:${first}"`} />
    <text class="im-text" x="${x}" y="${top + height / 2 + (count ? -0.25 : 0.35)}em" text-anchor="middle">${
      holds && html`<tspan class="im-dot">● </tspan>`
    }${label}${count && html`<tspan class="im-count" x="${x}" dy="1.5em">${count}</tspan>`}</text>`;
}

/** The block inside where a process's id is: its range's, or that of the overflow id where it has no place. */
function holdsInside(range: Block['range'], id: number, blocks: Block[]): boolean {
  const ranges = blocks.flatMap((b) => (b.side === 'inside' && b.range ? [b.range] : []));
  return (toInside(id, range ? [range] : ranges) !== undefined) === (range !== undefined);
}
