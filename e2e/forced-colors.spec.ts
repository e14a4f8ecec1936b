import { expect, test } from './support/test.ts';

test.use({ questions: 'asked' });

/*
 * In forced colours a browser takes grounds and shadows away and makes every border visible: what a sign says by the
 * one must be said otherwise, and what a border kept free must not appear.
 */

/** Elements and pseudo-elements without text that can be seen, by class: whether by a ground of their own or a line. */
const signs = (): Record<string, boolean> => {
  const probe = document.createElement('i');
  probe.style.cssText = 'background: Canvas';
  document.body.append(probe);
  const canvas = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const clear = (colour: string): boolean => /^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
  /** The ground an element lies on. */
  const behind = (element: Element | null): string => {
    if (!element) return canvas;
    const { backgroundColor } = getComputedStyle(element);
    return clear(backgroundColor) ? behind(element.parentElement) : backgroundColor;
  };
  const seen: Record<string, boolean> = {};
  for (const element of document.querySelectorAll('main *')) {
    if (element.closest('svg, button, input') || element.getBoundingClientRect().width === 0) continue;
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      if (pseudo === null ? element.textContent.trim() !== '' || element.firstElementChild : style.content !== '""')
        continue;
      if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') continue;
      const line = (['Top', 'Right', 'Bottom', 'Left'] as const).some(
        (side) => style[`border${side}Style`] !== 'none' && !clear(style[`border${side}Color`]),
      );
      const ground =
        !clear(style.backgroundColor) && style.backgroundColor !== behind(pseudo ? element : element.parentElement);
      const name = `${element.tagName.toLowerCase()}.${element.classList.value.replaceAll(' ', '.')}${pseudo ?? ''}`;
      seen[name] ||= line || ground || style.backgroundImage !== 'none' || style.outlineStyle !== 'none';
    }
  }
  return seen;
};

for (const path of [
  '',
  '0-1-history/',
  '1-1-namespace/',
  '1-2-cgroup/',
  '1-3-chroot/',
  '2-2-image/',
  '3-1-capability/',
]) {
  test(`/${path} in forced colours: every sign is there`, async ({ page }) => {
    await page.goto(path);
    const before = await page.evaluate(signs);
    expect(Object.values(before)).toContain(true);
    await page.emulateMedia({ forcedColors: 'active' });
    const after = await page.evaluate(signs);
    // What is hidden on purpose in forced colours is not in the second list at all.
    expect(Object.keys(before).filter((name) => before[name] && after[name] === false)).toEqual([]);
  });
}

test('the step where the reader is is marked by a line, others are not', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('1-1-namespace/');
  const transcript = page.locator('[data-stage="uts-namespace"]');
  await transcript.getByRole('slider').fill('3');
  const outline = (step: string) =>
    transcript
      .locator(`${step} > .tr-screen`)
      .first()
      .evaluate((e) => getComputedStyle(e).outlineStyle);
  expect(await outline('.sg-step[data-s]')).toBe('solid');
  expect(await outline('.sg-step:not([data-s])')).toBe('none');
});

test('what was only a place kept free does not appear', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('2-2-image/');
  const holes = page.locator('.ls-hole');
  expect(await holes.count()).toBeGreaterThan(0);
  for (const hole of await holes.all()) await expect(hole).toBeHidden();
  await page.goto('1-2-cgroup/');
  const lines = await page.locator('.ct-controller').evaluateAll((all) => {
    const shown = (e: Element) =>
      getComputedStyle(e).borderTopColor !== getComputedStyle(document.documentElement).backgroundColor;
    return all.map((e) => ({ handed: e.classList.contains('ct-handed'), shown: shown(e) }));
  });
  expect(lines.some(({ handed }) => handed)).toBe(true);
  for (const { handed, shown } of lines) expect(shown).toBe(handed);
});
