import { expect, test } from './support/test.ts';

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
