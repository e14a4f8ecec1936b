import type { Locator, Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { kernelOf } from './support/steps.ts';
import { noteShifts, shiftsOf } from './support/shifts.ts';
import { expect, test } from './support/test.ts';

const { steps } = kernelOf('handmade');
const WIDE = { width: 1440, height: 780 };
const SIZES = [WIDE, { width: 1024, height: 768 }, { width: 390, height: 844 }];
/** First change, in milliseconds since the page was asked for; of what it is, not of what a busy machine makes of it. */
const FIRST_MS = 3000;

interface Moved {
  now: string;
  at: number;
}
/** For addInitScript. Notes where the stage has stood, and when. */
function noteSteps(): void {
  const moved: Moved[] = [];
  Object.assign(window, { moved });
  new MutationObserver((records) => {
    for (const { target } of records) {
      const { stage, now } = (target as HTMLElement).dataset;
      if (stage && now !== undefined) moved.push({ now, at: performance.now() });
    }
  }).observe(document, { subtree: true, attributeFilter: ['data-now'] });
}
const movedOf = (page: Page): Promise<Moved[]> => page.evaluate(() => (window as unknown as { moved: Moved[] }).moved);
const whole = (of: Locator): Promise<boolean> =>
  of.evaluate((e) => {
    const { top, bottom, left, right, height } = e.getBoundingClientRect();
    return height > 0 && top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1;
  });

test.describe('the first screen', () => {
  for (const size of SIZES)
    test(`at ${size.width} x ${size.height} has the name, a sentence, a way in and a picture that moves`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      await page.addInitScript(noteSteps);
      await page.addInitScript(noteShifts);
      await page.goto('');
      const stage = page.locator('.sg-hero');
      await expect(stage).toHaveAttribute('data-loop', 'moving');
      await expect.poll(async () => (await movedOf(page)).length).toBeGreaterThan(1);
      // The frame stays while things move in it.
      const frame = () =>
        stage.evaluate((root) =>
          [
            ...root.querySelectorAll(
              '.sg-desk, .sg-desk > :not([hidden]), .sg-pictures, .sg-picture, .sg-session, .sg-score',
            ),
          ]
            .filter((e) => e.matches(':not(.sg-picture)') || getComputedStyle(e).display !== 'none')
            .map((e) => JSON.stringify(e.getBoundingClientRect()))
            .slice(0, 8),
        );
      const before = await frame();
      expect(await whole(page.getByRole('heading', { level: 1 }))).toBe(true);
      expect(await whole(page.getByRole('link', { name: '1.1から読む' }))).toBe(true);
      expect(await whole(page.getByRole('button', { name: '一時停止' }))).toBe(true);
      expect(await whole(page.getByRole('button', { name: '自分で進める' }))).toBe(true);
      const pictures = stage.locator('.sg-picture:visible');
      await expect(pictures).toHaveCount(size.width >= 1024 ? 6 : 1);
      for (const picture of await pictures.all()) expect(await whole(picture)).toBe(true);
      const count = (await movedOf(page)).length;
      await expect.poll(async () => (await movedOf(page)).length).toBeGreaterThan(count);
      expect((await frame()).filter((box, i) => box !== before[i])).toEqual([]);
      expect(
        await page.evaluate(() => [scrollY, location.hash, document.querySelector('[role=status]')!.textContent]),
      ).toEqual([0, '', '']);
      for (const shift of await shiftsOf(page)) expect(Number.parseFloat(shift), shift).toBeLessThan(0.02);
    });

  test('moves within three seconds, through its telling steps, in order and for ever', async ({ page }) => {
    await page.setViewportSize(WIDE);
    await page.addInitScript(noteSteps);
    await page.goto('');
    const telling = (await page.locator('.sg-hero').getAttribute('data-telling'))!.split(' ').map(Number);
    const ids = telling.map((n) => steps[n - 1]!.id);
    await expect.poll(async () => (await movedOf(page)).length, { timeout: 30_000 }).toBeGreaterThan(ids.length);
    const moved = await movedOf(page);
    expect(moved[0]!.at).toBeLessThan(FIRST_MS);
    expect(moved.map(({ now }) => now).slice(0, ids.length + 1)).toEqual([...ids, ids[0]]);
    const round = moved[ids.length]!.at - moved[0]!.at;
    expect(round).toBeGreaterThan(11_000);
  });

  test('joins the command to each picture that it changes, for a moment, and dims the others', async ({ page }) => {
    await page.setViewportSize(WIDE);
    await page.goto('');
    const stage = page.locator('.sg-hero');
    const joined = await stage.evaluate(
      (root) =>
        new Promise<[number, number, number, boolean]>((resolve) => {
          new MutationObserver(() => {
            const lines = [...root.querySelectorAll('.sg-threads > path')];
            if (lines.length === 0) return;
            const moved = root.querySelectorAll('.sg-picture[data-moved]').length;
            const dim = [...root.querySelectorAll('.sg-picture:not([data-moved])')];
            void Promise.all(lines.flatMap((line) => line.getAnimations().map((a) => a.finished))).then(() =>
              resolve([
                lines.length,
                moved,
                Number(lines[0]!.getAnimations()[0]?.effect?.getTiming().duration ?? 600),
                dim.every((picture) => Number(getComputedStyle(picture).opacity) < 0.7),
              ]),
            );
          }).observe(root, { subtree: true, childList: true });
        }),
    );
    expect(joined[0]).toBe(joined[1]);
    expect(joined.slice(2)).toEqual([600, true]);
    await expect(stage.locator('.sg-threads')).toHaveAttribute('aria-hidden', 'true');
  });

  test('stops under the pointer and goes on when that leaves', async ({ page }) => {
    await page.setViewportSize(WIDE);
    await page.goto('');
    const stage = page.locator('.sg-hero');
    await expect(stage).toHaveAttribute('data-loop', 'moving');
    await page.mouse.move(900, 400);
    await expect(stage).toHaveAttribute('data-loop', 'paused');
    await page.mouse.move(700, 20);
    await expect(stage).toHaveAttribute('data-loop', 'moving');
  });

  test('does not move out of sight', async ({ page }) => {
    await page.setViewportSize(WIDE);
    await page.goto('');
    const stage = page.locator('.sg-hero');
    await expect(stage).toHaveAttribute('data-loop', 'moving');
    await page.locator('.front-end').scrollIntoViewIfNeeded();
    await expect(stage).toHaveAttribute('data-loop', 'paused');
  });

  for (const how of ['自分で進める', '一時停止'])
    test(`${how}: the reader takes over at that very step`, async ({ page }) => {
      await page.setViewportSize(WIDE);
      await page.goto('');
      const stage = page.locator('.sg-hero');
      await expect(stage).toHaveAttribute('data-now', /./);
      await page.getByRole('button', { name: how }).hover();
      await expect(stage).toHaveAttribute('data-loop', 'paused');
      const now = (await stage.getAttribute('data-now'))!;
      await page.getByRole('button', { name: how }).click();
      await expect(stage).not.toHaveAttribute('data-loop');
      await expect(stage).toHaveAttribute('data-now', now);
      await page.keyboard.press('ArrowRight');
      await expect(stage).toHaveAttribute('data-now', steps[steps.findIndex(({ id }) => id === now) + 1]!.id);
      await page.mouse.move(700, 20);
      await expect(stage).not.toHaveAttribute('data-loop');
    });

  test('the keyboard stops it for good, and a row of the score leads to its step', async ({ page }) => {
    await page.setViewportSize(WIDE);
    await page.goto('');
    const stage = page.locator('.sg-hero');
    await expect(stage).toHaveAttribute('data-loop', 'moving');
    await stage.getByRole('link', { name: /pivot_root/ }).focus();
    await expect(stage).toHaveAttribute('data-loop', 'paused');
    await page.keyboard.press('Enter');
    await expect(stage).not.toHaveAttribute('data-loop');
    await expect(stage).toHaveAttribute('data-now', 'pivot');
    await expect(stage.locator('.sg-step:visible')).toHaveAttribute('data-step', 'pivot');
    await expect(stage.locator('.sc-row > [aria-current]')).toContainText('pivot_root');
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('all steps can be read: then it is a stage like any other', async ({ page }) => {
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('');
    await page.getByRole('button', { name: '全手順を読む' }).click();
    await expect(page.locator('[data-stage="handmade"] .sg-step:visible')).toHaveCount(steps.length);
  });

  test('who comes by the address of a step finds it, and nothing moves', async ({ page }) => {
    await page.setViewportSize(WIDE);
    await page.goto('#handmade.net');
    const stage = page.locator('.sg-hero');
    await expect(stage).toHaveAttribute('data-now', 'net');
    await expect(stage.locator('.sg-threads')).toHaveCount(1);
    await expect(stage).not.toHaveAttribute('data-loop');
  });
});

test('with less motion the end is shown, and nothing moves', async ({ page }) => {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('');
  const stage = page.locator('.sg-hero');
  await page.waitForLoadState('networkidle');
  await expect(stage).not.toHaveAttribute('data-loop');
  await expect(stage).not.toHaveAttribute('data-now');
  await expect(stage.locator('.sg-step:visible')).toHaveAttribute('data-step', 'docker');
  await expect(stage.locator('.sg-picture .dg-new:visible')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '自分で進める' })).toBeHidden();
});

test('a first screen at work breaks no rule of access, in either theme', async ({ page }) => {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('');
    expect(await violations(page, '.sg-hero')).toEqual([]);
  }
});

test('on paper all steps stand under the pictures', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' });
  await page.goto('');
  await expect(page.locator('.sg-hero .sg-step:visible')).toHaveCount(steps.length);
  await expect(page.locator('.sg-hero .sg-picture:visible')).toHaveCount(6);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, viewport: WIDE });

  test('the end and the score are there, and all steps under the pictures', async ({ page }) => {
    await page.goto('');
    for (const part of ['h1', '.front-start', '.sg-score', '.sg-pictures'])
      expect(await whole(page.locator(part).first()), part).toBe(true);
    await expect(page.locator('.sg-hero .sg-step:visible')).toHaveCount(steps.length);
    await expect(page.locator('.sg-hero .sg-picture:visible')).toHaveCount(6);
  });
});
