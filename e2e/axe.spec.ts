import AxeBuilder from '@axe-core/playwright';
import { expect, test, PAGES } from './support/test.ts';

const SIZES = { '390': { width: 390, height: 844 }, '1440': { width: 1440, height: 900 } };

for (const path of PAGES) {
  test(`/${path} has no violation in either theme at 390 and 1440`, async ({ page }) => {
    // A chapter is judged four times over, seconds each.
    test.setTimeout(180_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    // What a reader may open is judged too.
    await page.locator('details').evaluateAll((all) => all.forEach((d) => { (d as HTMLDetailsElement).open = true; }));
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [name, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 5).map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`), `${colorScheme} ${name}`).toEqual([]);
      }
    }
  });
}

test('open panels at 390 px', async ({ page }) => {
  await page.setViewportSize(SIZES['390']);
  for (const button of ['章一覧', 'この節の内容']) {
    await page.goto('1-1-namespace/');
    await page.getByRole('button', { name: button }).click();
    const { violations } = await new AxeBuilder({ page }).include('.panel:popover-open').analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  }
});
