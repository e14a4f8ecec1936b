import type { Page } from '@playwright/test';
import { BuiltSite } from '../src/bench/weight.ts';
import { noteShifts, shiftsOf } from './support/shifts.ts';
import { DIST, expect, PAGES, test } from './support/test.ts';

test.use({ questions: 'asked' });

/*
 * What every page must do, in as few loads as it takes: a chapter is half a
 * megabyte of terminal, and a load costs more than the looking.
 */
const site = new BuiltSite(DIST);

/** The browser stopped drawing: seen in one load of some thousands, of a page that draws at once when loaded again. */
class NoFrame extends Error {}

/** Two frames. @throws NoFrame after half a minute, in which even a busy machine draws hundreds */
async function twoFrames(page: Page): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoFrame(`no frame at ${page.url()}`)), 30_000);
  });
  const frames = page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  frames.catch(() => undefined);
  await Promise.race([frames, never]).finally(() => clearTimeout(timer));
}

/** Scrolls to the end, a screen at a time, each of them painted. */
async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.body.scrollHeight);
  for (let y = 0; y < height; y += 700) {
    await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), y);
    await twoFrames(page);
  }
}

/** What stands out of the page at a width; empty when nothing does. */
async function sideways(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - limit;
    if (over <= 0) return [];
    const culprits = [...document.querySelectorAll('body *')].filter(
      (e) => e.getBoundingClientRect().right > limit + 0.5,
    );
    return [
      `${over} px too wide`,
      ...culprits
        .slice(0, 5)
        .map((e) => `${e.tagName}.${e.getAttribute('class')} ${Math.round(e.getBoundingClientRect().right)}`),
    ];
  });
}

for (const path of PAGES) {
  for (const { width, narrowed } of [
    { width: 1440, narrowed: [1920, 1440, 1280, 1024] },
    { width: 390, narrowed: [1920, 1440, 1280, 1024, 768, 390, 320] },
  ]) {
    test(`/${path} at ${width}: nothing shifts while it loads and is scrolled, no script comes but its own, no table hides a column, nothing takes the wheel, nothing stands out down to ${narrowed.at(-1)}`, async ({
      page: first,
      context,
    }) => {
      test.setTimeout(180_000);
      const load = async (page: Page): Promise<Set<string>> => {
        await page.setViewportSize({ width, height: 900 });
        await page.addInitScript(noteShifts);
        const fetched = new Set<string>();
        page.on('request', (request) => {
          if (request.resourceType() === 'script') fetched.add(new URL(request.url()).pathname.slice(1));
        });
        await page.goto(path);
        await page.evaluate(() => document.fonts.ready);
        await scrollThrough(page);
        return fetched;
      };
      let page = first;
      const fetched = await load(page).catch(async (error: unknown) => {
        if (!(error instanceof NoFrame)) throw error;
        console.warn(`${error.message}: loaded again`);
        page = await context.newPage();
        return load(page);
      });
      await page.waitForLoadState('networkidle');
      expect.soft(await shiftsOf(page), 'shifts').toEqual([]);
      const { js } = site.filesOf(path).files;
      expect
        .soft(
          js.filter((file) => !fetched.has(file)),
          'scripts that did not come',
        )
        .toEqual([]);
      // Whoever scrolls through a stage moves its pictures: what draws them comes, and nothing else.
      const drawing = new Set(js.flatMap((file) => site.asked(file)).flatMap((file) => site.scripts([file])));
      expect
        .soft(
          [...fetched].filter((file) => !js.includes(file) && !drawing.has(file)),
          'other scripts',
        )
        .toEqual([]);
      // Above 390 px no table needs its scroll bar; below, it may.
      expect
        .soft(
          await page
            .locator('.table-scroll')
            .evaluateAll((all) =>
              all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent!.slice(0, 40)),
            ),
          'tables with a column out of sight',
        )
        .toEqual([]);
      // What scrolls by itself up and down takes the wheel from whoever reads past it.
      expect
        .soft(
          await page.locator('main *').evaluateAll((all) =>
            all
              .filter((e) => e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 0)
              .filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowY))
              .map((e) => `${e.tagName}.${e.className} ${e.scrollHeight} in ${e.clientHeight}`),
          ),
          'what takes the wheel',
        )
        .toEqual([]);
      for (const to of narrowed) expect.soft(await sideways(page, to), `${to} px`).toEqual([]);
    });
  }
}
