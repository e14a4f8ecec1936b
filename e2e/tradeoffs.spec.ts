import type { Locator } from '@playwright/test';
import { expect, test } from './support/test.ts';

interface Bar {
  value: number;
  width: number;
  low: number;
  high: number;
  line: number;
}

/** The bars of a figure as they are drawn, in pixels from the left end of the scale. */
const bars = (figure: Locator): Promise<Bar[]> =>
  figure.locator('.measure').evaluateAll((all) =>
    all.map((e) => {
      const left = e.querySelector('svg')!.getBoundingClientRect().x;
      const box = (css: string) => e.querySelector(css)?.getBoundingClientRect();
      return {
        value: Number.parseFloat(e.querySelector('b')!.textContent!),
        width: box('.measure-bar')!.width,
        low: box('.measure-spread')?.left ?? Number.NaN,
        high: box('.measure-spread')?.right ?? Number.NaN,
        line: (box('.measure-line')?.x ?? Number.NaN) - left,
      };
    }),
  );

test('the ratios of 5.2 are those of the transcript, drawn to scale with the host at 1', async ({ page }) => {
  await page.goto('5-2-demerits/');
  const transcript = (await page.locator('[data-transcript="overhead"]').textContent())!;
  const shown = await bars(page.locator('#fig-ratios'));
  expect(shown.length).toBeGreaterThan(3);
  for (const bar of shown) {
    expect(transcript).toContain(`ratio ${bar.value.toFixed(2)} (`);
    expect(bar.width / bar.line).toBeCloseTo(bar.value, 1);
    expect(bar.high).toBeGreaterThan(bar.low);
  }
});

test('the two starts of 5.2 are drawn to scale', async ({ page }) => {
  await page.goto('5-2-demerits/');
  const [kernel, docker] = await bars(page.locator('#fig-start'));
  expect(docker!.value).toBeGreaterThan(kernel!.value);
  expect(kernel!.width / docker!.width).toBeCloseTo(kernel!.value / docker!.value, 1);
});

test('the bars of 5.1 are what the transcript printed, to scale', async ({ page }) => {
  await page.goto('5-1-merits/');
  const transcript = (await page.locator('[data-transcript="density"]').textContent())!;
  const printed = (pattern: RegExp) => Number(pattern.exec(transcript)![1]);
  const [os, image] = await bars(page.locator('#fig-disk'));
  expect(os!.value).toBe(printed(/(\d+)M\s+\//));
  expect(image!.value).toBe(printed(/alpine ([\d.]+)MB/));
  expect(image!.width / os!.width).toBeCloseTo((image!.value * 1e6) / (os!.value * 2 ** 20), 2);
  const [least, , shim] = await bars(page.locator('#fig-memory'));
  expect(shim!.value).toBeCloseTo(printed(/([\d.]+) kB/) / 1024, 1);
  expect(least!.width / shim!.width).toBeCloseTo(least!.value / shim!.value, 1);
});

for (const path of ['5-1-merits/', '5-2-demerits/']) {
  test(`/${path} narrow: a label stands over its bar, and nothing is cut`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    const measure = page.locator('.measure').first();
    const [label, bar] = await Promise.all([measure.locator('dt').boundingBox(), measure.locator('dd').boundingBox()]);
    expect(bar!.y).toBeGreaterThanOrEqual(label!.y + label!.height - 1);
    const overflow = await page
      .locator('.measures')
      .evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth).length);
    expect(overflow).toBe(0);
  });
}
