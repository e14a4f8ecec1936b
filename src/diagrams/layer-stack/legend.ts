import { NEW } from '../shared/frame.ts';
import { html } from '../../html/html.ts';
import { KINDS } from './words.ts';

/** What the marks mean; the picture is clear without it. */
export const LEGEND = html`${Object.entries(KINDS).map(
  ([kind, [mark, words]]) => html`<span><b class="ls-mark ls-${kind}">${mark}</b>
      ${words}</span>`,
)}<span><i class="ls-sample"></i>隠れて見えない</span><span>
      <i class="ls-sample ls-sample-upper"></i>書き込める層</span><span>${NEW}この手順で変わった</span>`.text;
