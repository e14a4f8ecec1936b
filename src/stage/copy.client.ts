import { deliveredIn } from '../transcript/delivered.client.ts';

/** A whole session as it reads on the page, prompts included; with several terminals each part under its terminal's name. */
export function sessionText(root: Element): string {
  let last = '';
  let text = '';
  for (const part of root.querySelectorAll('.sg-terminal, .tr-line, .tr-out')) {
    if (!part.matches('.sg-terminal')) text += `${shownText(part)}\n`;
    else if (part.textContent !== last) {
      last = part.textContent;
      text += `${text && '\n'}[${last}]\n`;
    }
  }
  return text;
}

function shownText(part: Element): string {
  const whole = deliveredIn(part);
  const head = whole.querySelector('.tr-head');
  if (head) return `${deliveredIn(head).textContent}\n${whole.querySelector('.tr-rest')!.textContent}`;
  const pad = whole.querySelector('.tr-pad')?.textContent.length ?? 0;
  const text = whole.textContent ?? '';
  return text.slice(0, text.length - pad);
}
