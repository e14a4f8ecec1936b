import type { HastPluginEntry } from 'satteri';
import { givenIds, headings } from './headings.ts';
import { highlight } from './highlight.ts';
import { internalLinks } from './internal-links.ts';
import { codeBreaks, japaneseLines, shortCode } from './japanese-lines.ts';
import { mermaid } from './mermaid.ts';
import { number, refer } from './numbering.ts';
import { cellNames, tables } from './tables.ts';
import { terms } from './terms.ts';
import { unmark } from './unmark.ts';

/**
 * What is done to a chapter's tree between Markdown and components, in order.
 * @param base the site's base path, with a slash at both ends
 */
export function chapterPlugins(base: string): HastPluginEntry[] {
  return [
    unmark,
    mermaid,
    highlight,
    japaneseLines,
    codeBreaks,
    cellNames,
    shortCode,
    givenIds,
    headings,
    tables,
    internalLinks(base),
    terms(base),
    number,
    refer,
  ];
}
