/**
 * The ids of what stands around a chapter's text. A heading that took one of them would be the second on its page:
 * links, buttons and the mark of where one reads would find the wrong element.
 */
export const PAGE_IDS = {
  /** What the first frame waits for: the lead. */
  first: 'first-frame',
  main: 'main',
  nav: 'site-nav',
  theme: 'theme',
  contents: 'contents',
  contentsTitle: 'contents-title',
  references: 'references',
} as const;
