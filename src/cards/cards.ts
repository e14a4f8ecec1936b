import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { chapterFiles } from '../chapter/all.ts';
import { frontMatter } from '../chapter/front-matter.ts';
import { outlinePlace } from '../chapter/outline-place.ts';
import { chapterAt } from '../chapter/read.ts';
import { drawMap } from '../components/map/draw.ts';
import { drawPicture } from '../diagrams/score/draw.ts';
import { readScore } from '../diagrams/score/read.ts';
import { html, type Markup } from '../html/html.ts';
import { FRONT_CARD, SITE_NAME } from './names.ts';

/** What a link to a page looks like where it is shared: `og:image`, 1200 by 630 pixels. */
export interface Card {
  /** Of its address: `/cards/NAME.png`. */
  name: string;
  /** A whole document, which needs nothing but the fonts named in it. */
  markup: string;
}

/** What each sort is drawn with, from the project's root: that is where every command runs. No more than that: another style is another card. */
const STYLES = {
  front: ['src/styles/namespace-hues.css', 'src/diagrams/score/score.css'],
  section: ['src/components/map/map.css'],
};

const read = (file: string): string => readFileSync(join(...file.split('/')), 'utf8');

/** Those of the site's tokens that some styles use: a card changes with no other. */
function tokensOf(styles: string): string {
  const used = new Set([...styles.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name!));
  const own = [...read('src/styles/tokens.css').matchAll(/^ {2}(--[\w-]+): [^;]*;/gm)].filter(([, name]) =>
    used.has(name!),
  );
  return `:root{color-scheme:light;${own.map(([line]) => line.trim()).join('')}}`;
}

/**
 * The cards of the site: the score for its front page, for each section its title on the map.
 * @throws {ProblemsError} where a chapter or the recording is not as it should be
 */
export async function allCards(): Promise<Card[]> {
  const card = (name: string, sort: keyof typeof STYLES, content: Markup): Card => {
    const styles = [...STYLES[sort], 'src/cards/card.css'].map(read).join('');
    return {
      name,
      markup: `<!doctype html><html lang="ja" data-theme="light"><meta charset="utf-8"><link rel="stylesheet" href="/noto/index.css"><style>${tokensOf(styles)}${styles}</style><body class="card">${content.text}`,
    };
  };
  const score = await readScore(
    'handmade',
    { title: SITE_NAME, processes: ['box', { name: 'sleep 1001', label: 'docker run' }] },
    'src/cards/cards.ts',
    String,
  );
  return [
    card(
      FRONT_CARD,
      'front',
      html`<header class="card-front"><h1>${SITE_NAME}</h1><p>コンテナは、条件を付けられたプロセス</p></header>
        <div class="dg sc">${drawPicture(score.moment, score.plan)}</div>`,
    ),
    ...chapterFiles().flatMap((file) => {
      const place = outlinePlace(file);
      if ('problem' in place) return [];
      const { title, idea, lead } = frontMatter.parse(
        parse(chapterAt(file).frontMatter!.text, { customTags: ['timestamp'] }),
      );
      return card(
        place.section.slug,
        'section',
        html`<header class="card-section"><p>${SITE_NAME}</p><h1><small>${place.section.number}</small>${title}</h1>
          <h2>${idea}</h2><p>${lead}</p></header>${drawMap(place.section.slug, String)}`,
      );
    }),
  ];
}
