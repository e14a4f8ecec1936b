import { frame, GONE, NEW } from '../shared/frame.ts';
import { classes, html, Markup, type Child } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { shortIds } from '../shared/words.ts';
import { isNear, share, type Gauge } from './gauges.ts';
import { isStirred, nodesOf, treeOf, type Member, type Node } from './model.ts';
import type { Plan } from './plan.ts';
import type { Spark } from './sparks.ts';
import { valueAt } from './use.ts';
import { absence, changes, describe, FULL, memberText, shows } from './words.ts';

/** Members named in a box; of more, some are named and the rest counted. */
const NAMED = 3;
/** Height of a line of what was used while a step ran, in its own units; it is stretched. */
const HEIGHT = 24;

/** Where the root of all is mounted. */
const ROOT = '/sys/fs/cgroup';

/** cgroups as boxes in boxes, each with its members, what it hands down, and how full it is. */
export function draw(moment: Moment, options: Plan): string {
  const { title, handing, legend } = options;
  const tree = treeOf(moment, options);
  const item = (node: Node): Markup =>
    html`<li class="ct-item" data-key="box ${node.path}">${drawBox(node, moment, handing, item)}</li>`;
  return frame({
    title,
    moment,
    picture: html`<ul class="ct-tree" role="list">${tree.map(item)}</ul>`,
    description: describe(nodesOf(tree)),
    shows: shows(nodesOf(tree), moment),
    changes: changes(tree, moment),
    legend: new Markup(legend),
  });
}

/** What a step may change: ringed and marked then. */
function mark(name: string, fresh: boolean, ...content: Child[]): Markup {
  return html`<span class="${classes(name, fresh && 'ct-fresh')}">${content}${fresh && NEW}</span>`;
}

function drawBox(node: Node, moment: Moment, handing: boolean, item: (child: Node) => Markup): Markup {
  const { cgroup, known, children, alerts } = node;
  const inside = nodesOf(children).filter((n) => n.cgroup || n.gone);
  const type = cgroup?.type;
  const rows = new Set([...known.gauges, ...node.gauges.filter((g) => g.max !== 'max').map((g) => g.key)]);
  const free = node.gauges.filter((g) => !rows.has(g.key));
  return html`<details class="${classes('ct-box', !cgroup && 'ct-absent', node.fresh && 'ct-fresh', node.gone && 'ct-gone', alerts.some((a) => a.grave) && 'ct-grave')}" data-cgroup="${node.path}"${node.open && html` open`}>
      <summary class="ct-head" data-key="${node.path}"><span class="ct-name" data-value="cgroup:${node.path}">
      ${node.name.startsWith(`${ROOT}/`) ? html`<span class="ct-root">${ROOT}</span>${shortIds(node.name.slice(ROOT.length))}` : shortIds(node.name)}</span>${
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
    ${known.members && drawMembers(node.members)}</summary><div class="ct-body">${handing && drawControllers(node)}${
      free.length > 0 &&
      html`<p class="ct-free">${free.map(({ key, current, now }) => html`<span data-gauge="${key}" data-current="${current}" data-max="max">${key} ${now}</span> `)}</p>`
    }${
      rows.size > 0 &&
      html`<div class="ct-gauges">${[...rows].map((key) =>
        drawGauge(
          key,
          node.gauges.find((g) => g.key === key),
          known.sparks.includes(key),
          moment,
        ),
      )}</div>`
    }${Math.max(known.alerts, alerts.length) > 0 && html`<p class="${classes('ct-alerts', known.alerts > 2 && 'ct-many')}">${alerts.map(drawAlert)}</p>`}${
      children.length > 0 && html`<ul class="ct-tree ct-children" role="list">${children.map(item)}</ul>`
    }</div></details>`;
}

