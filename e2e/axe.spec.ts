import { violations } from './support/axe.ts';
import { expect, test, PAGES } from './support/test.ts';

test.use({ questions: 'asked' });

const VIEWS = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const path of PAGES) {
  test(`/${path} has no violation, wide and light or narrow and dark`, async ({ page }) => {
    // A chapter has thousands of elements; judging it takes seconds, on a busy machine many.
    test.setTimeout(300_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    // What a reader may open is judged too.
    await page.locator('details').evaluateAll((all) =>
      all.forEach((d) => {
        (d as HTMLDetailsElement).open = true;
      }),
    );
    for (const { colorScheme, viewport } of VIEWS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      expect.soft(await violations(page), `${colorScheme} ${viewport.width}`).toEqual([]);
    }
  });
}

test('open panels at 390 px', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize(VIEWS[1].viewport);
  for (const button of ['章一覧', 'この節の内容']) {
    await page.goto('1-1-namespace/');
    await page.getByRole('button', { name: button }).click();
    expect(await violations(page, '.panel:popover-open')).toEqual([]);
  }
});
