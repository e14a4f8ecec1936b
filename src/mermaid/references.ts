/** A source whose character references are each one letter, and the way back. */
export interface Lettered {
  source: string;
  /** What each letter stands for. */
  letters: Record<string, string>;
}

const REFERENCE = /#(\w+);|&#?(\w+);/g;

/** Names and numbers of the character references that a source may hold: `quot`, `35`, `x2665`. */
export const referencesOf = (source: string): string[] => [
  ...new Set([...source.matchAll(REFERENCE)].map(([, hash, and]) => (hash ?? and)!)),
];

/**
 * Puts one letter of a script that no chapter uses (Yi) where a source has a character reference (`#quot;`, `#35;`,
 * `&lt;`), an angle bracket that Mermaid's cleaning would take for a tag's, or a space that is more than a gap between words:
 * neither its grammar nor its cleaning meets the character then. What draws puts the character back before it is measured.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 * @param source without comments
 * @param colours a line that names colours: `#333;` is one there
 * @param characters by name of {@link referencesOf}; those that are none are left out
 * @throws for a `#name;` that is no reference: Mermaid would show it as `&name;`
 */
export function withLetters(source: string, colours: RegExp, characters: Record<string, string>): Lettered {
  const byCharacter = new Map<string, string>();
  let next = 0xa000;
  const letterFor = (character: string): string => {
    let letter = byCharacter.get(character);
    if (letter === undefined) {
      do letter = String.fromCodePoint(next++);
      while (source.includes(letter));
      byCharacter.set(character, letter);
    }
    return letter;
  };
  const lines = source.split('\n').map((line, i) => {
    if (colours.test(line)) return line;
    return line
      .replace(REFERENCE, (all, hash: string | undefined, and: string | undefined) => {
        const character = characters[(hash ?? and)!];
        if (character === undefined && hash !== undefined)
          throw new Error(`line ${i + 1}: ${all} is no character reference. To show it as it is: #35;${hash};`);
        return character === undefined ? all : letterFor(character);
      })
      .replace(/(?<=\S.*)[\u3000\u00a0]/g, letterFor);
  });
  const referenced = lines.join('\n');
  return {
    source: withoutTags(BRACKETED.test(source) ? withoutAngles(referenced, letterFor) : referenced, letterFor),
    letters: Object.fromEntries([...byCharacter].map(([character, letter]) => [letter, character])),
  };
}

/** Kinds whose labels stand in brackets, and lose every angle bracket of their own. */
const BRACKETED = /^\s*(?:flowchart|graph|block)\b/m;
const BREAK = /^<br\s*\/?>/i;

/** Angle brackets in quotes, in brackets and between bars are text; so is one with spaces around it. */
function withoutAngles(source: string, letterFor: (character: string) => string): string {
  let depth = 0;
  let quoted = false;
  let barred = false;
  let done = '';
  for (let i = 0; i < source.length; i++) {
    const character = source[i]!;
    const lineBreak = BREAK.exec(source.slice(i, i + 9))?.[0];
    if (lineBreak) {
      done += lineBreak;
      i += lineBreak.length - 1;
      continue;
    }
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === '|') barred = !barred;
    else if (!quoted && '[({'.includes(character)) depth++;
    else if (!quoted && '])}'.includes(character)) depth = Math.max(0, depth - 1);
    const text = quoted || barred || depth > 0 || / [<>] /.test(source.slice(i - 1, i + 2));
    done += text && '<>'.includes(character) ? letterFor(character) : character;
  }
  return done;
}

/** What looks like a tag is text: only `<br/>` is one, and a class has its `<<interface>>`. */
const withoutTags = (source: string, letterFor: (character: string) => string): string =>
  source.replace(
    /<<[\w -]+>>|<br\s*\/?>|<(\/?[A-Za-z](?:[^<>"|\]\n]*[^<>"|\]\n=.-])?)(>+)|<(?=[A-Za-z/!?])/gi,
    (all, inside: string | undefined, closing: string | undefined) => {
      if (/^<(?:<|br\b)/i.test(all)) return all;
      return letterFor('<') + (inside === undefined ? '' : inside + letterFor('>').repeat(closing!.length));
    },
  );

/** Labels of a source, those in quotes behind a bracket or a bar, as far as they are drawn: {@link bare}. */
export const quotedLabels = (source: string): string[] =>
  [...source.matchAll(/[[({|>]\s*"([^"]+)"/g)].map(([, label]) => bare(label!.replace(/<br\s*\/?>/gi, '')));

/** A text without what wrapping, Markdown strings and icons change of it. */
export const bare = (text: string): string => text.replace(/fa[bsrl]?:fa-[\w-]+/g, '').replace(/[\s`*_]/g, '');