function drawMembers(members: Member[]): Child {
  const [there, gone] = [members.filter((m) => !m.gone), members.filter((m) => m.gone)];
  const named = there.length > NAMED ? there.slice(0, there.some((m) => m.name) ? NAMED - 1 : 0) : there;
  const rest = there.length - named.length;
  return html`<span class="ct-members">
      ${[...named, ...gone.slice(0, NAMED - named.length)].map(
        (m) =>
          html`<span class="${classes('ct-member', m.fresh && 'ct-fresh', m.gone && 'ct-left')}" data-key="p${m.pid}" data-value="pid:${m.pid}">
      ${m.gone ? html`<s>${memberText(m)}</s>` : memberText(m)}${m.fresh && NEW}</span>`,
      )}${
        rest > 0 &&
        html`<span class="ct-rest" data-key="rest">
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

function drawGauge(key: string, gauge: Node['gauges'][number] | undefined, lined: boolean, moment: Moment): Markup {
  if (!gauge)
    return html`<div class="${classes('ct-gauge ct-blank', lined && 'ct-lined')}" aria-hidden="true">${key}</div>`;
  const { current, max, peak, cache, now, limit, fresh, spark } = gauge;
  const used = share(gauge);
  const line = (name: string, from: number, to: number) =>
    html`<line class="ct-${name}" x1="${from * 100}%" x2="${to * 100}%" y1="6" y2="6"/>`;
  return html`<div class="${classes('ct-gauge', isNear(gauge) && 'ct-near', max === 'max' && 'ct-endless', lined && 'ct-lined')}" data-gauge="${key}" data-current="${current}" data-max="${max}">
      <span class="ct-key">${key}</span>${
        max !== 'max' &&
        html`<svg class="ct-bar" height="12" width="100%" aria-hidden="true">${[
          line('track', 0, 1),
          used !== undefined && [
            line('fill', 0, used),
            cache > 0 && line('cache', used - Math.min(used, share(gauge, cache)!), used),
          ],
          peak > 0 && line('peak', share(gauge, peak)! - 0.004, share(gauge, peak)!),
        ]}</svg>`
      }<span class="ct-amount">${now} / ${mark('ct-limit', fresh, limit)}</span>${spark && drawSpark(gauge, spark, moment)}</div>`;
}

/** What was used while the step ran, until now where it still runs: a line without axes, the limit above it, and its peak. */
function drawSpark({ max, text }: Gauge, { points, peak }: Spark, { samples, elapsed }: Moment): Child {
  const { times } = samples!;
  const until = elapsed === undefined ? 1 : (elapsed - times[0]!) / (times.at(-1)! - times[0]!);
  const top = max === 'max' ? peak : Math.max(peak, max);
  const height = (value: number) => ((1 - value / (top || 1)) * HEIGHT).toFixed(1);
  const now = valueAt(
    points.map(([at]) => at),
    points.map(([, value]) => value),
    until,
  );
  const drawn = [...points.filter(([at]) => at < until), ...(now === undefined ? [] : [[until, now] as const])];
  const line = drawn.map(([at, value]) => `${(at * 100).toFixed(1)} ${height(value)}`).join('L');
  const most = elapsed === undefined ? peak : Math.max(0, ...drawn.map(([, value]) => value));
  return html`<svg class="${classes('ct-spark', max !== 'max' && most >= max * FULL && 'ct-reached')}" viewBox="0 0 100 ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${
    drawn.length > 1 &&
    html`<path class="ct-area" d="M${drawn[0]![0] * 100} ${HEIGHT}L${line}L${(until * 100).toFixed(1)} ${HEIGHT}"/>
      <path class="ct-line" d="M${line}"/>`
  }${
    max !== 'max' && html`<line class="ct-max" x2="100" y1="${height(max)}" y2="${height(max)}"/>`
  }</svg><span class="ct-most">最大 ${text(most)}</span>`;
}

function drawAlert({ counter, grave, from, to }: Node['alerts'][number]): Markup {
  return html`<span class="${classes('ct-alert', grave && 'ct-bad')}" data-counter="${counter}">▲ ${counter} ${from} → ${to}</span> `;
}
