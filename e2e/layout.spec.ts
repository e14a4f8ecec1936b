import { expect, test, PAGES } from './support/test.ts';

for (const path of PAGES) {
  test(`/${path} has no sideways scrolling from 320 to 1920`, async ({ page }) => {
    await page.goto(path);
    for (const width of [320, 390, 768, 1024, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => {
        const limit = document.documentElement.clientWidth;
        const over = document.documentElement.scrollWidth - limit;
        if (over <= 0) return [];
        const culprits = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > limit + 0.5);
        return [`${over} px too wide`, ...culprits.slice(0, 5).map((e) => `${e.tagName}.${e.getAttribute('class')} ${Math.round(e.getBoundingClientRect().right)}`)];
      });
      expect.soft(wide, `${width} px`).toEqual([]);
    }
  });

  for (const width of [390, 1440]) {
    test(`/${path} does not shift while it loads and scrolls at ${width}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(() => {
        const shifts: string[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources?: { node?: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] })[]) {
            shifts.push(`${entry.value.toFixed(4)} ${(entry.sources ?? []).map((s) => `${s.node?.nodeName}.${(s.node as Element | null)?.getAttribute?.('class')} ${[s.previousRect, s.currentRect].map((r) => `${r.x},${r.y} ${r.width}x${r.height}`).join(' to ')}`).join('; ')}`);
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      const height = await page.evaluate(() => document.body.scrollHeight);
      for (let y = 0; y < height; y += 700) {
        await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), y);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      }
      expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
    });
  }
}

test('text column, figures and contents stand where they should at 1440', async ({ page }) => {
  await page.goto('1-1-namespace/');
  const box = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
  const text = await box('.prose > p');
  const size = await page.locator('.prose').evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize));
  expect(text.width).toBeCloseTo(38 * size, 0);
  const contents = await box('.contents');
  for (const figure of await page.locator('.prose > .figure:not(.wide, .narrow), .prose > [data-transcript]:not(.wide)').all()) {
    const { x, width } = (await figure.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(contents.x);
    expect(width).toBeGreaterThan(text.width);
  }
  for (const figure of await page.locator('.prose > .wide').all()) {
    expect((await figure.boundingBox())!.width).toBeGreaterThanOrEqual(1080);
  }
});

test('the monospace grid holds: box drawing and letters are equally wide, and no ligature joins hyphens', async ({ page }) => {
  await page.goto('1-1-namespace/');
  const widths = await page.evaluate(async () => {
    await document.fonts.load('16px "Mono Subset"');
    const probe = document.createElement('pre');
    document.body.append(probe);
    return ['0', 'i', '─', '└', '│', '█', '→', '●', '○', '✓', '-'].map((c) => {
      const span = document.createElement('span');
      span.textContent = c.repeat(20);
      probe.append(span, '\n');
      return Math.round(span.getBoundingClientRect().width * 100) / 100;
    });
  });
  expect(new Set(widths).size, widths.join(' ')).toBe(1);
});
