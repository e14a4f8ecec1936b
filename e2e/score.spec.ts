import type { Locator } from '@playwright/test';
import { kernelOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const { steps } = kernelOf('handmade');
const numberOf = (id: string) => steps.findIndex((s) => s.id === id) + 1;

/** How far each bead's middle is from the middle of its string's head and of its row, the farthest: pixels. */
const farthest = (score: Locator): Promise<number> =>
  score.evaluate((root) => {
    const middle = ({ left, right, top, bottom }: DOMRect) => [(left + right) / 2, (top + bottom) / 2] as const;
    const heads = [...root.querySelectorAll('.sc-head')].map((head) => middle(head.getBoundingClientRect())[0]);
    const off = [...root.querySelectorAll('.sc-row')].flatMap((row) =>
      [...row.querySelectorAll('i')].flatMap((cell, at) => {
        if (!cell.matches('.sc-cut')) return [];
        // The bead stands in the corner of its cell, where string and row meet.
        const { right, top } = cell.getBoundingClientRect();
        return [Math.abs(right - heads[at]!), Math.abs(top - middle(row.getBoundingClientRect())[1])];
      }),
    );
    return Math.max(...off);
  });

test.describe('the score', () => {
  test('stands whole at rest: a bead where the string of its head meets the row that cuts it', async ({ page }) => {
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto('');
      const score = page.locator('[data-diagram="score"]');
      await expect(score.locator('.sc-row')).toHaveCount(steps.length);
      expect(await score.locator('.sc-cut').count()).toBeGreaterThan(2);
      expect(await farthest(score), `at ${width}`).toBeLessThanOrEqual(1.5);
      expect(await score.evaluate((e) => e.scrollWidth - e.clientWidth), `at ${width}`).toBeLessThanOrEqual(0);
      const heights = await score.locator('.sc-row > a').evaluateAll((all) => all.map((a) => a.clientHeight));
      expect(Math.min(...heights), `at ${width}`).toBeGreaterThanOrEqual(24);
    }
  });

  test('is a scrubber: a row moves the session to its step, and is marked where that stands', async ({ page }) => {
    await page.goto('');
    const score = page.locator('[data-diagram="score"]');
    await expect(score.locator('[aria-current]')).toHaveCount(0);
    const row = (id: string) =>
      score
        .getByRole('listitem')
        .nth(numberOf(id) - 1)
        .getByRole('link');
    for (const id of ['pivot', 'uts', 'docker']) {
      await row(id).click();
      await expect(score.locator('[aria-current="step"]')).toHaveCount(1);
      await expect(row(id)).toHaveAttribute('aria-current', 'step');
      await expect(score.locator('.sc-later')).toHaveCount(steps.length - numberOf(id));
    }
    await expect(score.locator('.dg-note')).toHaveText(/初めから別です。$/);
  });

  test('its heads lead to the sections that explain them', async ({ page }) => {
    await page.goto('');
    await page.locator('[data-diagram="score"]').getByRole('link', { name: 'uts', exact: true }).click();
    await expect(page).toHaveURL(/\/1-1-namespace\/#uts$/);
    await expect(page.locator('#uts')).toBeInViewport();
  });

  test('is told apart without colour: on paper, and in forced colours', async ({ page }) => {
    await page.goto('');
    const side = (names: string) =>
      page
        .locator(`.sc-row:nth-child(12) i${names}`)
        .first()
        .evaluate((cell) => Number.parseFloat(getComputedStyle(cell, '::before').borderLeftWidth));
    for (const media of [{ media: 'print' }, { media: 'screen', forcedColors: 'active' }] as const) {
      await page.emulateMedia(media);
      expect(await side('.sc-own')).toBeGreaterThanOrEqual(3 * (await side(':not(.sc-own)')));
    }
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the score is complete, and its rows lead to the steps', async ({ page }) => {
    await page.goto('');
    const score = page.locator('[data-diagram="score"]');
    await expect(score.locator('.sc-row')).toHaveCount(steps.length);
    await score.getByRole('link', { name: /pivot_root/ }).click();
    await expect(page.locator('[id="handmade.pivot"]')).toBeInViewport();
  });
});
