import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

const transcript = (page: Page): Locator => page.locator('session-transcript');
const goTo = (page: Page, step: number): Promise<void> => transcript(page).getByRole('slider').fill(String(step));

/** What a reader sees of every step: hidden, or in which of the two colours its text is; and whether its prompt can be seen. */
function looks(page: Page): Promise<string[]> {
  return transcript(page)
    .locator('.tr-step')
    .evaluateAll((blocks) =>
      blocks.map((block) => {
        const { visibility, color } = getComputedStyle(block);
        const soft = getComputedStyle(block.closest('session-transcript')!.querySelector('.tr-foot')!).color;
        const prompt = block.querySelector('.tr-prompt');
        const waits = prompt !== null && getComputedStyle(prompt).visibility === 'visible';
        return visibility === 'hidden' ? (waits ? 'prompt' : 'hidden') : color === soft ? 'past' : 'now';
      }),
    );
}

test.describe('a transcript of a hundred steps', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('gallery/transcript/long/');
  });

  test('shows each step as past, present or yet to come, wherever one comes from', async ({ page }) => {
    const count = Number(await transcript(page).getAttribute('data-count'));
    expect(count).toBe(100);
    for (const step of [60, 61, 1, 0, 99, 98, 3, 100, 50]) {
      await goTo(page, step);
      const expected = Array.from({ length: count }, (_, i) =>
        i + 1 < step ? 'past' : i + 1 === step ? 'now' : i === step ? 'prompt' : 'hidden',
      );
      expect((await looks(page)).slice(0, count), `at ${step}`).toEqual(expected);
    }
  });

  test('has the step in sight at once, and says what it is', async ({ page }) => {
    for (const step of [70, 12, 100]) {
      await goTo(page, step);
      const within = await transcript(page).evaluate((root, n) => {
        const view = root.querySelector('.tr-scroll')!.getBoundingClientRect();
        const { top, bottom, height } = root.querySelector(`[data-step][data-n="${n}"]`)!.getBoundingClientRect();
        return height > 100 && top >= view.top && bottom <= view.bottom;
      }, step);
      expect(within, `step ${step} in sight`).toBe(true);
      await expect(transcript(page).locator('.tr-intro')).toContainText(`${step}/100`);
      await expect(transcript(page).locator('.tr-intro')).toContainText(`make ${step}`);
    }
    await goTo(page, 0);
    await expect(transcript(page).locator('.tr-intro')).toContainText('100手順');
  });

  test('is copied whole', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await transcript(page).getByRole('button', { name: '全文をコピー' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText().then((text) => text.split('\n').length)))
      .toBeGreaterThanOrEqual(1400);
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const rows = text.trimEnd().split('\n');
    expect(rows.filter((row) => row.includes('# make ')).map((row) => Number(/\d+$/.exec(row)![0]))).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
  });
});

test('the beginning of a long output is in sight at once, and all of it is there', async ({ page }) => {
  await page.goto('gallery/transcript/tall/');
  const output = transcript(page).locator('[data-step="seq"] .tr-out');
  expect(await output.textContent()).toBe(Array.from({ length: 1000 }, (_, i) => String(i + 1)).join('\n'));
  await goTo(page, 3);
  await goTo(page, 2);
  const { top, rows } = await transcript(page).evaluate((root) => {
    const view = root.querySelector('.tr-scroll')!;
    const block = root.querySelector('[data-step="seq"]')!;
    return {
      top: block.getBoundingClientRect().top - view.getBoundingClientRect().top,
      rows: block.getBoundingClientRect().height / 21.45,
    };
  });
  expect(top).toBeLessThan(10);
  // As high as its rows, those out of sight included.
  expect(rows).toBeGreaterThan(990);
  expect(rows).toBeLessThan(1010);
});
