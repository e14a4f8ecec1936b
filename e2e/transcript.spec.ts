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

test.beforeEach(async ({ page }) => {
  await page.goto(PAGE);
});

test('stands finished and whole as delivered', async ({ page }) => {
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  await expect(transcript.locator('[data-step]')).toHaveCount(count);
  for (const { id, run } of scenario.steps) {
    await expect(transcript.locator(`[data-step="${id}"]`)).toBeVisible();
    await expect(transcript.locator(`[data-step="${id}"] .tr-cmd`)).toHaveText(run!);
  }
  await expect(transcript).toContainText(kernel.provenance.kernel);
});

test('goes step by step with the mouse', async ({ page }) => {
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  const step = (index: number) => transcript.locator(`[data-step="${scenario.steps[index]!.id}"]`);
  await transcript.getByRole('button', { name: '次の手順' }).click();
  await expect(step(0)).toBeVisible();
  await expect(step(1)).toBeHidden();
  await transcript.getByRole('button', { name: '次の手順' }).click();
  await expect(step(1)).toBeVisible();
  await expect(transcript.getByRole('slider')).toHaveAttribute('aria-valuetext', new RegExp(`^手順 2/${count}: `));
  await transcript.getByRole('button', { name: '前の手順' }).click();
  await expect(step(1)).toBeHidden();
  await expect(transcript.getByRole('status')).toContainText(`手順 1/${count}`);
});

test('goes by the slider with the keyboard', async ({ page }) => {
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  await transcript.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await expect(transcript.locator(`[data-step="${scenario.steps[0]!.id}"]`)).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(transcript.locator(`[data-step="${scenario.steps[2]!.id}"]`)).toBeVisible();
  await expect(transcript.locator(`[data-step="${scenario.steps[3]!.id}"]`)).toBeHidden();
  await page.keyboard.press('End');
  await expect(transcript.locator(`[data-step="${scenario.steps.at(-1)!.id}"]`)).toBeVisible();
});

test('plays from the start to the end, typing, and pauses on demand', async ({ page }) => {
  test.setTimeout(90_000);
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  const speed = transcript.getByRole('combobox', { name: '再生の速さ' });
  await speed.selectOption('0.5');
  const first = transcript.locator(`[data-step="${scenario.steps[0]!.id}"]`);
  // Kept in order, for a test that looks only now and then.
  const states = await first.evaluateHandle((block) => {
    const seen: (string | undefined)[] = [];
    new MutationObserver(() => seen.push((block as HTMLElement).dataset.s)).observe(block, {
      attributeFilter: ['data-s'],
    });
    return seen;
  });
  await transcript.getByRole('button', { name: '再生', exact: true }).click();
  await expect.poll(() => states.jsonValue()).toEqual(expect.arrayContaining(['run', 'now']));
  expect((await states.jsonValue()).slice(0, 2)).toEqual(['run', 'now']);
  await transcript.getByRole('button', { name: '一時停止' }).click();
  await expect(transcript.getByRole('button', { name: '再生', exact: true })).toBeVisible();
  await speed.selectOption('4');
  await transcript.getByRole('slider').press('k');
  await expect(transcript.getByRole('button', { name: '再生', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(transcript.getByRole('slider')).toHaveJSProperty('value', String(count));
  for (const { id, run } of scenario.steps)
    await expect(transcript.locator(`[data-step="${id}"] .tr-cmd`)).toHaveText(run!);
});

test('shows whole steps where motion is unwelcome', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  await transcript.getByRole('button', { name: '再生', exact: true }).click();
  const first = transcript.locator(`[data-step="${scenario.steps[0]!.id}"]`);
  await expect(first).toHaveAttribute('data-s', 'now');
  await expect(first.locator('.tr-cmd')).toHaveText(scenario.steps[0]!.run!);
});

test('a link to a step goes there', async ({ page }) => {
  const { id } = scenario.steps[2]!;
  await page.goto(`${PAGE}#${NAME}.${id}`);
  await page.reload();
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  await expect(transcript.getByRole('slider')).toHaveJSProperty('value', '3');
  await expect(transcript.locator(`[data-step="${id}"]`)).toBeInViewport();
});

test('copies the command of a step, and the whole session', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await transcript.getByRole('slider').fill('3');
  await transcript
    .getByRole('button', { name: /^コピー/ })
    .last()
    .click();
  await expect.poll(clipboard).toBe(scenario.steps[2]!.run!);
  await transcript.getByRole('button', { name: '全文をコピー' }).click();
  await expect.poll(clipboard).toContain('container');
  expect(await clipboard()).toContain(scenario.steps[2]!.run!);
});

test('the step list opens, copies the command of each step that has one, and leads to a step', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const transcript = page.locator(`[data-transcript="${NAME}"]`);
  await transcript.locator('summary').press('Enter');
  await expect(transcript.getByRole('list').getByRole('button')).toHaveCount(
    scenario.steps.filter((step) => step.run).length,
  );
  await transcript.getByRole('button', { name: /手順2のコマンド/ }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(scenario.steps[1]!.run!);
  await transcript.getByRole('link', { name: /^手順4\/\d+へ$/ }).click();
  await expect(transcript.getByRole('slider')).toHaveJSProperty('value', '4');
});

test('a cast can be downloaded and is what was recorded', async ({ page }) => {
  const href = await page.locator(`[data-transcript="${NAME}"] a[download]`).first().getAttribute('href');
  const response = await page.request.get(new URL(href!, page.url()).href);
  expect(await response.text()).toBe(readFileSync(`content/recordings/${NAME}/host.cast`, 'utf8'));
});

test.describe('by touch at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('terminals are stacked and steps follow taps', async ({ page }) => {
    const transcript = page.locator(`[data-transcript="${NAME}"]`);
    const [host, inside] = await Promise.all(
      ['host', 'inside'].map((name) => transcript.getByRole('group', { name: `${name}の画面` }).boundingBox()),
    );
    expect(inside!.y).toBeGreaterThan(host!.y + host!.height - 1);
    await transcript.getByRole('button', { name: '次の手順' }).tap();
    await expect(transcript.locator(`[data-step="${scenario.steps[1]!.id}"]`)).toBeHidden();
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('every command, its output and its sentence are there, and no control', async ({ page }) => {
    const transcript = page.locator(`[data-transcript="${NAME}"]`);
    for (const { id, run, say } of scenario.steps) {
      await expect(transcript.locator(`[data-step="${id}"]`)).toContainText(run!);
      await expect(transcript.locator('.tr-list')).toContainText(say.replaceAll('`', ''));
    }
    await expect(transcript.getByRole('slider')).toBeHidden();
    await expect(transcript.locator('.tr-list > li').last()).toBeVisible();
  });
});

test('in print the list says what every step does', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  const items = page.locator(`[data-transcript="${NAME}"] .tr-list > li`);
  await expect(items).toHaveCount(scenario.steps.length);
  for (const item of await items.all()) await expect(item).toBeVisible();
  const tops = await items.evaluateAll((all) => all.map((item) => item.getBoundingClientRect().top));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(new Set(tops).size).toBe(tops.length);
});
