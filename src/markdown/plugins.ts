import type { SatteriFeatures } from '@astrojs/markdown-satteri';
import type { HastPluginEntry } from 'satteri';
import { headings } from './headings.ts';
import { highlight } from './highlight.ts';
import { internalLinks } from './internal-links.ts';
import { codeBreaks, japaneseLines, shortCode } from './japanese-lines.ts';
import { mermaid } from './mermaid.ts';
import { collect, resolve } from './numbering.ts';
import { cellNames, tables } from './tables.ts';
import { terms } from './terms.ts';

/** Parser options of every chapter. */
export const features: SatteriFeatures = {
  // `--` in prose is an option of a command, never a dash.
  smartPunctuation: false,
  // `## 見出し {#id}`: ids that survive a rewording.
  headingAttributes: true,
  gfm: {
    footnotes: {
      label: '脚注',
      clobberPrefix: '',
      backLabel: (note, again) => `本文へ戻る（脚注${note}${again > 1 ? `の${again}か所目` : ''}）`,
    },
  },
};

/**
 * What is done to a chapter's tree between Markdown and components, in order.
 * @param base the site's base path, with a slash at both ends
 */
export function chapterPlugins(base: string): HastPluginEntry[] {
  return [
    mermaid,
    highlight,
    japaneseLines,
    codeBreaks,
    cellNames,
    shortCode,
    headings,
    tables,
    internalLinks(base),
    terms(base),
    collect,
    resolve,
  ];
}
