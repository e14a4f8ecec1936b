import { frame, GONE, NEW } from '../shared/frame.ts';
import { classes, html, type Child, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { compared } from '../shared/moment.ts';
import { identityText } from '../shared/process.ts';
import { lowDigits, shortIds } from '../shared/words.ts';
import { initialNamespaces } from '../shared/worlds.ts';
import { isBox, treeOf, type Box, type Node } from './model.ts';
import type { Plan } from './plan.ts';
import { changes, describe, HALTS, levelName, shows } from './words.ts';

/** Where more than these ever run, those that are not there keep no place beside a session: all that are must be seen at once. */
const MANY = 9;

/** Processes from parent to child; a PID namespace is a box, and one process has a PID for each box it is in. */
export function draw(moment: Moment, { title, known, cgroups = false }: Plan): string {
  const tree = treeOf(compared(moment), known);
  const initial = initialNamespaces(moment.snapshot).pid;
  const picture = html`<div class="${classes('pm-scroll', known.length > MANY && 'pm-many')}"><div class="pm-world">
        <p class="pm-name">初期PID namespace${initial !== undefined && html` <span class="pm-inode">…${lowDigits(initial)}</span>`}<span class="pm-aside">hostからは、中のプロセスまで全部見える</span></p>
        <ul class="pm-tree" role="list">${tree.map((item) => drawItem(item, cgroups))}</ul></div></div>`;
  return frame({
    title,
    moment,
    picture,
    description: describe(tree, cgroups),
    shows: shows(tree),
    changes: changes(tree),
    legend: html`<span><i class="pm-swatch ns-pid"></i>PID namespace</span><span><i class="pm-branch"></i>親から子へ</span>
      <span><i class="pm-branch pm-broken"></i>間を省略</span><span>${NEW}できた・変わった</span><span>${GONE}終わった</span>`,
  });
}

function drawItem(item: Node | Box, cgroups: boolean): Markup {
  return isBox(item)
    ? drawBox(item, cgroups)
    : html`<li class="${classes('pm-item', item.gap && 'pm-gap')}" data-key="p${identityText(item.known)}">
        ${drawProcess(item, cgroups)}${branches(item.children, cgroups)}</li>`;
}

function branches(children: (Node | Box)[], cgroups: boolean): Child {
  return (
    children.length > 0 && html`<ul class="pm-children" role="list">${children.map((c) => drawItem(c, cgroups))}</ul>`
  );
}

function drawBox({ inode, empty, fresh, members }: Box, cgroups: boolean): Markup {
  return html`<li class="${classes('pm-item', members[0]?.gap && 'pm-gap')}" data-key="ns${inode}.${identityText(members[0]!.known)}">
      <div class="${classes('pm-world pm-inner ns-pid', empty && 'pm-empty', fresh && 'pm-fresh')}">
        <p class="pm-name">PID namespace <span class="pm-inode" data-value="inode:${inode}">…${lowDigits(inode)}</span>${fresh && NEW}</p>
        <ul class="pm-tree" role="list">${members.map((m) => drawItem(m, cgroups))}</ul></div></li>`;
}

function drawProcess(node: Node, cgroups: boolean): Markup {
  const { process, known, parent, title, args, absent, fresh, gone, halt, haltFresh, adopted, replaced, next, nspid } =
    node;
  const changed = fresh || haltFresh || adopted || replaced !== undefined;
  return html`<div class="${classes('pm-process', !process && 'pm-absent', halt && `pm-${halt}`, changed && 'pm-fresh', gone && 'pm-gone', replaced !== undefined && 'pm-replaced')}" data-pid="${known.pid}" data-body="${identityText(known)}"${fresh && parent !== undefined && html` data-from="${identityText(parent)}"`}>
      <p class="pm-title"><span>${title}</span>${
        args !== '' &&
        html` <span class="pm-args">
          ${args.split(' ').map((arg) => html`<span>${arg}</span> `)}</span>`
      }${
        halt &&
        html` <span class="pm-tag">
          ${HALTS[halt].name}</span>`
      }${adopted && html` <span class="pm-tag">親が替わった</span>`}${
        replaced !== undefined &&
        html` <span class="pm-tag">
          ${replaced} から替わった</span>`
      }</p><p class="pm-pids">${
        process
          ? nspid.length > 1
            ? nspid.map(
                (pid, level) =>
                  html`<span class="${classes('pm-pid', level > 0 && 'pm-pid-inner ns-pid')}"${level === 0 && html` data-value="pid:${pid}"`}>${levelName(level)} <b>
                    ${pid}</b></span>`,
              )
            : html`<span class="pm-pid" data-value="pid:${nspid[0]}">PID <b>${nspid[0]}</b></span>`
          : html`<span class="pm-why">${absent}</span>`
      }${changed && NEW}${gone && GONE}</p>${
        cgroups &&
        html`<p class="pm-cgroup">cgroup <span data-value="cgroup:${node.cgroup}">
      ${shortIds(node.cgroup)}</span></p>`
      }${
        next &&
        html`<p class="${classes('pm-next ns-pid', next.fresh && 'pm-fresh')}">次の子から PID namespace <span class="pm-inode">…${lowDigits(next.inode)}</span>
    ${next.fresh && NEW}</p>`
      }</div>`;
}
