import { bytesText } from '../shared/bytes.ts';
import { frame, NEW } from '../shared/frame.ts';
import { classes, html, type Markup } from '../../html/html.ts';
import type { Moment } from '../../sources/moment.ts';
import { shortDigest, type DigestNode } from './model.ts';
import type { Plan } from './plan.ts';
import { changes, describe, KINDS, shows, stateOf } from './words.ts';

/** The whole inner markup of a digest tree: what each tag points to, and what of it the step's output names. */
export function draw(moment: Moment, { title, trees }: Plan): string {
  const picture = html`<div class="dt-trees">${trees.map(
    ({ tag, node }) => html`<section class="dt-tree">
        <p class="dt-tag"><span class="dt-kind">タグ</span><code>${tag}</code></p><ul>
          ${branch(node, moment)}</ul></section>`,
  )}</div>`;
  return frame({
    title,
    moment,
    picture,
    description: describe(trees),
    shows: shows(trees),
    changes: changes(trees, moment.number),
    legend: html`<span>${NEW}この手順の出力に初めて出てきた</span><span><i class="dt-swatch dt-named"></i>もう一度出てきた</span><span>
        <i class="dt-swatch dt-later"></i>まだ出てきていない</span>`,
  });
}

function branch(node: DigestNode, moment: Moment): Markup {
  const { kind, digest, height, says, about, platform, size, shared, children } = node;
  const state = stateOf(node, moment);
  return html`<li class="${classes('dt-node', `dt-${kind}`)}" data-digest="${digest}" data-kind="${kind}" data-state="${state}">
      <p class="${classes('dt-card', `dt-${state}`)}"><span class="dt-kind">
          ${KINDS[kind]}${kind === 'layer' && html` ${height}`}</span>
        <code title="${digest}" data-value="digest:${digest}"><span class="dt-prefix">sha256:</span>${shortDigest(digest)}…</code>${
          says &&
          html`<span class="dt-platform">
          ${says.replace(/^https:\/\//, '')}</span>`
        }${
          about
            ? html`<span class="dt-about">
          ${shortDigest(about)}…に付く</span>`
            : platform &&
              html`<span class="dt-platform">
          ${platform}</span>`
        }${
          size !== null &&
          html`<span class="dt-size">
          ${bytesText(size)}</span>`
        }${shared && html`<span class="dt-shared">同じもの</span>`}${state === 'fresh' && NEW}</p>
      ${children.length > 0 && html`<ul>${children.map((child) => branch(child, moment))}</ul>`}</li>`;
}
