import type { Mount } from '../../kernel/snapshot.ts';
import { frame, GONE, NEW } from '../shared/frame.ts';
import { classes, html, type Child, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { compared } from '../shared/moment.ts';
import { visible } from '../shared/process.ts';
import { list, lowDigits, shortIds } from '../shared/words.ts';
import {
  isInside,
  panelsOf,
  restWeight,
  sizeOf,
  weightOf,
  WEIGHTS,
  type Node,
  type Panel,
  type Viewer,
} from './model.ts';
import { smallest, type Plan, type Room } from './plan.ts';
import { changes, describe, mountText, shows } from './words.ts';

/**
 * The tree of files with the line each process's root draws through it: a box
 * around what the process reaches. One tree for each mount namespace.
 */
export function draw(moment: Moment, { title, rows, rooms }: Plan): string {
  const panels = panelsOf(compared(moment), rows);
  const small = smallest(rooms);
  return frame({
    title,
    moment,
    picture: html`<div class="${classes('rt-panels', rooms.length > 1 && 'rt-several', `rt-to${small}`)}">${rooms.map(
      (room) =>
        drawPanel(
          panels.find((p) => p.inode === room.inode),
          room,
          rooms.length > 1,
          small,
        ),
    )}</div>`,
    description: describe(panels),
    shows: shows(panels),
    changes: changes(panels),
    legend: html`<span><i class="rt-swatch"></i>ルートディレクトリーの下：ここから先だけが届く</span><span>
        <i class="rt-swatch rt-out"></i>その外</span><span><i class="rt-dot"></i>いる場所（cwd）</span><span>
        <i class="rt-mount ns-mnt">型</i>マウント</span><span>${NEW}この手順で変わった</span>`,
  });
}

function drawPanel(panel: Panel | undefined, room: Room, named: boolean, small: number): Markup {
  const { lines, boxes } = panel ? sizeOf(panel.top) : { lines: Array<number>(WEIGHTS).fill(0), boxes: 0 };
  const missing = (weight: number) => Math.max(0, room.lines[weight]! - lines[weight]!);
  // Where nobody's root is the whole tree, the hatching begins at its edge.
  const open = panel && panel.top.roots.length === 0;
  return html`<div class="${classes('rt-panel', !room.initial && 'rt-other ns-mnt', !panel && 'rt-absent', panel?.fresh && 'rt-fresh', open && 'rt-out')}" data-mnt="${room.inode}" data-key="mnt${room.inode}">
      ${
        (named || !room.initial) &&
        html`<p class="rt-world">
        ${room.initial ? '初期mount namespace' : 'mount namespace'} <span class="rt-inode" data-value="inode:${room.inode}">…${lowDigits(room.inode)}</span>
        ${panel?.fresh && NEW}${!panel && html`<span>誰もいない</span>`}</p>`
      }${
        panel &&
        html`<ul class="rt-tree" role="list">
      ${drawNode(panel.top, panel, false)}</ul>`
      }${fill('rt-fill', missing(WEIGHTS - 1))}${small < WEIGHTS - 1 && fill('rt-fill rt-fill-small', missing(small))}${fill('rt-fill-box', room.boxes - boxes)}</div>`;
}

function fill(name: string, count: number): Child {
  return Array.from({ length: Math.max(0, count) }, () => html`<i class="${name}"></i>`);
}

function drawNode(node: Node, panel: Panel, outer: boolean): Markup {
  const { roots } = node;
  const inside = isInside(node, outer);
  const key = html`<li class="rt-node rt-w${weightOf(node, outer)}" data-key="${panel.inode}:${node.file}">`;
  const inner = html`${drawLine(node, panel)}${
    (node.children.length > 0 || node.rest.length > 0) &&
    html`<ul class="rt-children" role="list">
      ${node.children.map((n) => drawNode(n, panel, inside))}${node.rest.length > 0 && drawRest(node.rest, inside)}</ul>`
  }`;
  if (roots.length === 0) return html`${key}${inner}</li>`;
  const moved = roots.some((v) => v.rootMoved) || (node.path === '/' && panel.replaced);
  // Only a line drawn below the top keeps something out.
  return html`${key}<div class="${classes('rt-box', moved && 'rt-fresh', node.path === '/' && panel.viewers.some((v) => v.root !== '/') && 'rt-out')}" data-root="${node.path}" data-key="root ${roots.at(-1)!.row}">
        <p class="rt-owner"><span><b>
              ${list(roots.map((v) => v.title))}</b> の <code>/</code>${node.path !== '/' && html`。<code>..</code> はここまで`}</span>
          ${moved && NEW}</p>${inner}</div></li>`;
}

function drawLine(node: Node, panel: Panel): Markup {
  const { entry, mount, roots, here, path, way } = node;
  const directory = entry ? entry.type === 'directory' : mount?.root !== '/null';
  const empty = entry?.type === 'directory' && !entry.unread && node.children.length + node.rest.length === 0 && !mount;
  return html`<p class="${classes('rt-line', node.fresh && 'rt-fresh', node.gone && 'rt-gone')}" data-path="${path}">
      <span class="rt-name">${way.length > 0 && html`<span class="rt-way">${way.map((w) => html`<span data-path="${w.path}">${shortIds(visible(w.name))}/</span>`)}</span>`}<span${path !== '/' && html` data-value="path:${path}"`}>${shortIds(visible(node.name))}${directory && path !== '/' && '/'}</span></span>${
        entry?.target !== undefined && html`<span class="rt-aside"> → ${visible(entry.target)}</span>`
      }${entry?.device !== undefined && html`<span class="rt-aside">デバイス ${entry.device}</span>`}${
        empty && html`<span class="rt-aside">空</span>`
      }${roots.length > 0 && path !== '/' && html`<span class="rt-aside">中では /</span>`}${
        mount &&
        (path !== '/' || !panel.initial) &&
        html`<span class="${classes('rt-mount ns-mnt', node.mountFresh && 'rt-fresh', isLong(mount) && 'rt-long')}"><span class="sr-only">マウント：</span>
        ${mountText(mount)}</span>`
      }${
        node.mountGone &&
        html`<span class="${classes('rt-mount rt-unmounted', isLong(node.mountGone) && 'rt-long')}">
        ${mountText(node.mountGone)}</span>`
      }${
        (node.fresh || node.mountFresh || (path === '/' && panel.replaced)) && NEW
      }${(node.gone || node.mountGone) && GONE}${here.map(drawHere)}</p>`;
}

/** Whether what a mount says may take more than its line of a telephone, and a line for itself then. */
const isLong = (mount: Mount): boolean => mountText(mount).length > 24;

function drawHere(viewer: Viewer): Markup {
  return html`<span class="${classes('rt-here', viewer.outside && 'rt-outside', viewer.cwdMoved && 'rt-fresh')}" data-key="here ${viewer.row}">
      <i class="rt-dot"></i>${viewer.title}<span class="sr-only">がいる場所</span>${viewer.outside && '：ルートの外'}</span>`;
}

/** Files nothing is to be said about, as names in a line. */
function drawRest(rest: Node[], inside: boolean): Markup {
  return html`<li class="rt-node rt-w${restWeight(inside)}"><p class="rt-line rt-rest"><span class="rt-names">
          ${rest.map(
            (n, i) => html`${i > 0 && ' '}<span>
            ${visible(n.name)}${n.entry?.type === 'directory' && '/'}</span>`,
          )}</span><span class="rt-count">
          ${rest.length}個</span></p></li>`;
}
