import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { fontFile } from '../mermaid/font.ts';
import { CHROMIUM_SWITCHES, ensureChromium } from '../scripts/chromium.ts';
import type { Card } from './cards.ts';
import { CARD_SIZE } from './names.ts';

const ORIGIN = 'http://card.invalid/';

/** Draws a card with the fonts of the project, never those of the machine. @throws where no Chromium is to be had */
export async function drawCard({ name, markup }: Card): Promise<Buffer> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_SWITCHES });
  try {
    const page = await browser.newPage({ viewport: CARD_SIZE, colorScheme: 'light' });
    await page.route(`${ORIGIN}**`, (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      if (path === '') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup });
      const [folder, ...rest] = path.split('/');
      const body = folder === 'fonts' ? readFileSync(join('public', path)) : fontFile(rest.join('/'));
      return route.fulfill({ contentType: path.endsWith('.css') ? 'text/css' : 'font/woff2', body });
    });
    await page.goto(ORIGIN);
    const failed = await page.evaluate(async () => {
      await document.fonts.ready;
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return scrollWidth > clientWidth || scrollHeight > clientHeight
        ? `${scrollWidth} by ${scrollHeight} pixels`
        : undefined;
    });
    if (failed)
      throw new Error(`card ${name}: what is on it takes ${failed}: shorten its words, or src/cards/card.css`);
    return await page.screenshot({ type: 'png' });
  } finally {
    await browser.close();
  }
}
