import { frame, GONE, NEW } from '../shared/frame.ts';
import { classes, html, type Child, type Markup } from '../shared/html.ts';
import type { Moment } from '../shared/moment.ts';
import { lowDigits } from '../shared/words.ts';
import { initialNamespaces } from '../shared/worlds.ts';
import { knownProcesses, type Known } from './known.ts';
import { isBox, treeOf, type Box, type Node } from './model.ts';
import { changes, describe, levelName } from './words.ts';

/** What the page hands to `draw` beside the moment. */
export interface Options {
  title: string;
  /** Every process of the source; those of the moment where it has no end. */
  known?: Known[];
}

/** Processes from parent to child; a PID namespace is a box, and one process has a PID for each box it is in. */
export function draw(moment: Moment, options: Options): string {
  const { title } = options;
  const known = options.known ?? knownProcesses([...(moment.before ? [moment.before] : []), moment.snapshot]);
  const tree = treeOf(moment, known);
  const initial = initialNamespaces(moment.snapshot).pid;
  const picture = html`<div class="pm-scroll"><div class="pm-world"><p class="pm-name">初期PID namespace${initial !== undefined && html` <span class="pm-inode">…${lowDigits(initial)}</span>`}<span class="pm-aside">hostからは、箱の中まで全部見える</span></p><ul class="pm-tree" role="list">${tree.map(drawItem)}</ul></div></div>`;
  return frame({
    title, moment, picture,
    description: describe(tree),
    changes: changes(tree, moment),
    legend: html`<span><i class="pm-swatch ns-pid"></i>PID namespace</span><span><i class="pm-branch"></i>親から子へ</span><span><i class="pm-branch pm-broken"></i>間を省略</span><span>${NEW}できた</span><span>${GONE}終わった</span>`,
  });
}

function drawItem(item: Node | Box): Markup {
  return isBox(item) ? drawBox(item) : html`<li class="${classes('pm-item', item.gap && 'pm-gap')}">${drawProcess(item)}${branches(item.children)}</li>`;
}

function branches(children: (Node | Box)[]): Child {
  return children.length > 0 && html`<ul class="pm-children" role="list">${children.map(drawItem)}</ul>`;
}

function drawBox({ inode, empty, fresh, members }: Box): Markup {
  return html`<li class="${classes('pm-item', members[0]?.gap && 'pm-gap')}"><div class="${classes('pm-world pm-inner ns-pid', empty && 'pm-empty', fresh && 'pm-fresh')}"><p class="pm-name">PID namespace <span class="pm-inode">…${lowDigits(inode)}</span>${fresh && NEW}</p><ul class="pm-tree" role="list">${members.map(drawItem)}</ul></div></li>`;
}

function drawProcess({ process, known, title, args, absent, fresh, gone, next, nspid }: Node): Markup {
  const name = process ? title : title.replace(/ …$/, '');
  return html`<div class="${classes('pm-process', !process && 'pm-absent', fresh && 'pm-fresh', gone && 'pm-gone')}" data-pid="${known.pid}"><p class="pm-title"><span>${name}</span>${args !== '' && html` <span class="pm-args">${args}</span>`}${process?.state === 'Z' && html` <span class="pm-tag">ゾンビ</span>`}</p><p class="pm-pids">${
    process ? nspid.length > 1 ? nspid.map((pid, level) => html`<span class="${classes('pm-pid', level > 0 && 'pm-pid-inner ns-pid')}">${levelName(level)} <b>${pid}</b></span>`) : html`<span class="pm-pid">PID <b>${nspid[0]}</b></span>` : html`<span class="pm-why">${absent}</span>`
  }${fresh && NEW}${gone && GONE}</p>${next && html`<p class="${classes('pm-next ns-pid', next.fresh && 'pm-fresh')}">次の子から PID namespace <span class="pm-inode">…${lowDigits(next.inode)}</span>${next.fresh && NEW}</p>`}</div>`;
}
