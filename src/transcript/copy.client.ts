import { deliveredIn } from './delivered.client.ts';

/** A whole session as it reads on the page, prompts included, in the order of its steps; with several terminals each part under its terminal's name. */
export function sessionText(root: Element): string {
  const panes = [...root.querySelectorAll('.tr-pane')];
  const blocks = panes.flatMap((pane) =>
    [...pane.querySelectorAll<HTMLElement>('.tr-step')].map((block) => ({ block, n: Number(block.dataset.n), pane })),
  );
  // Sorting is stable, so a step's own terminal need not come first; its waiting prompts at the end say nothing.
  blocks.sort((a, b) => a.n - b.n);
  let last: Element | null = null;
  let text = '';
  for (const { block, pane, n } of blocks) {
    if (n > Number((root as HTMLElement).dataset.count)) continue;
    if (panes.length > 1 && pane !== last) text += `${text && '\n'}[${pane.querySelector('.tr-name')!.textContent}]\n`;
    last = pane;
    for (const part of block.querySelectorAll('.tr-line, .tr-out')) {
      const delivered = deliveredIn(part);
      const whole = delivered.textContent ?? '';
      const pad = delivered.querySelector('.tr-pad')?.textContent.length ?? 0;
      text += `${whole.slice(0, whole.length - pad)}\n`;
    }
  }
  return text;
}
