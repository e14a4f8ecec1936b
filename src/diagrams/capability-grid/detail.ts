import { inlineCode } from '../../html/inline-code.ts';
import { html, type Markup } from '../../html/html.ts';
import type { Known } from './model.ts';

/**
 * All about one cell: its name, its number, what it allows, which sets hold it.
 * @param long with the mask and Docker's default as well
 */
export function detail({ name, allows, docker }: Known, bit: number, held: string, long: boolean): Markup {
  return html`<b>CAP_${name}</b>（${bit}番${long && `、マスクで0x${(2 ** bit).toString(16)}`}）${inlineCode(allows)}${held}${long && `Dockerの既定に${docker ? '入ります' : '入りません'}。`}`;
}
