/** What is used of a node of Sätteri's tree (mdast, github.com/syntax-tree/mdast); offsets are UTF-16 code units of the chapter's text. */
export interface Node {
  type: string;
  children?: Node[];
  position: { start: { offset: number }; end: { offset: number } };
  /** Text, code, an expression's source. */
  value?: string;
  /** Of a component or an element. */
  name?: string | null;
  attributes?: RawAttribute[];
  /** Of a fence. */
  lang?: string | null;
  meta?: string | null;
  /** Of a heading. */
  depth?: number;
  /** Of a list. */
  ordered?: boolean | null;
  /** Of links and images. */
  url?: string;
  alt?: string | null;
  data?: { hProperties?: { id?: unknown } };
}

/** An attribute as the parser gives it: its place is not among what it knows. */
export interface RawAttribute {
  type: string;
  name?: string;
  value?: string | null | { type: string; value: string };
}

export const start = (node: Node): number => node.position.start.offset;
export const end = (node: Node): number => node.position.end.offset;

/** A component (`<Figure>`) or an element written as such (`<img>`). */
export const isJsx = (node: Node): boolean => node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** Every node below one, in the order of the text, each with its parents, the outermost first. */
export function* walk(node: Node, parents: readonly Node[] = []): Generator<{ node: Node; parents: readonly Node[] }> {
  const within = [...parents, node];
  for (const child of node.children ?? []) {
    yield { node: child, parents: within };
    yield* walk(child, within);
  }
}

/** What is printed of a node: its text and code, without what components print. */
export function textOf(node: Node): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value ?? '';
  return (node.children ?? []).map(textOf).join('');
}
