import { NEW } from '../shared/frame.ts';
import { html } from '../../html/html.ts';
import type { Gauged } from './gauges.ts';

/** What the marks mean, as markup for `Plan.legend`. */
export function legendOf(controllers: readonly Gauged[]): string {
  return html`<span><i class="ct-swatch ct-swatch-cache"></i>うちページキャッシュ</span><span>
      <i class="ct-swatch ct-swatch-peak"></i>これまでの最大</span><span>
      <i class="ct-swatch ct-swatch-endless"></i>上限なし</span><span>
      <b class="ct-controller ct-handed">↓</b>子に渡している</span><span>${NEW}この手順で変わった</span>
    ${controllers.some((c) => c === 'cpu' || c === 'io') && html`<span>cpuとioの現在は、前の手順からの平均</span>`}`
    .text;
}
