import type { Chapter } from './chapter/read.ts';

/** Japanese characters a reader takes in a minute, with terminals beside the text. */
const A_MINUTE = 500;

/** How long a chapter's text takes to read, in minutes, at least 1. Terminals and diagrams are not counted. */
export function readingMinutes({ sections }: Chapter): number {
  const printed = sections.reduce((sum, { title, text }) => sum + (title + text).replace(/\s/g, '').length, 0);
  return Math.max(1, Math.round(printed / A_MINUTE));
}
