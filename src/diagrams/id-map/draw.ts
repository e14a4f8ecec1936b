import { frame, NEW } from '../shared/frame.ts';
import { classes, html, type Markup } from '../shared/html.ts';
import type { Moment } from '../shared/moment.ts';
import { absence, type Row } from '../shared/rows.ts';
import { idMap, OVERFLOW, type Band, type Ids } from './model.ts';
import { amount, changes, describe, insideName, span, withName, type Names } from './words.ts';

/** What the page hands to `draw` beside the moment. */
export interface Options {
  title: string;
  row: Row;
  ids: Ids;
  /** Names of outside ids. */
  names: Names;
}

/** Ranges of ids as bands from inside to outside, one under another in the order of the inside ids. */
export function draw(moment: Moment, { title, row, ids, names }: Options): string {
  const map = idMap(moment, row, ids);
  const kind = ids === 'uid' ? 'UID' : 'GID';
  const rows: Markup[] = !map.process
    ? [html`<p class="im-none">${absence(row, moment.number)}</p>`]
    : map.identity
      ? [drawBand({ ...map.bands[0]!, weight: 3 }, names, 'im-identity')]
      : [...map.bands.map((band) => drawBand(band, names)), html`<div class="im-band im-unmapped"><p class="im-end im-inside"><b>${OVERFLOW}（nobody）</b></p><p class="im-link"><span>見えるだけ</span></p><p class="im-end im-outside"><b>それ以外すべて</b></p></div>`];
  const picture = html`<div class="${classes('im-map ns-user', map.fresh && !map.identity && 'im-fresh')}"><div class="im-band im-heads"><p>中の${kind}</p><p>${map.title}${map.fresh && !map.identity && NEW}</p><p>外の${kind}</p></div>${rows}</div>`;
  return frame({
    title, moment, picture,
    description: describe(map, ids, names),
    changes: changes(map, moment.number, names),
    legend: html`<span><i class="im-swatch ns-user"></i>写像</span><span><i class="im-own">●</i>このプロセス自身</span><span>${NEW}この手順で変わった</span>`,
  });
}

function drawBand({ inside, outside, length, own, weight }: Band, names: Names, extra = ''): Markup {
  const mark = own && html`<i class="im-own" aria-hidden="true">●</i> `;
  const ends = length === 1 ? [insideName(inside), withName(outside, names)] : [span(inside, length), span(outside, length)];
  const [here, there] = own && length > 1 && extra === '' ? [html`<small>${mark}${insideName(own.inside)}</small>`, html`<small>${mark}${withName(own.outside, names)}</small>`] : [null, null];
  return html`<div class="${classes('im-band', `im-weight-${weight}`, own && 'im-has-own', extra)}" data-range="${inside} ${outside} ${length}"><p class="im-end im-inside"><b>${length === 1 && mark}${ends[0]}</b>${here}</p><p class="im-link"><span>${extra ? 'そのまま' : amount(length)}</span></p><p class="im-end im-outside"><b>${length === 1 && mark}${ends[1]}</b>${there}</p></div>`;
}
