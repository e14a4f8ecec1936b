import type { SatteriFeatures } from '@astrojs/markdown-satteri';

/** Parser options of every chapter: for the build and for whoever reads a chapter's tree. */
export const features: SatteriFeatures = {
  // `--` in prose is an option of a command, never a dash.
  smartPunctuation: false,
  // `## 見出し {#id}`: ids that survive a rewording.
  headingAttributes: true,
  // What stands beside the text has forms of its own: a source is a <Cite>, a remark a <Callout>.
  gfm: { footnotes: false },
};
