import { expect, test } from './support/test.ts';

/** The element with the focus as a reader would name it, and what lies over its middle instead of it. */
const focused = (): { name: string; covered: string | null } => {
  const element = document.activeElement!;
  const { left, right, top, bottom } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const x = (Math.max(0, left) + Math.min(innerWidth - 1, right)) / 2;
  const y = (Math.max(0, top) + Math.min(innerHeight - 1, bottom)) / 2;
  const hit = document.elementFromPoint(x, y);
  const seen = hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest('label') !== null);
  return {
    name: `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 20)}`,
    covered: seen ? null : `${hit?.tagName}.${hit?.className} at ${Math.round(x)},${Math.round(y)}`,
  };
};

for (const path of ['1-1-namespace/', '2-2-image/', '3-1-capability/']) {
  test(`/${path} at 1280: whatever the keyboard comes to can be seen`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    const links = await page.locator('.contents a').count();
    // From every wide figure back into the column, and on through it.
    const wide = await page.locator('.prose > .wide').count();
    expect(wide).toBeGreaterThan(1);
    for (let n = 0; n < wide; n += 1) {
      await page.evaluate((at) => {
        const figure = document.querySelectorAll('.prose > .wide')[at]!;
        const { top } = figure.getBoundingClientRect();
        scrollTo({ top: scrollY + top - 20, behavior: 'instant' });
        document.querySelector<HTMLElement>('.contents a')!.focus({ preventScroll: true });
      }, n);
      // Focus by script counts as seen only after a key.
      await page.keyboard.press('Shift');
      for (let link = 0; link < links; link += 1) {
        if (link > 0) await page.keyboard.press('Tab');
        const { name, covered } = await page.evaluate(focused);
        expect.soft(covered, `figure ${n + 1}: ${name}`).toBeNull();
      }
    }
  });
}

test('the contents are never cut by what is wide: they are gone while it passes', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('1-1-namespace/');
  const contents = page.locator('.contents');
  const toEnd = () =>
    page.locator('.chapter-turn').evaluate((e) => e.scrollIntoView({ block: 'end', behavior: 'instant' }));
  await toEnd();
  await expect(contents).toHaveCSS('opacity', '1');
  await page
    .locator('.prose > :is(.wide, .sg)')
    .first()
    .evaluate((e) => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await expect(contents).toHaveCSS('opacity', '0');
  // Meanwhile they open beside the list of chapters.
  const button = page.getByRole('button', { name: 'この節の内容' });
  await expect(button).toBeVisible();
  await button.click();
  await expect(contents).toHaveCSS('opacity', '1');
  await page.keyboard.press('Escape');
  await toEnd();
  await expect(contents).toHaveCSS('opacity', '1');
  await expect(button).toBeHidden();
});

test('the column of contents and what is wide never meet, wherever the page stands, with scripts or without', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const bare = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 780 } });
  await page.setViewportSize({ width: 1440, height: 780 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('1-1-namespace/');
  const withoutScripts = await bare.newPage();
  await withoutScripts.goto(page.url());
  for (const [name, shown] of [
    ['with scripts', page],
    ['without', withoutScripts],
  ] as const) {
    const column = (await shown.locator('.contents').boundingBox())!;
    const wide = shown.locator('.prose > :is(.wide, .sg)');
    expect(await wide.count()).toBeGreaterThan(1);
    if (shown === withoutScripts) {
      for (const { x, width } of await Promise.all((await wide.all()).map(async (e) => (await e.boundingBox())!)))
        expect(x + width, name).toBeLessThanOrEqual(column.x);
      continue;
    }
    const met = await shown.evaluate(async () => {
      const contents = document.querySelector('.contents')!;
      const figures = [...document.querySelectorAll('.prose > :is(.wide, .sg)')];
      const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const found: string[] = [];
      for (const figure of figures) {
        scrollTo({ top: 0, behavior: 'instant' });
        const { top, bottom } = figure.getBoundingClientRect();
        // Coming in from below, beside the column, and leaving over its top.
        for (const y of [top - 600, top - 300, top - 40, (top + bottom) / 2 - 300, bottom - 120]) {
          scrollTo({ top: y, behavior: 'instant' });
          await frames();
          await frames();
          const a = contents.getBoundingClientRect();
          const over = figures.some((f) => {
            const b = f.getBoundingClientRect();
            return b.top < a.bottom && b.bottom > a.top && b.right > a.left;
          });
          await Promise.all(contents.getAnimations().map((one) => one.finished));
          if (over && getComputedStyle(contents).opacity !== '0') found.push(`${figure.id} at ${Math.round(scrollY)}`);
        }
      }
      return found;
    });
    expect(met).toEqual([]);
  }
  await bare.close();
});
