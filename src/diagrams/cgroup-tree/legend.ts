import { NEW } from '../shared/frame.ts';
import { html } from '../../html/html.ts';
import type { Gauged } from './gauges.ts';
import type { Known } from './plan.ts';

/** What the marks mean, as markup for `Plan.legend`: those that the picture may have. */
export function legendOf(known: readonly Known[], controllers: readonly Gauged[], handing: boolean): string {
  return html`${
    controllers.includes('memory') &&
    html`<span><i class="ct-swatch ct-swatch-cache"></i>うちページキャッシュ</span><span>
        <i class="ct-swatch ct-swatch-peak"></i>これまでの最大</span>`
  }${
    known.some(({ sparks }) => sparks.length > 0) &&
    html`<span><i class="ct-swatch ct-swatch-spark"></i>この手順の間の動き</span>`
  }${handing && html`<span><b class="ct-controller ct-handed">↓</b>子に渡している</span>`}<span>${NEW}この手順で変わった</span>${
    controllers.some((c) => c === 'cpu' || c === 'io') && html`<span>cpuとioの現在は、前の手順からの平均</span>`
  }`.text;
}
