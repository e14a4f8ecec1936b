import { ProblemsError } from '../authored/problem.ts';

/** A fence of a chapter, checked and made ready for Mermaid. */
export interface MermaidFence {
  /** What Mermaid is given: without comments, without title and description, with LF alone. */
  source: string;
  /** Its `accTitle`: what the drawing is called. */
  title: string;
  /** Its `accDescr`: what the drawing says, for those who do not see it. */
  description: string;
  /** By line of {@link source}, from 0: the line of the file, from 1. */
  lines: number[];
}

/** Where a fence stands. */
export interface FencePlace {
  /** Path from the project's root. */
  file: string;
  /** Line of the fence's opening mark, from 1. */
  line: number;
}

const at = ({ file }: FencePlace, line: number, message: string): ProblemsError =>
  new ProblemsError([{ file, line, message }]);

/**
 * What no fence may set: the page has no style sheet, no script and no colour for what these bring, and the size and
 * the font of text are the site's. https://mermaid.js.org/config/schema-docs/config.html
 */
const RESERVED =
  /^(?:htmlLabels|theme|themeVariables|themeCSS|securityLevel|secure|look|handDrawnSeed|darkMode|startOnLoad|deterministicIds|deterministicIDSeed|arrowMarkerAbsolute|dompurifyConfig|suppressErrorRendering|legacyMathML|forceLegacyMathML|defaultRenderer|useMaxWidth|logLevel|maxTextSize|maxEdges)$|font|colou?r|style/i;

