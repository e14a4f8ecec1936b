import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

const PAGE = '2-3-minimize/';
const COLUMNS = ['web:debian', 'web:alpine', 'web:distroless', 'web:empty'];
const table = (page: Page) => page.locator('[data-diagram="image-counts"]');

/** What the recorded script printed of an image, from the session beside the table. */
async function printed(page: Page, image: string): Promise<string[]> {
  const text = await page.locator('[data-transcript="minimize"] [data-step="count"] .tr-out').textContent();
  const line = new RegExp(`${image} +((?:\\d+ +){6}\\d+)`).exec(text ?? '')?.[1];
  return (line ?? '').split(/ +/);
}

test('the table of four bases says what the recorded script counted, and its longest bar is the largest count', async ({
  page,
}) => {
  await page.goto(PAGE);
  const lines = await Promise.all(COLUMNS.map((image) => printed(page, image)));
  for (const line of lines) expect(line).toHaveLength(7);
  const rows = table(page).locator('tbody tr');
  await expect(rows).toHaveCount(7);
  for (let row = 1; row < 7; row += 1) {
    const counts = lines.map((line) => Number(line[row]));
    await expect(rows.nth(row).locator('.counts-number')).toHaveText(counts.map((n) => n.toLocaleString('en')));
    const cells = rows.nth(row).locator('td');
    for (const [i, count] of counts.entries()) {
      const bar = cells.nth(i).locator('.counts-bar');
      if (count === 0) await expect(bar).toHaveCount(0);
      else if (count === Math.max(...counts)) await expect(bar).toHaveAttribute('width', '100');
      else expect(Number(await bar.getAttribute('width'))).toBeLessThan(100);
    }
  }
  await expect(rows.first().locator('.counts-number').last()).toHaveText(/^[\d.]+ kB$/);
});

test('names the images of a measure beside its numbers where the table has no room', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(PAGE);
  const first = table(page).locator('tbody tr').nth(1).locator('td').first();
  expect(await first.evaluate((td) => getComputedStyle(td, '::before').content)).toBe('"Debian"');
  expect(await table(page).evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
});
