import { readdirSync } from 'node:fs';
import { violations } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const diagrams = readdirSync('src/diagrams', { withFileTypes: true })
  .filter((e) => e.isDirectory() && e.name !== 'shared')
  .map((e) => e.name);

for (const diagram of diagrams) {
  test(`examples of ${diagram} stand in their column, described, without violation`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`gallery/${diagram}/`);
    const examples = page.locator('[data-example]');
    expect(await examples.count()).toBeGreaterThan(0);
    for (const root of await page.locator('[data-diagram][data-source]').all()) {
      await expect(root).toHaveAccessibleName(/./);
      await expect(root.locator('.sr-only').first()).toHaveText(/.{9,}/s);
    }
    for (const [width, colorScheme] of [
      [320, 'light'],
      [390, 'dark'],
      [1440, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        `sideways at ${width}`,
      ).toBeLessThanOrEqual(0);
      if (width === 320) continue;
      expect.soft(await violations(page, 'main'), `${colorScheme} ${width}`).toEqual([]);
    }
  });
}
