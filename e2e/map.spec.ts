import type { Page } from '@playwright/test';
import { OUTLINE } from '../src/outline.ts';
import { expect, PAGES, test } from './support/test.ts';

const sections = OUTLINE.flatMap((part) => part.sections).filter(({ slug }) => PAGES.includes(`${slug}/`));
const dot = (page: Page, slug: string) => page.locator(`.map [data-section="${slug}"]`);

test('every section has the map at its head, one line, with its own socket lit', async ({ page }) => {
  test.setTimeout(120_000);
  for (const { slug, socket } of sections) {
    await page.goto(`${slug}/`);
    const map = page.getByRole('navigation', { name: 'コンテナの全体図' });
    const box = (await map.boundingBox())!;
    expect(box.height, slug).toBeLessThanOrEqual(44);
    expect(box.y, slug).toBeLessThan((await page.getByRole('heading', { level: 1 }).boundingBox())!.y);
    const lit = { process: 5, none: 0, one: 1 }[socket === 'process' ? 'process' : socket ? 'one' : 'none'];
    await expect(map.locator('.map-lit'), slug).toHaveCount(lit);
    await expect(map.locator('.map-here'), slug).toHaveCount(socket ? 1 : 0);
  }
});

test('stays one line of a telephone, with room for a finger', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('1-2-cgroup/');
  const map = page.locator('.map');
  expect((await map.boundingBox())!.height).toBeLessThanOrEqual(56);
  expect(await map.evaluate((e) => e.scrollWidth - e.clientWidth)).toBeLessThanOrEqual(0);
  for (const link of await map.getByRole('link').all())
    expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(24);
});

test('leads to the whole', async ({ page }) => {
  await page.goto('1-1-namespace/');
  await page
    .locator('.map')
    .getByRole('link', { name: /全体図/ })
    .click();
  await expect(page.locator('#fig-whole')).toBeInViewport();
});

test('a section that was read to its end has its dot filled, there and on the others', async ({ page }) => {
  await page.goto('1-3-chroot/');
  await expect(dot(page, '1-3-chroot')).not.toHaveAttribute('data-read');
  await page.locator('.chapter-foot').scrollIntoViewIfNeeded();
  await expect(dot(page, '1-3-chroot')).toHaveAttribute('data-read', '');
  await page.goto('1-2-cgroup/');
  await expect(dot(page, '1-3-chroot')).toHaveAttribute('data-read', '');
  await expect(dot(page, '1-2-cgroup')).not.toHaveAttribute('data-read');
});

test('what is kept in the browser may be anything', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('docker-kanzen-rikai:read', '{"not": "a list"'));
  await page.goto('1-3-chroot/');
  await page.locator('.chapter-foot').scrollIntoViewIfNeeded();
  await expect(dot(page, '1-3-chroot')).toHaveAttribute('data-read', '');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the map is there, and nothing in it is filled', async ({ page }) => {
    await page.goto('3-1-capability/');
    await expect(page.locator('.map-lit')).toHaveText('何をしてよいか');
    await expect(page.locator('.map [data-read]')).toHaveCount(0);
  });
});
