import type { SatteriFeatures } from '@astrojs/markdown-satteri';

/** Parser options of every chapter: for the build and for whoever reads a chapter's tree. */
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
