import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

const transcript = (page: Page): Locator => page.locator('session-stage');
const goTo = (page: Page, step: number): Promise<void> => transcript(page).getByRole('slider').fill(String(step));

test.describe('a transcript of a hundred steps', () => {
  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('gallery/transcript/long/');
  });

  test('marks the step of the reader, and no other, wherever one comes from', async ({ page }) => {
    expect(Number(await transcript(page).getAttribute('data-count'))).toBe(100);
    for (const step of [60, 61, 1, 0, 99, 98, 3, 100, 50]) {
      await goTo(page, step);
      const marked = await transcript(page)
        .locator('.sg-step[data-s]')
        .evaluateAll((all) => all.map((s) => Number((s as HTMLElement).dataset.n)));
      expect(marked, `at ${step}`).toEqual(step === 0 ? [] : [step]);
    }
  });

  test('has the step in sight at once', async ({ page }) => {
    for (const step of [70, 12, 100]) {
      await goTo(page, step);
      await expect(transcript(page).locator(`[data-n="${step}"] .tr-line`)).toBeInViewport();
      await expect(transcript(page).locator(`[data-n="${step}"] .tr-cmd`)).toHaveText(`make ${step}`);
    }
  });

  test('is copied whole', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await transcript(page).getByRole('button', { name: '記録について' }).click();
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

test('a long output is folded behind its first lines, and all of it is there', async ({ page }) => {
  await page.goto('gallery/transcript/tall/');
  const output = transcript(page).locator('[data-step="seq"] .tr-out');
  await expect(output.locator('.tr-rest')).toBeHidden();
  expect((await output.boundingBox())!.height).toBeLessThan(250);
  const text = await output.evaluate((out) =>
    [out.querySelector('.tr-head')!, out.querySelector('.tr-rest')!].map((part) => part.textContent).join('\n'),
  );
  expect(text).toBe(Array.from({ length: 1000 }, (_, i) => String(i + 1)).join('\n'));
  await output.locator('summary').click();
  expect((await output.boundingBox())!.height).toBeGreaterThan(15_000);
});
