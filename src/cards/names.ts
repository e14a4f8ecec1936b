/** What the site is called. */
export const SITE_NAME = 'Dockerを完全に理解する';

/** The card of the front page, and of every page that has none of its own. */
export const FRONT_CARD = 'front';

/** Width and height of a card, in pixels: 1.91 to 1, as `summary_large_image` and Open Graph show it. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;
