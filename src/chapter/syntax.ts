import type { Place, Problem } from '../authored/problem.ts';

/** What the parser says of MDX that is none, with what an author meant by the sign at that place. */
export function syntaxProblem(error: unknown, text: string, file: string): Problem {
  const whole = error instanceof Error ? error.message : String(error);
  const [, line, column, said] = /^(\d+):(\d+): ([\s\S]*?)(?: \(mdx[\w-]*:[\w-]+\))?$/.exec(whole) ?? [];
  if (said === undefined) return { file, message: whole };
  const at = { line: Number(line), column: Number(column) };
  const message = said.replace(/ \(note: [\s\S]*\)$/, '').replace(/ \(\d+:\d+\)/g, '');
  return { file, ...at, message, advice: adviceOf(said, text, at) };
}

const ELEMENTS =
  /^(?:a|abbr|b|br|code|dd|del|details|div|dl|dt|em|figure|hr|i|img|kbd|li|ol|p|pre|s|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|var|wbr)$/;

function adviceOf(said: string, text: string, at: Place): string {
  const lineText = text.split('\n')[at.line - 1] ?? '';
  if (lineText.startsWith('<!--', at.column - 1) || said.includes('create a comment in MDX'))
    return 'Write a comment as {/* ... */}';
  const name = /Expected a closing tag for `<([^`>]*)>`/.exec(said)?.[1];
  if (name !== undefined) {
    if (/^[A-Z]/.test(name) || ELEMENTS.test(name))
      return `Close it by </${name}>, or write <${name} /> where it holds nothing`;
    return `Is <${name}> no tag but text? Write \\<${name}>, or \`<${name}>\``;
  }
  const closing = /closing tag `<\/([^`>]*)>`/.exec(said)?.[1];
  if (closing !== undefined)
    return `Tags are closed in the order in which they were opened: look for the one that </${closing}> stands in`;
  if (/expression|brace|oxc/i.test(said)) {
    return 'In MDX { begins a JavaScript expression: write \\{ where the sign itself is meant, or put the words in backquotes';
  }
  return 'In MDX < begins a tag: write \\< where the sign itself is meant, or put the words in backquotes';
}
