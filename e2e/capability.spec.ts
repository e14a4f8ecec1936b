import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { CAPABILITY_SETS, holds } from '../src/kernel/capabilities.ts';
import type { Snapshot } from '../src/kernel/snapshot.ts';
import { atSteps, everyStep, kernelOf as read, placesOnStage, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '3-1-capability/';
/** Those whose steps move a grid on a stage. */
const STAGED = ['capability-read', 'capability-exec', 'capability-file', 'capability-nonroot'];
/** Grids that stand still, each at a step of its recording. */
const STILL: [figure: string, recording: string, step: string][] = [
  ['default', 'capability-read', 'all'],
  ['drop', 'capability-drop', 'su-again'],
  ['seccomp', 'capability-seccomp', 'status'],
  ['lsm', 'capability-lsm', 'run'],
];
const COUNT = 41;
const grids = (page: Page, recording: string) =>
  page.locator(`[data-stage="${recording}"] [data-diagram="capability-grid"]`);

async function goTo(page: Page, recording: string, number: number): Promise<void> {
  await stageOf(page, recording).getByRole('slider').fill(String(number));
  for (const grid of await grids(page, recording).all())
    await expect(grid.locator('.dg-moment')).toHaveText(
      number === 0 ? '最初の手順の前' : new RegExp(`^手順 ${number}/`),
    );
}

function told(snapshot: Snapshot, pid: number): { shown: string[]; effective: string } {
  const { capabilities } = snapshot.processes.find((p) => p.pid === pid)!;
  const shown = Array.from({ length: COUNT }, (_, bit) =>
    CAPABILITY_SETS.filter((set) => holds(capabilities[set], bit))
      .map((set) => set[0])
      .join(''),
  );
  return { shown, effective: String(shown.filter((sets) => sets.includes('e')).length) };
}

/** How many of the places of a grid have a process in a snapshot. */
function there(options: string, snapshot: Snapshot): number {
  const { rows } = JSON.parse(options) as { rows: { pid?: number; terminal?: string }[] };
  return rows.filter((row) =>
    snapshot.processes.some((p) => (row.terminal === undefined ? p.pid === row.pid : p.terminal === row.terminal)),
  ).length;
}

/** Of each panel with a process in a grid: its pid, and the sets each square says it is in. */
const panelsOf = (grid: Element) =>
  [...grid.querySelectorAll('.cg-panel:not(.cg-absent)')].map((panel) => ({
    pid: Number(/PID (\d+)/.exec(panel.querySelector('.cg-facts')!.textContent)![1]),
    shown: [...panel.querySelectorAll<HTMLElement>('.cg-cell')].map((cell) => cell.dataset.sets!),
    effective: panel.querySelector('.cg-count b')!.textContent,
  }));

for (const [figure, recording, step] of STILL)
  test(`the squares of the still grid "${figure}" say what the kernel reported after ${recording}.${step}`, async ({
    page,
  }) => {
    const { snapshot } = read(recording).steps.find(({ id }) => id === step)!;
    await page.goto(PAGE);
    const grid = page.locator(`#fig-${figure} [data-diagram="capability-grid"]`);
    const panels = await grid.evaluate(panelsOf);
    expect(panels).toHaveLength(there((await grid.getAttribute('data-plan'))!, snapshot));
    for (const { pid, ...panel } of panels) expect(panel, `PID ${pid}`).toEqual(told(snapshot, pid));
  });

test('every square of a stage says after each step what the kernel reported', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(PAGE);
  for (const recording of STAGED) {
    const { start, steps } = read(recording);
    let processes = 0;
    expect(await grids(page, recording).count(), recording).toBeGreaterThan(0);
    // For each panel with a process: its pid, and the sets each square says it is in.
    const seen = await atSteps(page, recording, everyStep(recording), (diagrams) =>
      diagrams
        .filter((d) => d.dataset.diagram === 'capability-grid')
        .map((grid) => ({
          options: grid.dataset.plan!,
          panels: [...grid.querySelectorAll('.cg-panel:not(.cg-absent)')].map((panel) => ({
            pid: Number(/PID (\d+)/.exec(panel.querySelector('.cg-facts')!.textContent)![1]),
            shown: [...panel.querySelectorAll<HTMLElement>('.cg-cell')].map((cell) => cell.dataset.sets!),
            effective: panel.querySelector('.cg-count b')!.textContent,
          })),
        })),
    );
    for (const [number, snapshot] of [start, ...steps.map((s) => s.snapshot)].entries()) {
      for (const { options, panels } of seen[number]!) {
        expect(panels, `${recording}: processes after step ${number}`).toHaveLength(there(options, snapshot));
        for (const { pid, ...panel } of panels) {
          processes += 1;
          expect(panel, `${recording}: PID ${pid} after step ${number}`).toEqual(told(snapshot, pid));
        }
      }
    }
    expect(processes, recording).toBeGreaterThan(0);
  }
});