/** Keys of a directive (`{init: {...}}`) or of a front matter (YAML), wherever they stand in it. */
const keysOf = (text: string): string[] =>
  [...text.matchAll(/(?:^|[{,\s])["']?([A-Za-z]\w*)["']?\s*:/g)].map(([, key]) => key!);

/** Elements of HTML that an author may mean by `<b>`; `<String>` means itself. */
const HTML =
  /^(?:a|abbr|b|big|blockquote|button|center|code|dd|del|details|div|dl|dt|em|embed|font|form|h[1-6]|hr|i|iframe|img|input|ins|kbd|li|link|mark|math|object|ol|p|pre|q|rp|rt|ruby|s|samp|script|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|var|video|wbr)$/i;

/** Kinds of diagrams that come out whole: in the site's colours, with text as text, the same whenever they are drawn. */
const KINDS =
  /^(?:flowchart(?:-elk)?|graph|sequenceDiagram|stateDiagram(?:-v2)?|classDiagram(?:-v2)?|erDiagram|pie|timeline|mindmap|quadrantChart|block(?:-beta)?)$/;

/** Why the better known of the others don't. */
const WHY: Record<string, string> = {
  gantt: 'its line of today would be that of the day it was drawn',
  gitGraph: 'it names commits at random',
  journey: 'its text would be HTML',
};

/** A line that names colours and classes, in which `#333;` is a colour. */
export const STYLE_LINE = /^\s*(?:style|classDef|linkStyle|rect|box)\b/;

/**
 * Checks the text of a mermaid fence.
 * @param text between the marks
 * @throws with file and line when it says nothing to those who do not see it, or asks for what no drawing here can be
 */
export function parseFence(text: string, place: FencePlace): MermaidFence {
  const all = text.replace(/\r\n?/g, '\n').split('\n');
  const fileLine = (i: number) => place.line + 1 + i;
  let title = '';
  let description: string | undefined;
  const kept: { text: string; line: number }[] = [];
  for (let i = 0; i < all.length; i++) {
    const line = all[i]!;
    const begun = fileLine(i);
    const said = /^\s*(accTitle|accDescr)\s*(?::\s*(.*?)|\{(.*))\s*$/.exec(line);
    if (said) {
      let words = said[2];
      if (words === undefined) {
        let rest = said[3]!;
        const of: string[] = [];
        while (!rest.includes('}')) {
          of.push(rest);
          if (++i === all.length) throw at(place, begun, `${said[1]} { is not closed by a }`);
          rest = all[i]!;
        }
        of.push(rest.slice(0, rest.indexOf('}')));
        words = of
          .map((part) => part.trim())
          .filter(Boolean)
          .join('\n');
      }
      if (said[1] === 'accTitle') title = words;
      else description = words;
    } else if (/^\s*(?:%%\{|---\s*$)/.test(line)) {
      const end = /^\s*---/.test(line) ? /^\s*---\s*$/ : /\}%%/;
      const block = [line];
      if (end.source !== '\\}%%' || !end.test(line))
        while (++i < all.length && block.push(all[i]!) && !end.test(all[i]!));
      const setting = keysOf(block.join('\n')).find((key) => RESERVED.test(key));
      if (setting)
        throw at(
          place,
          begun + block.findIndex((part) => part.includes(setting)),
          `a mermaid fence can't set "${setting}": the drawing's colours, fonts and labels are the site's (src/mermaid/config.ts). Take it out`,
        );
      block.forEach((part, n) => {
        kept.push({ text: part, line: begun + n });
      });
    } else if (!/^\s*%%/.test(line)) {
      kept.push({ text: line, line: begun });
      refuseHtml(line, place, begun);
    }
  }
  if (!title) throw at(place, place.line, 'a mermaid fence needs a line "accTitle: ...": what the picture is called');
  if (!description)
    throw at(
      place,
      place.line,
      'a mermaid fence needs "accDescr: ..." (or accDescr { ... }): what the picture says, for those who do not see it',
    );
  while (kept[0]?.text.trim() === '') kept.shift();
  while (kept.at(-1)?.text.trim() === '') kept.pop();
  const source = kept.map((part) => part.text).join('\n');
  const before = /^(?:\s*---\n[\s\S]*?\n\s*---\s*\n)?(?:\s*%%\{[\s\S]*?\}%%)*\s*/.exec(source)![0];
  const kind = /^[\w-]*/.exec(source.slice(before.length))![0];
  if (!KINDS.test(kind))
    throw at(
      place,
      kept[before.split('\n').length - 1]?.line ?? place.line,
      `a mermaid fence can't be a ${kind || 'drawing without a kind'} here${WHY[kind] ? `: ${WHY[kind]}` : ''}. There are flowchart, sequenceDiagram, stateDiagram-v2, classDiagram, erDiagram, timeline, mindmap, quadrantChart, block and pie`,
    );
  return {
    source,
    title,
    description,
    lines: kept.map((part) => part.line),
  };
}

/**
 * The fence that draws from left to right what a flowchart draws from top to bottom: for where there is room beside it.
 * @returns undefined for what has no such shape
 */
export function horizontal(fence: MermaidFence): MermaidFence | undefined {
  const source = fence.source.replace(/^(\s*(?:flowchart(?:-elk)?|graph)\s+)(?:TD|TB)\b/m, '$1LR');
  return source === fence.source ? undefined : { ...fence, source };
}

function refuseHtml(text: string, place: FencePlace, line: number): void {
  for (const [tag, name] of text.replace(/<<[^<>]*>>/g, '').matchAll(/<\/?([A-Za-z][\w-]*)(?:\s[^<>]*)?\/?>/g))
    if (HTML.test(name!))
      throw at(
        place,
        line,
        `${tag}: a drawing's text has no HTML but <br/>. For bold, \`**...**\` in a Markdown string; to show the tag itself, #lt;${tag.slice(1, -1)}#gt;`,
      );
}

/**
 * What Mermaid says of a source, with the lines of the file instead of its own.
 */
export function placed(message: string, fence: MermaidFence, place: FencePlace): ProblemsError {
  const number = /\bline:?\s+(\d+)/i.exec(message)?.[1];
  const line = number === undefined ? place.line : (fence.lines[Number(number) - 1] ?? fence.lines.at(-1)!);
  const text = message.replace(/\bline:?\s+\d+/i, `line ${line}`).trim();
  return at(place, line, `mermaid: ${text}`);
}
