import { expect, test } from './support/test.ts';
import { noteShifts, shiftsOf } from './support/shifts.ts';
import { stageOf } from './support/steps.ts';
import type { Page } from '@playwright/test';

const PAGE = '1-2-cgroup/';
const RECORDING = 'cgroup-memory';
const KEY = 'docker-kanzen-rikai:answers';

test.use({ questions: 'asked' });

/** The step that asks, in its stage. */
function parts(page: Page) {
  const stage = stageOf(page, RECORDING);
  const step = stage.locator('[data-step=oom]');
  return {
    stage,
    step,
    question: step.locator('quiz-question'),
    output: step.locator('.tr-out'),
    answer: step.locator(':scope > .answer'),
    moment: stage.locator('.dg-moment'),
    commit: step.getByRole('button', { name: 'これで答える' }),
    result: step.getByRole('status'),
  };
}
async function choose(page: Page, choice: string): Promise<void> {
  const { question, commit } = parts(page);
  await question.locator(`input[value="${choice}"]`).check();
  await commit.click();
}
const kept = (page: Page): Promise<unknown> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as unknown, KEY);

test('the outcome of a step that asks is hidden, its command is not', async ({ page }) => {
  await page.goto(PAGE);
  const { step, output, answer, question } = parts(page);
  await expect(output).toBeHidden();
  await expect(step.locator('.tr-exit')).toBeHidden();
  await expect(answer).toBeHidden();
  await expect(step.locator('.tr-cmd')).toBeVisible();
  await expect(question.getByRole('radio')).toHaveCount(3);
  await expect(stageOf(page, RECORDING).locator('[data-step=events] .tr-out')).toBeVisible();
});

// Nothing is scrolled but by the stage: a click of the mouse may bring its button a pixel nearer first.
test('next and play stop before it, the picture stays; a link leads there', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(PAGE);
  const { stage, question, moment } = parts(page);
  await stage.getByRole('slider').fill('5');
  await stage.getByRole('button', { name: '次の手順' }).dispatchEvent('click');
  await expect(stage).toHaveAttribute('data-now', 'oom');
  await expect(question).toBeInViewport({ ratio: 0.9 });
  await expect(moment).toHaveText('手順 5/11 のあと');
  await stage.getByRole('slider').fill('4');
  await stage.getByRole('button', { name: '再生' }).dispatchEvent('click');
  await expect(stage).toHaveAttribute('data-now', 'oom', { timeout: 15_000 });
  await expect(stage).not.toHaveAttribute('data-playing');
  await expect(moment).toHaveText('手順 5/11 のあと');
  await expect(stage.locator(':scope > [role=status]')).toContainText('問い');
  // Whoever does not want to answer reads on.
  await stage.getByRole('button', { name: '次の手順' }).dispatchEvent('click');
  await expect(moment).toHaveText('手順 7/11 のあと');
  await page.goto(`${PAGE}#${RECORDING}.oom`);
  await expect(question).toBeInViewport();
  await expect(parts(page).output).toBeHidden();
});

for (const { width, height } of [
  { width: 1440, height: 780 },
  { width: 390, height: 844 },
])
  test(`a right answer lets the terminal answer, and the picture show why, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${PAGE}#${RECORDING}.oom`);
    const { stage, step, question, output, answer, moment, result } = parts(page);
    await expect(moment).toHaveText('手順 5/11 のあと');
    const room = (await question.boundingBox())!.height;
    await choose(page, 'ア');
    await expect(step).toHaveAttribute('data-s', 'run');
    await expect(answer).toHaveCSS('opacity', '0');
    await expect(moment).toHaveText('手順 6/11 のあと', { timeout: 20_000 });
    await expect(stage).not.toHaveAttribute('data-playing');
    await expect(stage).toHaveAttribute('data-now', 'oom');
    await expect(result).toHaveText('合っています。');
    await expect(output).toHaveText('Killed');
    await expect(step.locator('.tr-cmd')).toBeInViewport({ ratio: 1 });
    await expect(output).toBeInViewport({ ratio: 1 });
    await expect(answer).toHaveAttribute('open');
    await expect(answer).toHaveCSS('opacity', '1');
    await expect(page.locator('.quiz-row [data-mark=right]')).toHaveCount(1);
    expect((await question.boundingBox())!.height, 'the question keeps its room').toBeCloseTo(room, 0);
  });

