import { frame, GONE, NEW } from '../shared/frame.ts';
import { classes, html, Markup, type Child } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { shortIds } from '../shared/words.ts';
import { isNear, share, type Gauge } from './gauges.ts';
import { isStirred, nodesOf, treeOf, type Member, type Node } from './model.ts';
import type { Plan } from './plan.ts';
import { absence, changes, describe, memberText } from './words.ts';

/** Members named in a box; of more, some are named and the rest counted. */
const NAMED = 3;

/** cgroups as boxes in boxes, each with its members, what it hands down, and how full it is. */
export function draw(moment: Moment, options: Plan): string {
  const { title, known, controllers, heard, open, legend } = options;
  const tree = treeOf(moment, known, controllers, heard, open);
  const item = (node: Node): Markup =>
    html`<li class="ct-item" data-key="box ${node.path}">${drawBox(node, moment, item)}</li>`;
  return frame({
    title,
    moment,
    picture: html`<ul class="ct-tree" role="list">${tree.map(item)}</ul>`,
    description: describe(nodesOf(tree)),
    changes: changes(tree, moment),
    legend: new Markup(legend),
  });
}

/** What a step may change: ringed and marked then. */
function mark(name: string, fresh: boolean, ...content: Child[]): Markup {
  return html`<span class="${classes(name, fresh && 'ct-fresh')}">${content}${fresh && NEW}</span>`;
}

function drawBox(node: Node, moment: Moment, item: (child: Node) => Markup): Markup {
  const { cgroup, known, children, alerts } = node;
  const inside = nodesOf(children).filter((n) => n.cgroup || n.gone);
  const type = cgroup?.type;
  const rows = new Set([...known.gauges, ...node.gauges.map((g) => g.key)]);
  const lines = Math.min(4, Math.max(known.alerts, alerts.length));
  return html`<details class="${classes('ct-box', !cgroup && 'ct-absent', node.fresh && 'ct-fresh', node.gone && 'ct-gone', alerts.some((a) => a.grave) && 'ct-grave')}" data-cgroup="${node.path}"${node.open && html` open`}>
      <summary class="ct-head" data-key="${node.path}"><span class="ct-name">${shortIds(node.name)}</span>${
        type &&
        type !== 'domain' &&
        mark(
          'ct-type',
          node.typeFresh,
          type,
          type === 'domain invalid' && html`<span class="ct-means">プロセスを入れられない</span>`,
        )
      }${node.fresh && NEW}${node.gone && GONE}${
        !cgroup &&
        html`<span class="ct-why">
      ${absence(node, moment.number)}</span>`
      }<span class="ct-folded">
      ${inside.length > 0 && `中に${inside.length}個`}${(inside.some(isStirred) || alerts.length > 0) && html` <b>▲ 変化あり</b>`}</span>
    ${drawMembers(node.members)}</summary><div class="ct-body">${drawControllers(node)}${
      rows.size > 0 &&
      html`<div class="ct-gauges">${[...rows].map((key) =>
        drawGauge(
          key,
          node.gauges.find((g) => g.key === key),
        ),
      )}</div>`
    }${lines > 0 && html`<div class="ct-alerts ct-alerts-${lines}">${alerts.map(drawAlert)}</div>`}${
      children.length > 0 && html`<ul class="ct-tree ct-children" role="list">${children.map(item)}</ul>`
    }</div></details>`;
}

function drawMembers(members: Member[]): Child {
  if (members.length === 0) return false;
  const named = members.length > NAMED ? members.slice(0, members.some((m) => m.process) ? NAMED - 1 : 0) : members;
  const rest = members.length - named.length;
  return html`<span class="ct-members">
      ${named.map((m) => mark('ct-member', m.fresh, memberText(m)))}${
        rest > 0 &&
        html`<span class="ct-rest">
        ${named.length > 0 ? 'ほか' : 'プロセス '}${rest}</span>`
      }</span>`;
}

function drawControllers({ controllers, cgroup }: Node): Markup {
  return html`<p class="ct-controllers">
      ${cgroup && html`<span class="ct-label">controller</span>`}${cgroup && controllers.length === 0 && 'なし'}${controllers.map(
        ({ name, handed, fresh }) =>
          mark(handed ? 'ct-controller ct-handed' : 'ct-controller', fresh, handed && '↓', name),
      )}</p>`;
}

function drawGauge(key: string, gauge: Gauge | undefined): Markup {
  if (!gauge) return html`<div class="ct-gauge ct-blank" aria-hidden="true">${key}</div>`;
  const { current, max, peak, cache, now, limit, fresh } = gauge;
  const used = share(gauge);
  const line = (name: string, from: number, to: number) =>
    html`<line class="ct-${name}" x1="${from * 100}%" x2="${to * 100}%" y1="6" y2="6"/>`;
  return html`<div class="${classes('ct-gauge', isNear(gauge) && 'ct-near')}" data-gauge="${key}" data-current="${current}" data-max="${max}">
      <span class="ct-key">${key}</span><svg class="ct-bar" height="12" width="100%" aria-hidden="true">${
        max === 'max'
          ? line('endless', 0, 1)
          : [
              line('track', 0, 1),
              used !== undefined && [
                line('fill', 0, used),
                cache > 0 && line('cache', used - Math.min(used, share(gauge, cache)!), used),
              ],
              peak > 0 && line('peak', share(gauge, peak)! - 0.004, share(gauge, peak)!),
            ]
      }</svg><span class="ct-amount">${now} / ${mark('ct-limit', fresh, limit)}</span></div>`;
}

function drawAlert({ counter, grave, from, to, text }: Node['alerts'][number]): Markup {
  return html`<p class="${classes('ct-alert', grave && 'ct-bad')}" data-counter="${counter}">▲ <span class="ct-counter">
        ${counter} ${from} → ${to}</span>${text}</p>`;
}
