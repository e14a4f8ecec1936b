import { Draft, japanese } from './draft.ts';

/** What a reader reads of a program: every piece of text between quotes, tags or holes that has Japanese in it. */
export function readProgram(source: string): Draft {
  const draft = new Draft(source);
  for (const { 0: run, index } of source.matchAll(/[^\n'"`<>{}$]+/g)) label(draft, run, index);
  return draft;
}

/** Adds the string literals between two offsets, except patterns (`match: '…'`). */
export function literals(draft: Draft, from: number, to: number): void {
  for (const { 1: key, 3: text, index, 0: all } of draft.source
    .slice(from, to)
    .matchAll(/(\w+:\s*)?(['"`])((?:(?!\2)[^\\]|\\.)*)\2/g)) {
    if (!key?.startsWith('match') && japanese(text!))
      draft.label(from + index + all.length - 1 - text!.length, from + index + all.length - 1);
  }
}

/**
 * Adds what is Japanese in the lines of a code block.
 * @param diagram a mermaid fence, whose signs and `<br/>` end a text, and whose own words precede it
 */
export function runs(draft: Draft, from: number, to: number, diagram: boolean): void {
  const pattern = diagram ? /[^\n"[\](){}|;:<>]+/g : /[^\n]+/g;
  for (const { 0: run, index } of draft.source.slice(from, to).matchAll(pattern)) {
    // `participant S as`, or a protocol's word before what it asks for.
    const latin = diagram ? (/^[\x20-\x7e]+ (?=[^\x20-\x7e])/.exec(run)?.[0].length ?? 0) : 0;
    label(draft, run.slice(latin), from + index + latin);
  }
}

function label(draft: Draft, run: string, index: number): void {
  const text = run.trim();
  if (!japanese(text)) return;
  const at = index + run.indexOf(text);
  draft.label(at, at + text.length);
}
