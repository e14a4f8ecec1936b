import { inlineCode } from '../../html/inline-code.ts';
import { classes, html, Markup, type Child } from '../../html/html.ts';
import {
  closers,
  deadEnds,
  isLeaf,
  leavesOf,
  waysTo,
  type Branch,
  type Leaf,
  type Mitigation,
  type Node,
  type Section,
  type Tree,
} from './model.ts';
import { describe, KIND, LIKELIHOOD, remains, stateOf } from './words.ts';

/** What the page hands to `draw` beside what was ticked. */
export interface Options {
  title: string;
  tree: Tree;
  /** How many levels below the goal are unfolded at first. */
  unfolded: number;
}

/** What of the tree is open, closed, or leads nowhere any more. */
interface State {
  done: ReadonlySet<string>;
  dead: ReadonlySet<string>;
  names: ReadonlyMap<string, string>;
  unfolded: number;
}

/**
 * An attack tree as an outline that folds, with the list of mitigations that close its leaves.
 * @param ticked ids of the mitigations in place
 */
export function draw(ticked: readonly string[], { title, tree, unfolded }: Options): string {
  const done = new Set(ticked);
  const state: State = {
    done,
    dead: deadEnds(tree.goal, done),
    names: new Map(tree.mitigations.map((m) => [m.id, m.name])),
    unfolded,
  };
  return html`<div class="dg-head"><p class="dg-title">${title}</p></div><p class="sr-only">${describe(tree)}</p>
    <p class="dg-note" role="status"><b class="${classes('at-total', waysTo(tree.goal, done) === 0 && 'at-nought')}">
        ${waysTo(tree.goal, done)}<i>通り</i></b><span>
        ${remains(tree, done)}${done.size === 0 && html`<span class="at-hint">対策を選ぶと、閉じた枝が灰色になります。</span>`}</span></p>
    <div class="at-body"><ul class="at-tree">${drawNode(tree.goal, state, 0)}</ul>
      <div class="at-side" role="group" aria-label="対策"><p class="at-side-title" aria-hidden="true">この対策をしたら、何が残るか</p>
        <ul class="at-mitigations">${closers(tree).map((m) => drawMitigation(m, tree, done))}</ul></div></div>
    <p class="dg-legend" aria-hidden="true">${(Object.keys(LIKELIHOOD) as Leaf['likelihood'][]).map(
      (key) => html`<span>${drawLikelihood(key)}${LIKELIHOOD[key].says}</span>`,
    )}<span><b class="at-shut">閉</b>対策が閉じた</span><span>△ 狭めるだけで、閉じない対策</span></p>`.text;
}

function drawNode(node: Node, state: State, depth: number): Markup {
  const shut = waysTo(node, state.done) === 0;
  const names = classes(
    isLeaf(node) ? 'at-leaf' : `at-branch at-${node.kind}`,
    depth === 0 && 'at-goal',
    shut && 'at-closed',
    state.dead.has(node.id) && 'at-dead',
  );
  return html`<li class="${names}" data-node="${node.id}">
      ${isLeaf(node) ? drawLeaf(node, state) : drawBranch(node, state, depth, shut)}</li>`;
}

function drawBranch(node: Branch, state: State, depth: number, shut: boolean): Markup {
  const leaves = leavesOf(node);
  const open = leaves.filter((leaf) => waysTo(leaf, state.done) > 0).length;
  return html`<details${depth <= state.unfolded && new Markup(' open')}><summary data-key="${node.id}">
        <span class="at-say"><span class="at-name">${inlineCode(node.name)}</span>${shut && SHUT}<span class="at-kind">
            ${KIND[node.kind]}</span></span><span class="at-count">
          ${depth === 0 && '手口 '}${open}<i>/${leaves.length}</i>
          <span class="sr-only">の手口が開いている</span></span></summary><ul>
        ${node.parts.map((part) => drawNode(part, state, depth + 1))}</ul></details>`;
}

function drawLeaf(leaf: Leaf, state: State): Markup {
  const chips = (ids: string[], mark: string, word: string): Child =>
    ids.length > 0 &&
    html`<span class="at-chips"><span class="sr-only">${word}: </span>
        ${ids.map(
          (id) => html`<span class="${classes('at-chip', state.done.has(id) && 'at-ticked')}">
          ${mark}${state.names.get(id)}</span>`,
        )}</span>`;
  return html`<p class="at-name">${inlineCode(leaf.name)}${waysTo(leaf, state.done) === 0 && SHUT}<span class="sr-only">
        ${stateOf(leaf, state.done, state.dead.has(leaf.id))}</span></p><p class="at-facts">
      ${drawLikelihood(leaf.likelihood)}${
        leaf.closed.length > 0
          ? chips(leaf.closed, '', '閉じる対策')
          : html`<span class="at-none">閉じる対策なし</span>`
      }${chips(leaf.eased, '△ ', '狭める対策')}<span class="at-links">
      ${drawSection(leaf.section)}<a class="at-source" href="${leaf.source.href}" title="${leaf.source.title}">
        ${leaf.source.label}</a></span></p>`;
}

function drawMitigation({ id, name, how, section }: Mitigation, tree: Tree, done: ReadonlySet<string>): Markup {
  const ticked = done.has(id);
  const ways = waysTo(tree.goal, new Set([...done, id]));
  return html`<li class="${classes('at-mitigation', ticked && 'at-ticked')}"><label>
        <input type="checkbox" value="${id}"${ticked && new Markup(' checked')} disabled>
          <span class="at-mitigation-name">${name}</span><span class="at-ways"><span class="sr-only">これを加えると</span>
            ${ticked ? '済' : html`→ ${ways}`}<span class="sr-only">${ticked ? '' : '通り残る'}</span></span></label>
        <p class="at-how">${inlineCode(how)} ${drawSection(section)}</p></li>`;
}

const SHUT = html`<b class="at-shut" aria-hidden="true">閉</b>`;

function drawLikelihood(key: Leaf['likelihood']): Markup {
  const { word, level } = LIKELIHOOD[key];
  return html`<span class="at-likelihood at-${key}"><span class="at-dots" aria-hidden="true">
        ${'●'.repeat(level)}${'○'.repeat(3 - level)}</span>${word}</span>`;
}

function drawSection(section: Section | undefined): Child {
  return (
    section &&
    (section.href
      ? html`<a class="sec" href="${section.href}">${section.label}</a>`
      : html`<span class="sec">${section.label}</span>`)
  );
}
