import { html, type Child, type Markup } from './html.ts';

/**
 * A sentence whose backticks mark code: for captions and other attributes, which MDX leaves as they are.
 * A line may end before the code unless an opening bracket stands there (see codeBreaks in src/markdown).
 */
export function inlineCode(text: string): Markup {
  const parts: Child[] = [];
  let from = 0;
  for (const { 0: whole, 1: code, index } of text.matchAll(/`([^`]+)`/g)) {
    const joined = index === 0 || /[\s（「『([{]/.test(text[index - 1]!);
    parts.push(text.slice(from, index), !joined && html`<wbr>`, html`<code>${code}</code>`);
    from = index + whole.length;
  }
  return html`${parts}${text.slice(from)}`;
}
