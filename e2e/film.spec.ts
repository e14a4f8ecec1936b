import type { Page, Route } from '@playwright/test';
import { kernelOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

/* A step that redraws its screen (the progress of a docker push) is played as a film, fetched when it begins. */
const PAGE = '2-1-docker-hub/';
const NAME = 'registry-push';
const STEP = 'push';
const FILM = `**/recordings/${NAME}/${STEP}.host.frames.json`;
const number = kernelOf(NAME).steps.findIndex((step) => step.id === STEP) + 1;
const count = kernelOf(NAME).steps.length;

const transcriptOf = (page: Page) =>
  page.locator('session-stage', { has: page.locator(`[data-transcript="${NAME}"]`) });
const screensOf = (page: Page) =>
  transcriptOf(page)
    .locator('.tr-out')
    .evaluateAll((all) => all.map((out) => out.innerHTML));
const position = async (page: Page) => {
  const now = await transcriptOf(page).getAttribute('data-now');
  return kernelOf(NAME).steps.findIndex(({ id }) => id === now) + 1;
};

/** Stands before the filmed step, about to play it. */
async function playFrom(page: Page, speed: string): Promise<void> {
  const transcript = transcriptOf(page);
  await transcript.getByRole('slider').fill(String(number - 1));
  await transcript.locator('.sg-speed').evaluate((select: HTMLSelectElement, to) => (select.value = to), speed);
  await transcript.getByRole('button', { name: '再生', exact: true }).click();
}

test('a film plays frame by frame and leaves the text as it was delivered', async ({ page }) => {
  await page.goto(PAGE);
  const delivered = await screensOf(page);
  const out = transcriptOf(page).locator(`[data-step="${STEP}"] .tr-out`);
  const frames = await out.evaluateHandle((element) => {
    const seen = new Set<string>();
    new MutationObserver(() => seen.add(element.textContent)).observe(element, { childList: true });
    return seen;
  });
  await playFrom(page, '2');
  await expect.poll(() => position(page), { timeout: 30_000 }).toBeGreaterThan(number);
  expect(await frames.evaluate((seen) => seen.size)).toBeGreaterThan(3);
  await transcriptOf(page).getByRole('button', { name: '一時停止' }).click();
  await transcriptOf(page).getByRole('slider').fill(String(count));
  expect(await screensOf(page)).toEqual(delivered);
});

test('a film that comes after its step was skipped changes nothing', async ({ page }) => {
  await page.goto(PAGE);
  const delivered = await screensOf(page);
  const held = Promise.withResolvers<Route>();
  await page.route(FILM, (route) => held.resolve(route));
  await playFrom(page, '4');
  const route = await held.promise;
  await expect(transcriptOf(page).locator(`[data-step="${STEP}"]`)).toHaveAttribute('data-s', 'run');
  await transcriptOf(page).getByRole('button', { name: '次の手順' }).click();
  await expect(transcriptOf(page).locator(`[data-step="${STEP}"]`)).not.toHaveAttribute('data-s', 'run');
  await route.continue();
  await expect.poll(() => position(page), { timeout: 30_000 }).toBeGreaterThan(number);
  await transcriptOf(page).getByRole('slider').fill(String(count));
  expect(await screensOf(page)).toEqual(delivered);
});

test('a step whose film cannot be had is shown at its end, and said to be', async ({ page, problems }) => {
  await page.goto(PAGE);
  const delivered = await screensOf(page);
  await page.route(FILM, (route) => route.fulfill({ status: 404, body: 'gone' }));
  await playFrom(page, '4');
  await expect(transcriptOf(page).getByRole('status')).toContainText('最後の画面だけを表示します');
  await expect.poll(() => position(page), { timeout: 30_000 }).toBeGreaterThan(number);
  await transcriptOf(page).getByRole('slider').fill(String(count));
  expect(await screensOf(page)).toEqual(delivered);
  expect(problems.splice(0).filter((problem) => !problem.includes('404'))).toEqual([]);
});

test('where the script cannot be fetched no button is shown, and what is folded opens', async ({ page, problems }) => {
  await page.route(/\/(Stage|Scripted|Transcript|stage)\.[^/]*\.js$/, (route) => route.abort());
  await page.goto(PAGE);
  problems.length = 0;
  const transcript = transcriptOf(page);
  await expect(transcript.getByRole('button', { name: '再生' })).toHaveCount(0);
  await expect(transcript.getByRole('slider')).toHaveCount(0);
  await expect(transcript.getByRole('combobox')).toHaveCount(0);
  const fold = page.locator('.tr-fold').first();
  await fold.locator('summary').click();
  await expect(fold.locator('.tr-rest')).toBeVisible();
});
