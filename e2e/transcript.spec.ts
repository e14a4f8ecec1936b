import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Scenario } from '../src/recording/schema.ts';
import { kernelOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const NAME = 'uts-namespace';
const scenario = parse(readFileSync(`content/recordings/${NAME}/scenario.yaml`, 'utf8')) as Scenario;
const kernel = kernelOf(NAME);
const count = scenario.steps.length;
const PAGE = '1-1-namespace/';
const idAt = (number: number): string => scenario.steps[number - 1]!.id;

test.beforeEach(async ({ page }) => {
  // What moves is scrolled for by the test's own mouse, and whoever scrolls goes to another step.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(PAGE);
});

test('stands finished and whole as delivered, in one column in the order in which it happened', async ({ page }) => {
  const stage = page.locator(`[data-stage="${NAME}"]`);
  const steps = stage.locator(`[data-transcript="${NAME}"] [data-step]`);
  await expect(steps).toHaveCount(count);
  expect(await steps.evaluateAll((all) => all.map((step) => (step as HTMLElement).dataset.step))).toEqual(
    scenario.steps.map(({ id }) => id),
  );
  for (const { id, run, terminal } of scenario.steps) {
    const step = stage.locator(`[data-step="${id}"]`);
    await expect(step).toBeVisible();
    await expect(step.locator('.tr-cmd')).toHaveText(run!);
    await expect(step.locator('.sg-terminal').first()).toHaveText(terminal!);
  }
  await expect(stage.locator('.sg-about')).toContainText(kernel.provenance.kernel);
  await expect(stage).not.toHaveAttribute('data-now');
});

test('goes step by step with the mouse', async ({ page }) => {
  const stage = page.locator(`[data-stage="${NAME}"]`);
  await stage.getByRole('slider').fill('0');
  await expect(stage).toHaveAttribute('data-now', 'start');
  await stage.getByRole('button', { name: '次の手順' }).click();
  await expect(stage).toHaveAttribute('data-now', idAt(1));
  await stage.getByRole('button', { name: '次の手順' }).click();
  await expect(stage).toHaveAttribute('data-now', idAt(2));
  await expect(stage.getByRole('slider')).toHaveAttribute('aria-valuetext', new RegExp(`^手順 2/${count}: `));
  await stage.getByRole('button', { name: '前の手順' }).click();
  await expect(stage).toHaveAttribute('data-now', idAt(1));
  await expect(stage.getByRole('status')).toContainText(`手順 1/${count}`);
  await expect(stage.getByRole('status')).toContainText(scenario.steps[0]!.run!);
});

test('goes to a step that is clicked, and not where text is selected', async ({ page }) => {
  const stage = page.locator(`[data-stage="${NAME}"]`);
  await stage.locator(`[data-step="${idAt(3)}"] .tr-screen`).click();
  await expect(stage).toHaveAttribute('data-now', idAt(3));
  await stage.locator(`[data-step="${idAt(5)}"] .tr-cmd`).dblclick();
  await stage.locator(`[data-step="${idAt(2)}"] .sg-num`).click();
  await expect(stage).toHaveAttribute('data-now', idAt(2));
});

test('goes to the next step that changes a picture', async ({ page }) => {
  const stage = page.locator(`[data-stage="${NAME}"]`);
  const changes = (await stage.getAttribute('data-changes'))!.split(' ').map(Number);
  expect(changes.length).toBeGreaterThan(0);
  await stage.getByRole('slider').fill('0');
  for (const change of changes) {
    await stage.getByRole('button', { name: '次の変化へ' }).click();
    await expect(stage).toHaveAttribute('data-now', idAt(change));
    await expect(stage.locator(`[data-step="${idAt(change)}"] .sg-sign`)).toHaveCount(1);
  }
  await expect(stage.locator('.sg-sign')).toHaveCount(changes.length);
});

test('goes by keys', async ({ page }) => {
  const stage = page.locator(`[data-stage="${NAME}"]`);
  await stage.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await expect(stage).toHaveAttribute('data-now', 'start');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(stage).toHaveAttribute('data-now', idAt(3));
  await page.keyboard.press('End');
  await expect(stage).toHaveAttribute('data-now', idAt(count));
  await stage.getByRole('button', { name: '次の手順' }).focus();
  await page.keyboard.press('k');
  await expect(stage).toHaveAttribute('data-now', idAt(count - 1));
  await page.keyboard.press('ArrowLeft');
  await expect(stage).toHaveAttribute('data-now', idAt(count - 2));
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowRight');
  await expect(stage).toHaveAttribute('data-now', idAt(count));
});

test('plays from the start to the end, typing, and pauses on demand', async ({ page }) => {
  test.setTimeout(90_000);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const stage = page.locator(`[data-stage="${NAME}"]`);
  const speed = stage.locator('.sg-speed');
  await speed.evaluate((select: HTMLSelectElement) => (select.value = '0.5'));
  const first = stage.locator(`[data-step="${idAt(1)}"]`);
  // Kept in order, for a test that looks only now and then.
  const states = await first.evaluateHandle((step) => {
    const seen: (string | undefined)[] = [];
    new MutationObserver(() => seen.push((step as HTMLElement).dataset.s)).observe(step, {
      attributeFilter: ['data-s'],
    });
    return seen;
  });
  await stage.getByRole('button', { name: '再生', exact: true }).click();
  await expect.poll(() => states.jsonValue()).toEqual(expect.arrayContaining(['run', 'now']));
  expect((await states.jsonValue()).slice(0, 2)).toEqual(['run', 'now']);
  await stage.getByRole('button', { name: '一時停止' }).click();
  await expect(stage.getByRole('button', { name: '再生', exact: true })).toBeVisible();
  await speed.evaluate((select: HTMLSelectElement) => (select.value = '4'));
  await stage.getByRole('button', { name: '再生', exact: true }).press(' ');
  await expect(stage).toHaveAttribute('data-now', idAt(count), { timeout: 60_000 });
  await expect(stage.getByRole('button', { name: '再生', exact: true })).toBeVisible({ timeout: 60_000 });
  for (const { id, run } of scenario.steps) await expect(stage.locator(`[data-step="${id}"] .tr-cmd`)).toHaveText(run!);
});

test('shows whole steps where motion is unwelcome', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const stage = page.locator(`[data-stage="${NAME}"]`);
  await stage.getByRole('button', { name: '再生', exact: true }).click();
  const first = stage.locator(`[data-step="${idAt(1)}"]`);
  await expect(first).toHaveAttribute('data-s', 'now');
  await expect(first.locator('.tr-cmd')).toHaveText(scenario.steps[0]!.run!);
});

