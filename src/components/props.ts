import { z } from 'astro/zod';
import { complaints } from '../authored/issues.ts';
import { type Problem, ProblemsError } from '../authored/problem.ts';

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
export type PropProblem = Pick<Problem, 'message' | 'advice'> & { attribute?: string };

/** As {@link parseProps}, for whoever knows better where each attribute stands. */
export function checkProps<S extends z.ZodRawShape>(
  component: string,
  shape: S,
  attributes: Record<string, unknown>,
): { data: z.output<z.ZodObject<S>> } | { problems: PropProblem[] } {
  const schema = z.strictObject(shape);
  const result = schema.safeParse(attributes, { reportInput: true });
  if (result.success) return { data: result.data as z.output<z.ZodObject<S>> };
  return {
    problems: complaints(result.error, schema).map(({ path, message, advice }) => ({
      message: `<${component}> ${path.length === 0 ? '' : `${path.map(String).join('.')}: `}${message}`,
      ...(advice === undefined ? {} : { advice }),
      ...(path.length === 0 ? {} : { attribute: String(path[0]) }),
    })),
  };
}

/** File, line and column of a component in its chapter. */
export function where(props: Record<string, unknown>): string {
  return typeof props['data-at'] === 'string' ? props['data-at'] : 'a page of this site';
}
