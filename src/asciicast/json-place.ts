const TOKEN =
  /[ \t\r\n]*("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:])/y;

/**
 * Line of a text, the first is 1, at which it stops being JSON; its last line when the end comes too early.
 * JSON.parse says so in some of its messages only.
 */
export function jsonErrorLine(text: string): number {
  return text.slice(0, errorOffset(text)).split('\n').length;
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

function errorOffset(text: string): number {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let behind = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const token = match[1]!;
    const next = follow(expected, token, open);
    if (next === null) return match.index + match[0].length - token.length;
    expected = next;
    behind = TOKEN.lastIndex;
    if (expected === ', or end' && open.length === 0) break;
  }
  const rest = text.slice(behind);
  return rest.trim() === '' ? text.trimEnd().length : text.length - rest.trimStart().length;
}

/** What may come behind a token, null where it may not stand. */
function follow(expected: Expected, token: string, open: ('[' | '{')[]): Expected | null {
  const within = open.at(-1);
  if (token === ']' || token === '}') {
    const fits = token === ']' ? expected === 'value or ]' : expected === 'key or }';
    if (!fits && !(expected === ', or end' && within === (token === ']' ? '[' : '{'))) return null;
    open.pop();
    return ', or end';
  }
  if (token === ',') return expected === ', or end' && within ? (within === '[' ? 'value' : 'key') : null;
  if (token === ':') return expected === ':' ? 'value' : null;
  if (expected === 'key' || expected === 'key or }') return token.startsWith('"') ? ':' : null;
  if (expected !== 'value' && expected !== 'value or ]') return null;
  if (token === '[' || token === '{') {
    open.push(token);
    return token === '[' ? 'value or ]' : 'key or }';
  }
  return ', or end';
}
