import { z } from 'astro/zod';
import { existsSync, globSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { complaints } from '../authored/issues.ts';
import { didYouMean } from '../authored/nearest.ts';
import { type Problem, ProblemsError } from '../authored/problem.ts';
import { names } from './names.ts';
import { RECORDINGS } from '../recording/load.ts';

/**
 * Checks the attributes a chapter gave a component: `astro check` does not look into MDX.
 * @param component its name, for the message
 * @param shape allowed attributes; any other is an error
 * @param props Astro.props, with `data-at` as src/markdown/numbering.ts set it
 * @throws {ProblemsError} naming the chapter's file and line, the attribute and what is wrong with it
 */
export function parseProps<S extends z.ZodRawShape>(
  component: string,
  shape: S,
  props: Record<string, unknown>,
): z.output<z.ZodObject<S>> {
  // Where a component stands in its parent's slots is Astro's matter.
  const { 'data-at': at, slot: _slot, ...attributes } = props;
  const result = checkProps(component, shape, attributes);
  if ('data' in result) return result.data;
  const [, file, line, column] = /^(.*?)(?::(\d+)(?::(\d+))?)?$/.exec(where({ 'data-at': at }))!;
  throw new ProblemsError(
    result.problems.map((problem) => ({
      file: file!,
      ...(line === undefined ? {} : { line: Number(line) }),
      ...(column === undefined ? {} : { column: Number(column) }),
      ...problem,
    })),
  );
}

/** What is wrong with a component's attributes, without their place; `attribute` names the one. */
type PropProblem = Pick<Problem, 'message' | 'advice'> & { attribute?: string };

/** As {@link parseProps}, for whoever knows better where each attribute stands. */
export function checkProps<S extends z.ZodRawShape>(
  component: string,
  shape: S,
  attributes: Record<string, unknown>,
): { data: z.output<z.ZodObject<S>> } | { problems: PropProblem[] } {
  const schema = z.strictObject(shape);
  const result = schema.safeParse(attributes, { reportInput: true });
  if (result.success) {
    const problems = missingFiles(component, shape, attributes);
    return problems.length > 0 ? { problems } : { data: result.data as z.output<z.ZodObject<S>> };
  }
  return {
    problems: complaints(result.error, schema).map(({ path, message, advice }) => ({
      message: `<${component}> ${path.length === 0 ? '' : `${path.map(String).join('.')}: `}${message}`,
      ...(advice === undefined ? {} : { advice }),
      ...(path.length === 0 ? {} : { attribute: String(path[0]) }),
    })),
  };
}

/** Recordings and casts that are not there: whoever reads them later knows no place in a chapter. */
function missingFiles(component: string, shape: z.ZodRawShape, attributes: Record<string, unknown>): PropProblem[] {
  return Object.entries(shape).flatMap(([attribute, schema]) => {
    const value = attributes[attribute];
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const found = typeof value === 'string' ? FILES[names.get(inner as z.ZodType)?.names ?? '']?.(value) : undefined;
    if (!found || found.there) return [];
    return [
      {
        message: `<${component}> ${attribute}: no ${found.what} "${value as string}"`,
        advice: didYouMean(value as string, found.all()) ?? found.otherwise,
        attribute,
      },
    ];
  });
}

/** What is named by a file, how to see whether it is there, and what there is. */
const FILES: Record<
  string,
  (value: string) => { what: string; there: boolean; all(): string[]; otherwise: string } | undefined
> = {
  recording: (name) => ({
    what: 'recording',
    there: existsSync(join(RECORDINGS, name, 'scenario.yaml')),
    all: () => globSync('*/scenario.yaml', { cwd: RECORDINGS }).map((file) => dirname(file)),
    otherwise: 'Write its scenario.yaml first',
  }),
  cast: (path) => ({
    what: 'cast',
    there: statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    all: () => globSync('content/casts/*.cast'),
    otherwise: 'Put the file into content/casts',
  }),
};

/** File, line and column of a component in its chapter. */
export function where(props: Record<string, unknown>): string {
  return typeof props['data-at'] === 'string' ? props['data-at'] : 'a page of this site';
}
