import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HastVisitorContext } from 'satteri';

/** The chapter that is being made, from the project's root. */
export const fileOf = ({ fileURL }: Pick<HastVisitorContext, 'fileURL'>): string =>
  fileURL ? relative(process.cwd(), fileURLToPath(fileURL)) : 'chapter';

/** `file:line:column` of a node, for messages; the plugin must ask for positions. */
export function placeOf(
  ctx: Pick<HastVisitorContext, 'fileURL'>,
  node: { position?: { start: { line: number; column: number } } | undefined },
): string {
  const { line = '?', column } = node.position?.start ?? {};
  return [fileOf(ctx), line, column].filter((part) => part !== undefined).join(':');
}