test('a link to a step goes there, and the address follows the reader', async ({ page }) => {
  await page.goto(`${PAGE}#${NAME}.${idAt(3)}`);
  await page.reload();
  const stage = page.locator(`[data-stage="${NAME}"]`);
  await expect(stage).toHaveAttribute('data-now', idAt(3));
  await expect(stage.locator(`[data-step="${idAt(3)}"] .tr-cmd`)).toBeInViewport();
  await stage.getByRole('button', { name: '次の手順' }).click();
  await expect(stage).toHaveAttribute('data-now', idAt(4));
  await expect.poll(() => new URL(page.url()).hash).toBe(`#${NAME}.${idAt(4)}`);
});

test('copies the command of a step, a link to it, and the whole session', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const stage = page.locator(`[data-stage="${NAME}"]`);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await stage.getByRole('slider').fill('3');
  const step = stage.locator(`[data-step="${idAt(3)}"]`);
  await step.getByRole('button', { name: 'コマンドをコピー' }).click();
  await expect.poll(clipboard).toBe(scenario.steps[2]!.run!);
  await step.getByRole('button', { name: 'この手順へのリンクをコピー' }).click();
  await expect.poll(clipboard).toContain(`/${PAGE}#${NAME}.${idAt(3)}`);
  await stage.getByRole('button', { name: '記録について' }).click();
  await stage.getByRole('button', { name: '全文をコピー' }).click();
  await expect.poll(clipboard).toContain('container');
  expect(await clipboard()).toContain(scenario.steps[2]!.run!);
});

test('a cast can be downloaded and is what was recorded', async ({ page }) => {
  const href = await page.locator(`[data-stage="${NAME}"] a[download]`).first().getAttribute('href');
  const response = await page.request.get(new URL(href!, page.url()).href);
  expect(await response.text()).toBe(readFileSync(`content/recordings/${NAME}/host.cast`, 'utf8'));
});

test.describe('by touch at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('steps follow taps, the picture above them', async ({ page }) => {
    const stage = page.locator(`[data-stage="${NAME}"]`);
    await stage.locator(`[data-step="${idAt(3)}"] .tr-screen`).tap();
    await expect(stage).toHaveAttribute('data-now', idAt(3));
    const [side, step] = await Promise.all([
      stage.locator('.sg-side').boundingBox(),
      stage.locator(`[data-step="${idAt(3)}"] .tr-line`).boundingBox(),
    ]);
    expect(side!.height).toBeLessThanOrEqual(0.4 * 844 + 1);
    expect(step!.y).toBeGreaterThanOrEqual(side!.y + side!.height);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('every command, its output and its sentence are there, and no control', async ({ page }) => {
    const stage = page.locator(`[data-stage="${NAME}"]`);
    for (const { id, run, say } of scenario.steps) {
      await expect(stage.locator(`[data-step="${id}"]`)).toContainText(run!);
      await expect(stage.locator(`[data-step="${id}"] .sg-sentence`)).toHaveText(say.replaceAll('`', ''));
    }
    await expect(stage.getByRole('slider')).toBeHidden();
    await expect(stage.getByRole('button')).toHaveCount(0);
    await expect(stage.locator('.sg-about')).toBeVisible();
  });

  test('what is folded is open', async ({ page }) => {
    const rest = page.locator('.tr-rest').first();
    await expect(rest).toBeVisible();
    expect((await rest.boundingBox())!.height).toBeGreaterThan(40);
  });
});

test('in print every step, what is folded and where it comes from are there', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  const stage = page.locator(`[data-stage="${NAME}"]`);
  await expect(stage.locator('.sg-sentence')).toHaveCount(scenario.steps.length);
  for (const sentence of await stage.locator('.sg-sentence').all()) await expect(sentence).toBeVisible();
  await expect(stage.locator('.sg-source')).toBeVisible();
  expect((await page.locator('.tr-rest').first().boundingBox())!.height).toBeGreaterThan(40);
});

test('an output is unfolded by keyboard', async ({ page }) => {
  const fold = page.locator('.tr-fold').first();
  await expect(fold.locator('.tr-rest')).toBeHidden();
  await fold.locator('summary').press('Enter');
  await expect(fold.locator('.tr-rest')).toBeVisible();
});
