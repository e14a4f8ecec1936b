import { createContext, runInContext } from 'node:vm';
import { type Node, type RawAttribute, start } from './node.ts';

/** What an author gave a component. */
export interface Attribute {
  /** Of its name, in the chapter's text. */
  offset: number;
  /** A string; `true` where only the name stands; what an expression comes to. Undefined where that cannot be told. */
  value: unknown;
  /** Why an expression comes to nothing, in JavaScript's words. */
  error?: string;
}

/** Milliseconds an expression of a chapter may take, on a busy machine too: they are lists of words. */
const LIMIT = 5000;
let room: object | undefined;

/** What an expression of a chapter comes to where nothing is defined, or what JavaScript says against it. */
export function evaluate(source: string): { value: unknown } | { error: string } {
  // Of nothing: a chapter's expressions name no variables, and a comment alone is none.
  room ??= createContext(Object.create(null) as object);
  try {
    return { value: structuredClone(runInContext(`(${source}\n)`, room, { timeout: LIMIT }) as unknown) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/**
 * The attributes of a component with their places, which the parser does not give: its tag is read once more, after
 * the parser has said that it is well formed.
 */
export function attributesOf(node: Node, source: string): { attributes: Map<string, Attribute>; spread: boolean } {
  const attributes = new Map<string, Attribute>();
  let spread = false;
  let at = start(node) + 1 + (node.name?.length ?? 0);
  for (const raw of node.attributes ?? []) {
    if (raw.type !== 'mdxJsxAttribute' || raw.name === undefined) {
      spread = true;
      const from = source.indexOf('{', at);
      at = (from < 0 ? at : from) + 2 + String((raw.value as string | null | undefined) ?? '').length;
      continue;
    }
    const offset = nameAt(source, raw.name, at);
    attributes.set(raw.name, { offset, ...comesTo(raw) });
    at = offset + raw.name.length + lengthOf(raw);
  }
  return { attributes, spread };
}

function nameAt(source: string, name: string, from: number): number {
  for (let at = source.indexOf(name, from); at >= 0; at = source.indexOf(name, at + 1))
    if (/[\s/"'}]/.test(source[at - 1]!) && !/[\w-]/.test(source[at + name.length] ?? '')) return at;
  return from;
}

/** How much of the source an attribute takes behind its name, at least. */
function lengthOf({ value }: RawAttribute): number {
  if (value === null || value === undefined) return 0;
  return typeof value === 'string' ? 3 : 3 + value.value.length;
}

function comesTo({ value }: RawAttribute): Omit<Attribute, 'offset'> {
  if (value === null || value === undefined) return { value: true };
  if (typeof value === 'string') return { value };
  const result = evaluate(value.value);
  return 'value' in result ? result : { value: undefined, error: result.error };
}
