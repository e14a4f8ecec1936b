import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HastVisitorContext } from 'satteri';

/** `file:line:column` of a node, for messages; the plugin must ask for positions. */
export function placeOf(
  ctx: Pick<HastVisitorContext, 'fileURL'>,
  node: { position?: { start: { line: number; column: number } } | undefined },
): string {
  const file = ctx.fileURL ? relative(process.cwd(), fileURLToPath(ctx.fileURL)) : 'chapter';
  const { line = '?', column } = node.position?.start ?? {};
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
