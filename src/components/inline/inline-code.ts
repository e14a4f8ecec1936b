import { escapeHtml } from '../../transcript/cells.ts';

/**
 * A sentence whose backticks mark code, as HTML: for captions and other attributes, which MDX leaves as they are.
 * A line may end before the code unless an opening bracket stands there (see codeBreaks in src/markdown).
 */
export function inlineCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, (_match, code: string, at: number, whole: string) => {
    const joined = at === 0 || /[\s（「『([{]/.test(whole[at - 1]!);
    return `${joined ? '' : '<wbr>'}<code>${code}</code>`;
  });
}
