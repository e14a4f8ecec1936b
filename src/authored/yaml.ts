import { type Alias, isAlias, isCollection, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { complaints } from './issues.ts';
import { type Place, type Problem, ProblemsError } from './problem.ts';

/** A file of data that an author wrote, checked. */
export interface Authored<T> {
  data: T;
  /** A problem of this file. Where the path does not exist, its nearest parent's place is named. */
  problem(path: readonly PropertyKey[], message: string, advice?: string): Problem;
  /** Stops with one {@link problem}. */
  fail(path: readonly PropertyKey[], message: string, advice?: string): never;
}

/** How a text is read. */
export interface Reading {
  /** JSON: a generated file, large, so that places are looked for only where something is wrong. */
  json?: true;
  /** Plain dates (`2026-11-24`) become Date, as in a chapter's front matter. */
  dates?: true;
  /** Line of the file that the text's first line is. Default: 1. */
  from?: number;
}

/** Text whose keys know where they stand. */
class Places {
  readonly document: ReturnType<typeof parseDocument>;
  readonly #lines = new LineCounter();
  readonly #from: number;

  constructor(text: string, { dates, from = 1 }: Reading) {
    this.document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      ...(dates ? { customTags: ['timestamp'] } : {}),
    });
    this.#from = from;
  }

  at(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    // An empty file has a first line too.
    return { line: Math.max(line, 1) + this.#from - 1, column: Math.max(col, 1) };
  }

  /**
   * Where a value stands: of a map or a list its key, for there the reader looks.
   * @param key the last of the path is itself what is wrong
   */
  of(path: readonly PropertyKey[], key = false): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = this.#offset(path.slice(0, length), key && length === path.length);
      if (offset !== undefined) return this.at(offset);
    }
    const { contents } = this.document;
    return this.at((contents as { range?: [number, number, number] } | null)?.range?.[0] ?? 0);
  }

  #offset(path: readonly PropertyKey[], ofKey: boolean): number | undefined {
    const parent: unknown = path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
    const own = this.document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1));
      const key = (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0];
      if (ofKey || isCollection(own) || own === undefined) return key;
    }
    return own?.range?.[0];
  }
}

/**
 * Reads a YAML or JSON file that an author wrote or a program made, and collects what is wrong with it.
 * @param text the file's text
 * @param file its name, for the problems
 */
export function checkAuthored<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  reading: Reading = {},
): { authored: Authored<z.output<S>> } | { problems: Problem[] } {
  let made: Places | undefined;
  const places = () => (made ??= new Places(text, reading));
  const problem = (path: readonly PropertyKey[], message: string, advice?: string, key?: true): Problem => {
    const keys = path.filter((k) => typeof k !== 'symbol');
    return {
      file,
      ...places().of(keys, key),
      message: keys.length === 0 ? message : `${keys.join('.')}: ${message}`,
      ...(advice === undefined ? {} : { advice }),
    };
  };
  const value = reading.json ? fromJson(text, file) : fromYaml(places(), file);
  if ('problems' in value) return value;
  const result = schema.safeParse(value.value, { reportInput: true });
  if (result.success)
    return {
      authored: {
        data: result.data,
        problem,
        fail: (path, message, advice) => {
          throw new ProblemsError([problem(path, message, advice)]);
        },
      },
    };
  return {
    problems: complaints(result.error, schema).map(({ path, message, advice, key }) =>
      problem(path, message, advice, key),
    ),
  };
}

/**
 * {@link checkAuthored} for whoever cannot go on without the data.
 * @throws {ProblemsError} with everything that is wrong
 */
export function readAuthored<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  reading: Reading = {},
): Authored<z.output<S>> {
  const result = checkAuthored(text, file, schema, reading);
  if ('problems' in result) throw new ProblemsError(result.problems);
  return result.authored;
}

function fromYaml(places: Places, file: string): { value: unknown } | { problems: Problem[] } {
  const { document } = places;
  // What follows the first mistake of spelling is mostly said because of it.
  const [wrong] = document.errors;
  if (wrong) return { problems: [{ file, ...places.at(wrong.pos[0]), message: wrong.message.split('\n')[0]! }] };
  let alias: Alias | undefined;
  let reserved: Problem | undefined;
  visit(document, {
    Alias: (_, node) => {
      alias ??= node;
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value !== '__proto__') return;
      reserved ??= {
        file,
        ...places.at(key.range?.[0] ?? 0),
        message: '"__proto__" cannot be a name',
        advice: 'Choose another',
      };
    },
  });
  if (reserved) return { problems: [reserved] };
  try {
    return { value: (document.toJS() as unknown) ?? undefined };
  } catch (error) {
    return {
      problems: [
        {
          file,
          ...places.at((isAlias(alias) && alias.range?.[0]) || 0),
          message: (error as Error).message,
          advice: 'Write the value out instead of aliases (*name)',
        },
      ],
    };
  }
}

function fromJson(text: string, file: string): { value: unknown } | { problems: Problem[] } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const { message } = error as Error;
    // V8 counts characters, and says nothing where the text just ends.
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? text.trimEnd().length);
    const before = text.slice(0, offset).split('\n');
    return {
      problems: [
        {
          file,
          line: before.length,
          column: before.at(-1)!.length + 1,
          message: `not JSON: ${message}`,
          advice: 'A program made this file: make it anew',
        },
      ],
    };
  }
}
