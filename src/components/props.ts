import { z } from 'astro/zod';

/**
 * Checks the attributes a chapter gave a component: `astro check` does not look into MDX.
 * @param component its name, for the message
 * @param shape allowed attributes; any other is an error
 * @param props Astro.props, with `data-at` as src/markdown/numbering.ts set it
 * @throws naming the chapter's file and line, the attribute and what is wrong with it
 */
export function parseProps<S extends z.ZodRawShape>(
  component: string,
  shape: S,
  props: Record<string, unknown>,
): z.output<z.ZodObject<S>> {
  // Where a component stands in its parent's slots is Astro's matter.
  const { 'data-at': _at, slot: _slot, ...attributes } = props;
  const result = z.strictObject(shape).safeParse(attributes);
  if (result.success) return result.data as z.output<z.ZodObject<S>>;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'attributes'}: ${issue.message}`);
  throw new Error(`${where(props)}: <${component}> ${problems.join('; ')}`);
}

/** File and line of a component in its chapter. */
export function where(props: Record<string, unknown>): string {
  return typeof props['data-at'] === 'string' ? props['data-at'] : 'a page of this site';
}
