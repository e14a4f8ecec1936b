import type { Browser } from 'playwright';
import { openPage, throttle } from './browser.ts';
import type { Player } from './players.ts';

/** When recorded text was first on the screen, in milliseconds since the page was asked for: round by round, so that all players meet the same load. */
export async function firstTexts(browser: Browser, address: string, players: readonly Player[], events: number, rounds: number): Promise<Map<Player, number[]>> {
  const times = new Map<Player, number[]>(players.map((player) => [player, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const player of players) times.get(player)!.push(await firstText(browser, address + player.page(events), player.text));
  }
  return times;
}

/** How long readers of a page wait, in milliseconds, a number a round. */
export interface PageTimes {
  page: string;
  /** Until its title is on the screen. */
  title: number[];
  /** Until its transcripts can be played. */
  ready: number[];
}

/** What {@link firstTexts} measures, of pages of the site, and when their player is there. */
export async function pageTimes(browser: Browser, address: string, pages: readonly string[], rounds: number): Promise<PageTimes[]> {
  const times = pages.map((page): PageTimes => ({ page, title: [], ready: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { page, title, ready } of times) {
      title.push(await firstText(browser, address + page, 'h1'));
      ready.push(await playerReady(browser, address + page));
    }
  }
  return times;
}

async function playerReady(browser: Browser, url: string): Promise<number> {
  const { page, cdp } = await openPage(browser);
  await throttle(cdp);
  await page.goto(url, { waitUntil: 'commit' });
  const time = await page.evaluate(() => customElements.whenDefined('session-transcript').then(() => performance.now()));
  await page.context().close();
  return time;
}

async function firstText(browser: Browser, url: string, selector: string): Promise<number> {
  const { page, cdp } = await openPage(browser);
  await throttle(cdp);
  // Frames are drawn only once nothing holds up rendering; the message comes after the frame that has the text.
  await page.addInitScript((text) => {
    const shown = new Promise<number>((resolve) => {
      const look = (): void => {
        if (document.querySelector(text)?.textContent?.trim()) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    Object.assign(window, { shown });
  }, selector);
  await page.goto(url, { waitUntil: 'commit' });
  const time = await page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown);
  await page.context().close();
  return time;
}
