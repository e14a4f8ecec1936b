import { NAMESPACE_TYPES } from '../src/kernel/snapshot.ts';
import { atSteps, kernelOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

test('every action of the workflow is pinned to a whole commit and named with its version', async ({ page }) => {
  await page.goto('4-1-ci-cd/');
  const workflow = await page.locator('pre', { hasText: 'runs-on:' }).textContent();
  const uses = workflow!.split('\n').filter((line) => line.includes('uses:'));
  expect(uses).toHaveLength(5);
  for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(workflow).toMatch(/^permissions:\n {2}contents: read$/m);
});

test('services of one Compose file share no namespace that Docker can keep apart, and the table says so', async ({
  page,
}) => {
  const kernel = kernelOf('compose-up');
  const { processes } = kernel.steps.find((s) => s.id === 'up')!.snapshot;
  const of = (pattern: RegExp) => processes.find((p) => pattern.test(p.args.join(' ')))!;
  const [web, db] = [of(/^nc -lk -p 80 /), of(/^nc -lk -p 5432 /)];
  expect(NAMESPACE_TYPES.filter((type) => web.namespaces[type] === db.namespaces[type])).toEqual(['user', 'time']);
  await page.goto('4-3-environment/');
  const table = page.locator('[data-diagram="namespace-table"][data-source="compose-up"]');
  for (const process of [web, db])
    await expect(table.locator(`[data-world$=":${process.namespaces.net}"]`).first()).toBeVisible();
});

test('on a narrow screen every service that runs is in the table, without scrolling it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('4-3-environment/');
  const number = kernelOf('compose-up').steps.findIndex((s) => s.id === 'back') + 1;
  const [seen] = await atSteps(page, 'compose-up', [number], ([table]) => {
    const scroll = table!.querySelector('.nt-scroll')!;
    return {
      sideways: scroll.scrollWidth - scroll.clientWidth,
      titles: [...table!.querySelectorAll<HTMLElement>('.nt-title')]
        .filter((title) => title.checkVisibility())
        .map((title) => title.textContent),
    };
  });
  expect(seen).toEqual({ sideways: 0, titles: ['ホスト', 'web', 'db'] });
});