test('a wrong answer is told with the right one and why', async ({ page }) => {
  await page.goto(`${PAGE}#${RECORDING}.oom`);
  const { answer, result } = parts(page);
  await choose(page, 'ウ');
  await expect(result).toHaveText('違います。正解はアです。');
  await expect(answer).toContainText('malloc');
  await expect(page.locator('.quiz-row [data-mark=wrong]')).toHaveAccessibleName('問1: 違う');
});

test('an answer is there at the next visit, without moving anything, and can be taken back', async ({ page }) => {
  await page.goto(PAGE);
  await choose(page, 'ウ');
  await page.addInitScript(noteShifts);
  await page.goto(`${PAGE}?again#${RECORDING}.oom`);
  const { step, question, output, moment, result, answer } = parts(page);
  await expect(result).toHaveText('違います。正解はアです。');
  await expect(question.locator('input[value="ウ"]')).toBeChecked();
  await expect(output).toBeVisible();
  await expect(moment).toHaveText('手順 6/11 のあと');
  await expect(answer).not.toHaveAttribute('open');
  expect(await shiftsOf(page)).toEqual([]);
  await step.getByRole('button', { name: '答えを取り消す' }).click();
  await expect(output).toBeHidden();
  await expect(moment).toHaveText('手順 5/11 のあと');
  await expect(question.locator('input:checked')).toHaveCount(0);
  expect(await kept(page)).toEqual({ version: 1, answers: {} });
});

test('what lies behind may be seen without an answer', async ({ page }) => {
  await page.goto(`${PAGE}#${RECORDING}.oom`);
  const { step, output, moment, result, commit } = parts(page);
  await step.getByRole('button', { name: '先に見る' }).click();
  await expect(output).toBeVisible();
  await expect(moment).toHaveText('手順 6/11 のあと');
  await expect(result).toHaveText('');
  await expect(commit).toBeVisible();
  expect(await kept(page)).toBeNull();
});

test('all of it by keyboard, and keys that are typed into a question stay there', async ({ page }) => {
  await page.goto(PAGE);
  const { stage, question, result, moment } = parts(page);
  await stage.getByRole('slider').fill('5');
  await stage.getByRole('button', { name: '次の手順' }).focus();
  await page.keyboard.press('Enter');
  await expect(question).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(question.locator('input[value="イ"]')).toBeChecked();
  await page.keyboard.press('j');
  await expect(stage).toHaveAttribute('data-now', 'oom');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(result).toHaveText('合っています。');
  await expect(question).toBeFocused();
  // While it is played the key ends it.
  await page.keyboard.press('ArrowRight');
  await expect(moment).toHaveText('手順 6/11 のあと');
});

test('a question at the end of a chapter uses the same', async ({ page }) => {
  await page.goto(PAGE);
  const question = page.locator('.quiz quiz-question[data-kind=choice]').first();
  await question.getByRole('radio').nth(1).check();
  await question.getByRole('button', { name: 'これで答える' }).click();
  await expect(question.getByRole('status')).toHaveText('合っています。');
  await expect(question.locator('.answer-body')).toBeVisible();
});

test('on paper questions and answers stand in full, and nothing to press', async ({ page }) => {
  await page.goto(PAGE);
  await page.emulateMedia({ media: 'print' });
  const { question, output, answer, commit } = parts(page);
  await expect(question).toContainText('誰が終わらせられるでしょうか');
  await expect(output).toBeVisible();
  await expect(answer.locator('.answer-body')).toBeVisible();
  await expect(commit).toBeHidden();
  await expect(question.getByRole('radio')).toHaveCount(0);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('a question stands before its folded answer, with nothing that does nothing', async ({ page }) => {
    await page.goto(PAGE);
    const { question, output, answer } = parts(page);
    await expect(question).toContainText('誰が終わらせられるでしょうか');
    await expect(question.locator('button, input').filter({ visible: true })).toHaveCount(0);
    await expect(output).toBeVisible();
    await expect(answer.locator('.answer-body')).toBeHidden();
    await answer.locator('summary').click();
    await expect(answer.locator('.answer-body')).toContainText('正解はア');
  });
});
