import { deliveredIn } from '../transcript/delivered.client.ts';

/** A step's command as it was typed, '' where there is none: without prompts, those of further lines included. */
export function commandText(step: Element): string {
  const line = step.querySelector('.tr-cmd');
  if (!line) return '';
  const whole = deliveredIn(line).cloneNode(true) as Element | DocumentFragment;
  for (const prompt of whole.querySelectorAll('.tr-ps2')) prompt.remove();
  return whole.textContent ?? '';
}

/** What the session says of a step; null where it says nothing. */
export function sentence(step: HTMLElement): Element | null {
  return step.querySelector('.sg-sentence');
}

/** Whether a step asks first and has no answer yet: its outcome is hidden. */
export function asks(step: HTMLElement | undefined): boolean {
  return step?.dataset.ask !== undefined;
}

/** What is said of a step, which tells nothing of what is hidden. */
export function said(step: HTMLElement): string {
  return asks(step) ? 'この手順には問いがあります。' : (sentence(step)?.textContent ?? '');
}
