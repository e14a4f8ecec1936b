import { frame, NEW } from '../shared/frame.ts';
import { classes, html, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { compared } from '../shared/moment.ts';
import { ACTIONS, ownersOf, type Access, type FileRow, type Viewer } from './model.ts';
import type { Plan } from './plan.ts';
import {
  ACTION,
  changes,
  describe,
  idText,
  INSIDE,
  isSetuid,
  modeText,
  reasonText,
  shows,
  whoText,
  type Names,
} from './words.ts';

/** Files with the numbers the disk keeps, and what each process may do to them, by which rule. */
export function draw(moment: Moment, { title, rows, directory, paths, names }: Plan): string {
  const owners = ownersOf(compared(moment), rows, directory, paths);
  const { viewers, files } = owners;
  return frame({
    title,
    moment,
    picture: html`<table class="fo-table"><thead><tr><th scope="col">ディスクの上（<code>${directory}</code>）</th>
            ${viewers.map(drawViewer)}</tr></thead><tbody>
          ${files.map((file) => drawFile(file, directory, viewers, names))}</tbody></table>`,
    description: describe(owners, directory, names),
    shows: shows(owners),
    changes: changes(owners, names),
    legend: html`<span><i class="fo-yes">○</i>できる</span><span><i class="fo-no">×</i>できない</span><span>
        ${NEW}この手順で作られた・変わった</span>`,
  });
}

function drawViewer(viewer: Viewer): Markup {
  const { key, title, uid, own, absent } = viewer;
  return html`<th scope="col" class="${classes(own && 'fo-own')}" data-key="${key}">${title}<span class="fo-who">${
    uid
      ? html`UID <b>
          ${uid.inside}</b>${own && html`<span>外では <b>${uid.outside}</b></span>`}`
      : absent
  }</span></th>`;
}

function drawFile({ path, entry, fresh, access }: FileRow, directory: string, viewers: Viewer[], names: Names): Markup {
  return html`<tr class="${classes(fresh && 'fo-fresh', !entry && 'fo-absent')}" data-file="${path}" data-value="path:${directory === '/' ? '' : directory}/${path}" data-key="file ${path}"><th scope="row">
        <span class="fo-name"><code>${path}</code>${fresh && NEW}</span>${
          entry
            ? html`<span class="fo-disk"><code class="fo-mode">${modeText(entry)}</code>
          ${isSetuid(entry) && html` <b>setuid</b>`}</span><span class="fo-disk">所有者 <b data-uid="${entry.uid}" data-value="uid:${entry.uid}">
            ${idText(entry.uid, names)}</b></span><span class="fo-disk fo-group">グループ <b>${entry.gid}</b></span>`
            : html`<span class="fo-disk">ない</span>`
        }</th>${access.map(
          (a, i) =>
            html`<td class="${classes(viewers[i]!.own && 'fo-own')}" data-key="${viewers[i]!.key}" data-label="${viewers[i]!.title}" data-who="${whoText(viewers[i]!) || viewers[i]!.absent}">
          ${a ? drawAccess(a) : '—'}</td>`,
        )}</tr>`;
}

function drawAccess(access: Access): Markup {
  return html`<div class="fo-cell"><span class="fo-seen">所有者は <b>${idText(access.seen.uid, INSIDE)}</b> に見える</span>
      <span class="fo-can">${ACTIONS.map(
        (action) =>
          html`<span class="${access.can[action] ? 'fo-yes' : 'fo-no'}" data-can="${action}"><i>
            ${access.can[action] ? '○' : '×'}</i>${ACTION[action]}</span>`,
      )}</span><span class="fo-why">${reasonText(access)}</span></div>`;
}
