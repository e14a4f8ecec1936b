import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { mdxToMdast } from 'satteri';
import { type Place, ProblemsError } from '../authored/problem.ts';
import { type Attribute, attributesOf } from './attributes.ts';
import { marksOf, MARK } from './emphasis.ts';
import { features } from './features.ts';
import { isJsx, type Node, start, textOf, walk } from './node.ts';
import { syntaxProblem } from './syntax.ts';

/** A heading of a chapter. */
export interface Heading {
  /** As its author gave it: `## 見出し {#id}`. */
  id?: string;
  title: string;
  /** 1 to 6. */
  level: number;
  node: Node;
}

/** A component, or an element written as a tag. */
export interface Component {
  name: string;
  attributes: Map<string, Attribute>;
  /** Has `{...}` among its attributes, so that they are not all known. */
  spread: boolean;
  node: Node;
  /** The outermost first. */
  parents: readonly Node[];
}

/** A part of a chapter's text: what stands under a heading, or before the first. */
export interface Section {
  /** Undefined for the beginning, and where the author gave none. */
  id?: string;
  /** Empty for the beginning. */
  title: string;
  /** 1 for the beginning, under the chapter's own title. */
  level: number;
  /** What is printed as text, headings, cells and captions between tags included; no fences, tags and attributes. */
  text: string;
}

/** A chapter as data, for whoever asks what is in it: nobody else looks into MDX. */
export interface Chapter {
  /** Path from the project's root. */
  file: string;
  /** As the author wrote it, with line breaks as Unix has them and without a byte order mark. */
  text: string;
  /** What is compiled: {@link text} with the marks of ./emphasis.ts. */
  compiled: string;
  /** The front matter's YAML and the line of the file it begins at. */
  frontMatter?: { text: string; from: number };
  root: Node;
  headings: Heading[];
  /** Components (`<Figure>`) and elements (`<img>`), in the order of the text. What a fence or code shows is none. */
  components: Component[];
  fences: { lang: string; text: string; node: Node }[];
  links: { url: string; node: Node; text: string }[];
  images: { url: string; alt: string; node: Node }[];
  /** `{...}` in the text. */
  expressions: { source: string; node: Node }[];
  sections: Section[];
  /** Where an offset of {@link text} is. */
  place(offset: number): Place;
}

/**
 * Reads a chapter.
 * @param source the file's text
 * @param file its path from the project's root
 * @throws {ProblemsError} where it is not MDX
 */
export function readChapter(source: string, file: string): Chapter {
  const text = source.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const place = placesOf(text);
  const { root, compiled } = parse(text, file);
  const chapter: Chapter = {
    file,
    text,
    compiled,
    root,
    headings: [],
    components: [],
    fences: [],
    links: [],
    images: [],
    expressions: [],
    sections: sectionsOf(root),
    place,
  };
  for (const { node, parents } of walk(root)) {
    if (node.type === 'yaml') chapter.frontMatter = { text: node.value ?? '', from: place(start(node)).line + 1 };
    else if (node.type === 'heading') chapter.headings.push(headingOf(node));
    else if (isJsx(node) && node.name)
      chapter.components.push({ name: node.name, ...attributesOf(node, text), node, parents });
    else if (node.type === 'code') chapter.fences.push({ lang: node.lang ?? '', text: node.value ?? '', node });
    else if (node.type === 'link') chapter.links.push({ url: node.url ?? '', node, text: textOf(node) });
    else if (node.type === 'image') chapter.images.push({ url: node.url ?? '', alt: node.alt ?? '', node });
    else if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression')
      chapter.expressions.push({ source: node.value ?? '', node });
  }
  return chapter;
}

const kept = new Map<string, { key: string; chapter: Chapter }>();

/** {@link readChapter} of a file; read again when it changed. */
export function chapterAt(path: string): Chapter {
  const file = relative(process.cwd(), path);
  const { mtimeMs, size } = statSync(path);
  const key = `${mtimeMs} ${size}`;
  const known = kept.get(file);
  if (known?.key === key) return known.chapter;
  const chapter = readChapter(readFileSync(path, 'utf8'), file);
  kept.set(file, { key, chapter });
  return chapter;
}

/** Line and column of offsets in a text. */
function placesOf(text: string): (offset: number) => Place {
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let low = 0;
    let high = lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (lines[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - lines[low]! + 1 };
  };
}

function parse(text: string, file: string): { root: Node; compiled: string } {
  const tree = (source: string): Node => {
    try {
      return mdxToMdast(source, { features }) as unknown as Node;
    } catch (error) {
      throw new ProblemsError([syntaxProblem(error, text, file)]);
    }
  };
  const root = tree(text);
  const marks = marksOf(root, text);
  if (marks.length === 0) return { root, compiled: text };
  let compiled = '';
  let from = 0;
  for (const at of marks) {
    compiled += text.slice(from, at) + MARK;
    from = at;
  }
  compiled += text.slice(from);
  const again = tree(compiled);
  // A mark shifts what is behind it.
  const back = (offset: number) => offset - countBelow(marks, offset);
  for (const { node } of walk(again)) {
    node.position = { start: { offset: back(start(node)) }, end: { offset: back(node.position.end.offset) } };
    if (node.type === 'text') node.value = (node.value ?? '').replaceAll(MARK, '');
  }
  return { root: again, compiled };
}

/** How many marks stand before an offset of the marked text. */
function countBelow(marks: readonly number[], offset: number): number {
  let count = 0;
  while (count < marks.length && marks[count]! + count < offset) count += 1;
  return count;
}

function headingOf(node: Node): Heading {
  const id = node.data?.hProperties?.id;
  return { ...(typeof id === 'string' ? { id } : {}), title: textOf(node), level: node.depth ?? 1, node };
}

function sectionsOf(root: Node): Section[] {
  const sections: Section[] = [{ title: '', level: 1, text: '' }];
  for (const { node } of walk(root)) {
    if (node.type === 'heading') {
      const { node: _, ...heading } = headingOf(node);
      sections.push({ ...heading, text: '' });
    } else if (node.type === 'text' || node.type === 'inlineCode') sections.at(-1)!.text += node.value ?? '';
  }
  return sections;
}