test.describe('a square', () => {
  const { steps } = read('capability-read');
  const grid = (page: Page) => grids(page, 'capability-read').first();
  const square = (page: Page, panel: number, bit: number) =>
    grid(page).locator('.cg-panel').nth(panel).locator('.cg-cell').nth(bit);

  test('tells all about itself under the mouse, and what changed when the mouse has left', async ({ page }) => {
    await page.goto(PAGE);
    await goTo(page, 'capability-read', steps.findIndex((s) => s.id === 'plain') + 1);
    const note = grid(page).locator('.dg-note');
    await expect(note).toContainText('ができました');
    await square(page, 2, 13).hover();
    await expect(note).toContainText('CAP_NET_RAW（13番、マスクで0x2000）');
    await expect(note).toContainText('permitted・effective・bounding にあります');
    await expect(note).toContainText('Dockerの既定に入ります');
    await square(page, 2, 21).hover();
    await expect(note).toContainText('五つの集合のどれにもありません');
    await expect(grid(page).locator('.cg-same')).toHaveCount(3);
    await grid(page).locator('.dg-title').hover();
    await expect(note).toContainText('ができました');
  });

  test('is reached by keyboard, one stop a process, and keeps the focus through a step', async ({ page }) => {
    await page.goto(PAGE);
    const number = steps.findIndex((s) => s.id === 'container') + 1;
    await goTo(page, 'capability-read', number);
    await square(page, 0, 0).focus();
    await page.keyboard.press('ArrowRight');
    await expect(square(page, 0, 1)).toBeFocused();
    await expect(square(page, 0, 1)).toHaveAccessibleName(/CAP_DAC_OVERRIDE（1番/);
    await page.keyboard.press('End');
    await expect(square(page, 0, 40)).toBeFocused();
    const columns = await grid(page)
      .locator('.cg-panel')
      .first()
      .locator('.cg-cell')
      .evaluateAll(
        (all) => all.filter((e) => (e as HTMLElement).offsetTop === (all[0] as HTMLElement).offsetTop).length,
      );
    await page.keyboard.press('ArrowUp');
    await expect(square(page, 0, 40 - columns)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(square(page, 1, 0)).toBeFocused();
    await expect(grid(page).locator('.dg-note')).toContainText('bounding にあります');
    // As a playing transcript moves on: without taking the focus.
    await stageOf(page, 'capability-read')
      .getByRole('slider')
      .evaluate(
        (e: HTMLInputElement, to) => {
          e.value = to;
          e.dispatchEvent(new Event('input', { bubbles: true }));
        },
        String(number + 1),
      );
    await expect(grid(page).locator('.dg-moment')).toHaveText(new RegExp(`^手順 ${number + 1}/`));
    await expect(square(page, 1, 0)).toBeFocused();
    await expect(square(page, 1, 0)).toHaveAttribute('aria-selected', 'false');
  });
});

for (const width of [390, 1440])
  test(`no step of a grid's stage moves another at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(PAGE);
    for (const recording of STAGED) {
      const places = await atSteps(page, recording, everyStep(recording), placesOnStage);
      expect.soft([...new Set(places)], recording).toHaveLength(1);
    }
  });

test.describe('the questions', () => {
  const PREDICTED = ['suid-none', 'file-drop'];

  test('show what was typed, and keep what came back until asked', async ({ page }) => {
    await page.goto(PAGE);
    const { steps } = parse(readFileSync('content/recordings/capability-nonroot/scenario.yaml', 'utf8')) as {
      steps: { id: string; run: string }[];
    };
    const questions = page.locator('.quiz .question').filter({ hasText: '出力を予想する' });
    await expect(questions).toHaveCount(PREDICTED.length);
    for (const [i, id] of PREDICTED.entries()) {
      const question = questions.nth(i);
      await expect(question.locator('.question-step .command')).toContainText(steps.find((s) => s.id === id)!.run);
      await expect(question.locator('.answer-body')).toBeHidden();
      await question.getByText('答えを見る').click();
      await expect(question.locator('.answer-body')).toBeVisible();
    }
    await expect(questions.nth(0).locator('.answer-body')).toContainText(/Uid:\s+1000\s+0\s+0\s+0\s+CapEff:\s+0{16}/);
    await expect(questions.nth(1).locator('.answer-body')).toContainText('operation not permitted');
  });
});

test.describe('the pictures at 390', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('have the four gates in order, one under the other, each arrow into the next', async ({ page }) => {
    await page.goto(PAGE);
    const gates = page.locator('.gates-gate');
    await expect(gates.locator('.gates-name')).toHaveText(['seccomp', 'DAC', 'capability', 'LSM']);
    const tops = await gates.evaluateAll((all) => all.map((e) => Math.round(e.getBoundingClientRect().top)));
    expect([...tops].sort((a, b) => a - b)).toEqual(tops);
    expect(new Set(tops).size).toBe(4);
  });

  test('show the rule of execve in one of its two shapes', async ({ page }) => {
    await page.goto(PAGE);
    await expect(page.locator('.execve-rule .narrow-shape')).toBeVisible();
    await expect(page.locator('.execve-rule .wide-shape')).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
