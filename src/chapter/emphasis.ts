import { end, isJsx, type Node, start, walk } from './node.ts';

/**
 * CommonMark decides by the characters on both sides whether `**` opens or closes, and expects spaces between words.
 * Japanese has none, so `**新規（NEW）**を` would keep its asterisks. The amendment that Japanese, Chinese and Korean
 * authors agreed on (markdown-cjk-friendly, specification.md) lifts the rule beside such a character. The parser has
 * no option for it, but a sign of punctuation between the asterisks and the letter has the same effect: it is put
 * there before parsing, and taken out of the text again behind it.
 */
export const MARK = '\u2e31';

const SPACE = /^[\s\u00a0]?$/u;
const SIGN = /^[\p{P}\p{S}]$/u;
const JAPANESE =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\u3000-\u303f\uff01-\uffee]$/u;

const PHRASING = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'inlineCode',
  'break',
  'image',
  'mdxTextExpression',
  'mdxJsxTextElement',
]);
/** Phrases whose own signs are delimiters like any other; of a link, what stands between its brackets. */
const DELIMITED = new Set(['emphasis', 'strong', 'delete']);

/** Offsets before which a {@link MARK} goes, ascending. */
export function marksOf(root: Node, source: string): number[] {
  const marks: number[] = [];
  for (const { node } of walk(root)) {
    const phrases = (node.children ?? []).filter((child) => PHRASING.has(child.type));
    if (phrases.length === 0 || PHRASING.has(node.type)) continue;
    const closed = new Set<number>();
    for (const phrase of phrases) close(phrase, closed);
    mark(source, start(phrases[0]!), end(phrases.at(-1)!), closed, marks);
  }
  return marks.sort((a, b) => a - b);
}

/** Adds the offsets of what is not text: code, tags, expressions, addresses. */
function close(node: Node, closed: Set<number>): void {
  const add = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) closed.add(at);
  };
  const children = node.children ?? [];
  if (node.type === 'text') return;
  if (!DELIMITED.has(node.type)) {
    const first = children[0];
    if (!first || !(isJsx(node) || node.type.startsWith('link'))) {
      add(start(node), end(node));
      return;
    }
    add(start(node), start(first));
    add(end(children.at(-1)!), end(node));
  }
  for (const child of children) close(child, closed);
}

function mark(source: string, from: number, to: number, closed: ReadonlySet<number>, marks: number[]): void {
  for (const { index, 0: run } of source.slice(from, to).matchAll(/\*+|~~/g)) {
    const at = from + index;
    if (closed.has(at) || escaped(source, at)) continue;
    const before = at === from ? '' : lastCharacter(source.slice(Math.max(from, at - 2), at));
    const after = at + run.length >= to ? '' : String.fromCodePoint(source.codePointAt(at + run.length)!);
    if (SPACE.test(before) || SPACE.test(after) || SIGN.test(before) === SIGN.test(after)) continue;
    if (!JAPANESE.test(before) && !JAPANESE.test(after)) continue;
    marks.push(SIGN.test(before) ? at + run.length : at);
  }
}

const lastCharacter = (text: string): string => [...text].at(-1) ?? '';

function escaped(source: string, at: number): boolean {
  let signs = 0;
  while (source[at - 1 - signs] === '\\') signs += 1;
  return signs % 2 === 1;
}
