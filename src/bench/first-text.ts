import type { Browser } from 'playwright';
import type { Player } from './players.ts';
import { openTarget, type Target } from './target.ts';

/** Slow 4G as Chromium's developer tools have it: 1.6 Mbit/s down and 750 kbit/s up, of which nine tenths arrive, and 562.5 ms a request. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const SLOWER_CPU = 4;

/** When recorded text was first on the screen, in milliseconds since the page was asked for: round by round, so that all players meet the same load. */
export async function firstTexts(
  browser: Browser,
  address: string,
  players: readonly Player[],
  events: number,
  rounds: number,
): Promise<Map<Player, number[]>> {
  const times = new Map<Player, number[]>(players.map((player) => [player, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const player of players)
      times.get(player)!.push(await timeOf(browser, address + player.page(events), shown(player.text)));
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
export async function pageTimes(
  browser: Browser,
  address: string,
  pages: readonly string[],
  rounds: number,
): Promise<PageTimes[]> {
  const times = pages.map((page): PageTimes => ({ page, title: [], ready: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { page, title, ready } of times) {
      title.push(await timeOf(browser, address + page, shown('h1')));
      ready.push(await timeOf(browser, address + page, 'customElements.whenDefined("session-stage").then(report)'));
    }
  }
  return times;
}

/** A script that reports when text of an element is on the screen: frames are drawn only once nothing holds up rendering, and the message comes after the frame that has the text. */
function shown(selector: string): string {
  return `requestAnimationFrame(function look() {
    if (!document.querySelector(${JSON.stringify(selector)})?.textContent.trim()) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = report;
    port2.postMessage(null);
  });`;
}

/** Milliseconds from asking for a page until a script that runs before all others in it calls `report`, on the network and the processor of a cheap telephone in a train. */
async function timeOf(browser: Browser, url: string, script: string): Promise<number> {
  const target = await openTarget(browser);
  try {
    await slowDown(target);
    await target.send('Page.enable');
    await target.send('Runtime.enable');
    await target.send('Runtime.addBinding', { name: 'reported' });
    await target.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `{ const report = () => reported(String(performance.now())); ${script} }`,
    });
    const reported = target.once('Runtime.bindingCalled');
    const answered = target.send('Page.navigate', { url }).then((answer) => {
      const { errorText } = answer as { errorText?: string };
      if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    });
    const [{ payload }] = await Promise.all([reported, answered]);
    return Number(payload);
  } finally {
    await target.close();
  }
}

async function slowDown(target: Target): Promise<void> {
  // Answers aren't kept for the developer tools: no reader's browser does that.
  await target.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 });
  await target.send('Network.emulateNetworkConditions', SLOW_4G);
  await target.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
}
