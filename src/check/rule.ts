import type { Problem } from '../authored/problem.ts';
import { type Node, start } from '../chapter/node.ts';
import type { Chapter } from '../chapter/read.ts';
import type { Site } from './site.ts';

/** Something a chapter must be like. It says of everything that is not so where it stands and what to do. */
export type Rule = (chapter: Chapter, site: Site) => Problem[] | Promise<Problem[]>;

/** A problem at a node or an offset of a chapter's text. */
export function problemAt(
  { file, place }: Pick<Chapter, 'file' | 'place'>,
  at: Node | number,
  message: string,
  advice?: string,
): Problem {
  return {
    file,
    ...place(typeof at === 'number' ? at : start(at)),
    message,
    ...(advice === undefined ? {} : { advice }),
  };
}
