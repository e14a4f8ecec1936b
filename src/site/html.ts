import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** An element of a page, and where its text stands in the source. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  /** Text of its own children: what a script or a style sheet holds. */
  text: string;
  /** From its `<` to behind its end tag. */
  start: number;
  end: number;
  /** Behind the `>` of its start tag. */
  inner: number;
}

/** A change of a source: what stands from `start` to `end` gives way to `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Elements of some names as a browser finds them in a page, in the order of the source: templates and SVG included,
 * comments not.
 * @param names in lower case
 */
export function elementsOf(html: string, names: readonly string[]): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node && names.includes(node.tagName.toLowerCase()) && node.sourceCodeLocation) {
      const { startOffset, endOffset, startTag } = node.sourceCodeLocation;
      found.push({
        name: node.tagName.toLowerCase(),
        attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
        text: node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
        start: startOffset,
        end: endOffset,
        inner: startTag?.endOffset ?? endOffset,
      });
    }
    if ('content' in node) visit(node.content);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html, { sourceCodeLocationInfo: true }));
  return found.sort((a, b) => a.start - b.start);
}

/** A source with changes made. They must not overlap. */
export function edited(html: string, edits: readonly Edit[]): string {
  let at = 0;
  let done = '';
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    done += html.slice(at, start) + text;
    at = end;
  }
  return done + html.slice(at);
}

/** An attribute's value as it is written between double quotes. */
export const quoted = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
