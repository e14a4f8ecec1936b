import { deliveredIn } from '../transcript/delivered.client.ts';

/** A step's command as it was typed, '' where there is none: without prompts, those of further lines included. */
export function commandText(step: Element): string {
  const line = step.querySelector('.tr-cmd');
  if (!line) return '';
  const whole = deliveredIn(line).cloneNode(true) as Element | DocumentFragment;
  for (const prompt of whole.querySelectorAll('.tr-ps2')) prompt.remove();
  return whole.textContent ?? '';
}
