import { bytesText } from '../shared/bytes.ts';
import { isWhiteout } from '../../kernel/overlay.ts';
import { frame, NEW } from '../shared/frame.ts';
import { classes, html, Markup, type Child } from '../../html/html.ts';
import type { FileEntry } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { compared } from '../shared/moment.ts';
import { visible } from '../shared/process.ts';
import { pilesOf, type Place, type Segment, type Sheet, type Spot, type View } from './model.ts';
import type { Plan } from './plan.ts';
import { changes, describe, detail, KINDS, nameOf, placeText, shows } from './words.ts';

/**
 * Layers as sheets of paper that lie on each other, each file at the same place on every sheet, so that
 * looking down through a place shows the topmost; above them what is seen. Sheets of several stacks are drawn once.
 */
export function draw(moment: Moment, { title, known, legend }: Plan): string {
  const piles = pilesOf(compared(moment), known);
  const most = Math.max(1, ...piles.sheets.map((s) => s.bytes));
  const several = piles.views.length > 1;
  return frame({
    title,
    moment,
    picture: html`<div class="${classes('ls-piles', !several && 'ls-alone')}">${piles.segments.map((s) => drawSegment(s, moment, most, several))}</div>`,
    description: describe(piles),
    shows: shows(piles),
    changes: changes(piles),
    legend: new Markup(legend),
  });
}

function drawSegment({ sheets, view, above }: Segment, moment: Moment, most: number, several: boolean): Markup {
  return html`<div class="ls-pile" data-key="pile ${sheets.at(-1)?.directory ?? view?.name}">${
    above.length > 0 &&
    html`<div class="ls-above">
        ${above.map((s) => drawSegment(s, moment, most, several))}</div>`
  }${
    view && drawView(view, moment, several)
  }${sheets.length > 0 && html`<ul class="ls-sheets" role="list">${sheets.map((s) => drawSheet(s, most))}</ul>`}</div>`;
}

function drawView(view: View, { number }: Moment, several: boolean): Markup {
  const { label, there, fresh, where, kind, spots, name, first, bytes, wasted } = view;
  return html`<div class="${classes('ls-view', !there && 'ls-absent', fresh && 'ls-fresh')}" data-view="${name}">
      <p class="ls-tag"><i class="ls-eye"></i><b class="ls-name">${label}</b><span class="ls-aside"${
        there && where && html` data-value="path:${where}"`
      }>${
        there ? kind === 'overlay' && where : number < first ? 'まだない' : 'いまはない'
      }</span>${there && weight(bytes, wasted)}${fresh && NEW}</p>
    <ul class="ls-places" role="list" aria-label="${label}を上から見た姿">${spots.map((spot) =>
      drawSpot(spot, view, several),
    )}</ul></div>`;
}

function drawSpot(spot: Spot, view: View, several: boolean): Markup {
  const { path, sight, fresh } = spot;
  const text = detail(spot, view, several);
  const key = html` data-key="${view.name}:${path}"`;
  if (text === undefined) return hole(path, key);
  const seen = sight!.seen;
  const sheet = seen && view.sheets[seen.layer]!;
  return file(
    path,
    seen?.entry,
    sheet ? `ls-h${sheet.hue}` : 'ls-nothing',
    fresh,
    sheet ? `${sheet.name}から` : '見えない',
    sheet && html`<b class="ls-number" aria-hidden="true">${sheet.number}</b>`,
    html`${key} data-detail="${text}"`,
  );
}

function drawSheet(sheet: Sheet, most: number): Markup {
  const { number, name, writable, shared, there, fresh, bytes, wasted, paths, places, others, rest, directory } = sheet;
  const width = (n: number) => ((100 * n) / most).toPrecision(3);
  return html`<li class="${classes('ls-sheet', `ls-h${sheet.hue}`, writable && 'ls-upper', !there && 'ls-absent', fresh && 'ls-fresh', `ls-t${thickness(bytes)}`)}" data-layer="${directory}" data-key="sheet ${directory}">
      <p class="ls-tag"><b class="ls-number">${number}</b><span class="ls-name" data-value="path:${directory}">${name}</span>
        ${
          (writable || shared > 1) &&
          html`<span class="ls-aside">
          ${writable ? '書き込める' : `${shared}個で共有`}</span>`
        }${fresh && NEW}${there && weight(bytes, wasted)}<svg class="ls-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <path d="M0 2h${width(bytes)}"/>${wasted > 0 && html`<path d="M0 2h${width(wasted)}"/>`}</svg></p>
      <ul class="ls-places" role="list">${places.map((place, i) => {
        const key = html` data-key="${directory}:${paths[i]}"`;
        return place ? drawPlace(place, key) : hole(paths[i]!, key);
      })}</ul>${
        rest &&
        html`<p class="ls-rest">
    ${
      others.length > 0 &&
      html`<span>ほか ${others.map((e) => `${nameOf(e)} `)}</span><span>
      ${others.length}個</span>`
    }</p>`
      }</li>`;
}

/** How thick a sheet's edge is drawn, from 0 to 7: a step for each tenfold above a hundred bytes. */
const thickness = (bytes: number): number => Math.max(0, Math.min(7, Math.round(Math.log10(bytes + 1)) - 2));

/** What is stacked, and how much of it cannot be seen. */
function weight(bytes: number, wasted: number): Markup {
  return html`<span class="ls-size">
      ${bytesText(bytes)}${wasted > 0 && html` <b>うち見えない ${bytesText(wasted)}</b>`}</span>`;
}

function drawPlace(place: Place, key: Markup): Markup {
  const { path, entry, kind, hidden, covered, fresh } = place;
  return file(
    path,
    entry,
    classes(
      hidden && (hidden === 'all' ? 'ls-hidden' : 'ls-partly'),
      covered && 'ls-covered',
      isWhiteout(entry) && 'ls-whiteout',
      entry.opaque && 'ls-opaque',
      kind === 'base' && !hidden && !fresh && 'ls-plain',
    ),
    fresh,
    placeText(place),
    KINDS[kind] && html`<b class="ls-mark ls-${kind}" aria-hidden="true">${KINDS[kind][0]}</b>`,
    key,
  );
}

/** A file, on a sheet or seen from above: mark, path, and in words what the mark and the style say. */
function file(
  path: string,
  entry: FileEntry | undefined,
  style: string,
  fresh: boolean,
  words: string,
  mark: Child,
  data: Child,
): Markup {
  const at = path.lastIndexOf('/') + 1;
  return html`<li class="${classes('ls-file', style, fresh && 'ls-fresh')}" data-path="${path}" data-value="path:${path}"${data}>
      ${mark}<span class="ls-path">${
        at > 0 && html`<span>${visible(path.slice(0, at))}</span>`
      }<span>${visible(path.slice(at))}${entry?.type === 'directory' && '/'}</span></span><span class="sr-only">${
        words && `：${words}`
      }${fresh && '（この手順で変わった）'}</span>${fresh && NEW}</li>`;
}

/** A place where a sheet has nothing: what is below is seen through it. */
function hole(path: string, key: Markup): Markup {
  return html`<li class="ls-hole" data-path="${path}"${key} aria-hidden="true"></li>`;
}
