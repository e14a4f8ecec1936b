import { end, type Node, start } from '../chapter/node.ts';
import type { Chapter } from '../chapter/read.ts';
import { Draft, japanese } from './draft.ts';
import { literals, runs } from './strings.ts';
import { readYaml } from './yaml.ts';

/** Stands in the text for what a component prints there (a captured value, the title of a section): a noun. */
const NOUN = '`0`';

/** What a reader reads of a chapter: its front matter, prose, headings, cells, diagrams' labels and components' attributes. */
export function proseOf({ text, root }: Chapter): Draft {
  const draft = new Draft(text);
  block(draft, root);
  return draft;
}

function block(draft: Draft, node: Node): void {
  switch (node.type) {
    case 'yaml':
      readYaml(draft, draft.source.indexOf('\n') + 1, end(node) - 4, ['lead', 'description']);
      return;
    case 'heading':
      draft.put('## ', start(node));
      inline(draft, node);
      draft.text += '\n\n';
      return;
    case 'paragraph':
      inline(draft, node);
      draft.text += '\n\n';
      return;
    case 'listItem':
      draft.put('- ', start(node));
      blocks(draft, node);
      return;
    case 'list':
      blocks(draft, node);
      draft.text += '<!-- -->\n\n';
      return;
    case 'tableCell':
      draft.put('- ', start(node));
      inline(draft, node);
      draft.text += '\n\n<!-- -->\n\n';
      return;
    case 'code':
      runs(draft, draft.source.indexOf('\n', start(node)), end(node), node.lang === 'mermaid');
      return;
    default:
      attributes(draft, node);
      blocks(draft, node);
  }
}

function blocks(draft: Draft, node: Node): void {
  for (const child of node.children ?? []) block(draft, child);
}

/** Strings in a component's attributes: those of an expression one by one. */
function attributes(draft: Draft, node: Node): void {
  for (const { name, value } of node.attributes ?? []) {
    if (name === undefined || value === undefined || value === null) continue;
    const at = draft.source.indexOf(`${name}=`, start(node)) + name.length + 1;
    if (typeof value !== 'string') literals(draft, at, expressionEnd(draft.source, at));
    else if (japanese(value)) draft.label(at + 1, draft.source.indexOf(draft.source[at]!, at + 1));
  }
}

/** The end of the `{…}` that begins at an offset. */
function expressionEnd(source: string, from: number): number {
  let depth = 0;
  for (const { 0: token, index } of source
    .slice(from)
    .matchAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[{}]/g)) {
    if (token === '{') depth += 1;
    if (token === '}' && (depth -= 1) === 0) return from + index;
  }
  return source.length;
}

/** Running text: Markdown as it stands, components as the noun they print, notes' numbers not at all. */
function inline(draft: Draft, node: Node): void {
  const children = node.children ?? [];
  children.forEach((child, index) => {
    if (child.type === 'text') {
      const cited = children[index - 1]?.name === 'Cite';
      const space = cited ? /^ */.exec(draft.source.slice(start(child), end(child)))![0].length : 0;
      draft.copy(start(child) + space, end(child));
    } else if (child.type.startsWith('mdx')) {
      if (child.children?.length && child.name !== 'code') inline(draft, child);
      else if (child.name !== 'Cite' && child.name !== undefined && !draft.text.endsWith('`'))
        draft.put(NOUN, start(child));
    } else if (child.children?.length) {
      draft.copy(start(child), start(child.children[0]!));
      inline(draft, child);
      draft.copy(end(child.children.at(-1)!), end(child));
    } else {
      draft.copy(start(child), end(child));
    }
  });
}
