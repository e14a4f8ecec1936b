import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A YAML file that an author wrote, checked. */
export interface Authored<T> {
  data: T;
  /**
   * Stops with a message that names file, line and field.
   * @param path keys down to the value that is wrong; where it does not exist, its nearest parent's line is named
   */
  fail(path: readonly PropertyKey[], message: string): never;
}

/**
 * Reads a YAML file that an author wrote.
 * @param text the file's text
 * @param file its name, for messages
 * @throws naming file, line and field of the first thing that is wrong
 */
export function readAuthored<S extends z.ZodType>(text: string, file: string, schema: S): Authored<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const wrong = document.errors[0];
  if (wrong) throw new Error(`${file}:${lines.linePos(wrong.pos[0]).line}: ${wrong.message}`);
  const fail = (path: readonly PropertyKey[], message: string): never => {
    const keys = path.filter((key) => typeof key !== 'symbol');
    let range: [number, number, number] | undefined;
    for (let length = keys.length; length >= 0 && !range; length -= 1)
      range = (document.getIn(keys.slice(0, length), true) as { range?: [number, number, number] } | undefined)?.range;
    throw new Error(`${file}:${range ? lines.linePos(range[0]).line : 1}: ${keys.join('.') || 'file'}: ${message}`);
  };
  const result = schema.safeParse(document.toJS() ?? undefined);
  if (result.success) return { data: result.data, fail };
  const issue = result.error.issues[0]!;
  return fail(issue.path, issue.message);
}
