import type { Page, Route } from '@playwright/test';
import { NAMESPACE_TYPES, type Process } from '../src/kernel/snapshot.ts';
import { violations } from './support/axe.ts';
import { atSteps, everyStep, kernelOf as read, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '1-1-namespace/';
const diagram = (page: Page, kind: string, recording: string) =>
  page.locator(`[data-diagram="${kind}"][data-source="${recording}"]`).first();

async function goTo(page: Page, recording: string, number: number): Promise<void> {
  await stageOf(page, recording).getByRole('slider').fill(String(number));
}

/** The last shell of a terminal in a snapshot: the innermost. */
function shell(processes: Process[], terminal: string): Process {
  return processes.filter((p) => p.terminal === terminal && /^-?bash$/.test(p.name)).at(-1)!;
}

test.describe('the namespace table', () => {
  const kernel = read('uts-namespace');

  test('shows what the kernel reported', async ({ page }) => {
    await page.goto(PAGE);
    const table = diagram(page, 'namespace-table', 'uts-namespace');
    for (const id of ['world', 'unshare', 'rename'])
      await test.step(`after ${id}`, async () => {
        const number = kernel.steps.findIndex((s) => s.id === id) + 1;
        const { processes } = kernel.steps[number - 1]!.snapshot;
        await goTo(page, 'uts-namespace', number);
        await expect(table).toContainText(`手順 ${number}/${kernel.steps.length} のあと`);
        for (const [row, terminal] of ['host', 'inside'].entries()) {
          const process = shell(processes, terminal);
          await expect(table.locator('tbody th').nth(row)).toContainText(String(process.pid));
          for (const [column, type] of NAMESPACE_TYPES.entries())
            await expect(table.locator('tbody tr').nth(row).locator('td').nth(column)).toContainText(
              String(process.namespaces[type]),
            );
        }
      });
  });

  test('marks the one cell that a step changed, and only then', async ({ page }) => {
    await page.goto(PAGE);
    const table = diagram(page, 'namespace-table', 'uts-namespace');
    await goTo(page, 'uts-namespace', kernel.steps.findIndex((s) => s.id === 'unshare') + 1);
    await expect(table.locator('td.nt-fresh')).toHaveCount(1);
    await expect(table.locator('td.nt-fresh')).toHaveClass(/ns-uts/);
    await expect(table.locator('td.nt-fresh')).toContainText('新');
    await goTo(page, 'uts-namespace', kernel.steps.findIndex((s) => s.id === 'unshare') + 2);
    await expect(table.locator('td.nt-fresh')).toHaveCount(0);
    await expect(table.locator('td.nt-other')).toHaveCount(1);
  });

  test('tells about a cell when it has the focus, and keeps the focus through a step', async ({ page }) => {
    await page.goto(PAGE);
    await goTo(page, 'uts-namespace', 3);
    const table = diagram(page, 'namespace-table', 'uts-namespace');
    // The cell that changed is where Tab leads, once the table has followed.
    await expect(table.locator('td.nt-fresh')).toHaveAttribute('tabindex', '0');
    await table.locator('td[tabindex="0"]').focus();
    await expect(table.locator('.dg-note')).toContainText(
      String(shell(kernel.steps[2]!.snapshot.processes, 'inside').namespaces.uts),
    );
    // Beside a session it is turned: types down.
    await page.keyboard.press('ArrowUp');
    await expect(table.locator('td:focus')).toHaveClass(/ns-mnt/);
  });
});

test('a drawing that could not be fetched says so, with a way out, and is fetched with the next step', async ({
  page,
  problems,
}) => {
  await page.route('**/draw.*.js', (route) => route.abort());
  await page.goto(PAGE);
  const table = diagram(page, 'namespace-table', 'uts-namespace');
  const delivered = await table.locator('.dg-moment').textContent();
  await goTo(page, 'uts-namespace', 1);
  await expect(table.getByRole('alert')).toContainText('図を描く部品を読み込めませんでした');
  await expect(table.getByRole('button', { name: '再読み込み' })).toBeVisible();
  await expect(table.locator('.dg-moment')).toHaveText(delivered!);
  expect(await violations(page, '[data-diagram="namespace-table"]')).toEqual([]);
  await page.unroute('**/draw.*.js');
  problems.length = 0;
  await goTo(page, 'uts-namespace', 2);
  await expect(table.locator('.dg-moment')).toContainText('手順 2/');
  await expect(table.getByRole('alert')).toHaveCount(0);
});

const ANSWERS: [string, Parameters<Route['fulfill']>[0]][] = [
  ['missing', { status: 404, body: 'not here' }],
  ['an error of the server', { status: 500, body: 'sorry' }],
  ['garbage', { body: '<html>log in first</html>' }],
  ['another document', { json: {} }],
  ['null', { json: null }],
  ['steps without a kernel', { json: { snapshots: [{}, {}] } }],
];
for (const [what, answer] of ANSWERS)
  test(`snapshots that are ${what} are told in every diagram, and asked for again with the next step`, async ({
    page,
    problems,
  }) => {
    const KERNEL = '**/recordings/uts-namespace/kernel.json';
    await page.route(KERNEL, (route) => route.fulfill(answer));
    await page.goto(PAGE);
    const diagrams = page.locator('kernel-diagram[data-source="uts-namespace"]');
    const there = await diagrams.count();
    expect(there).toBeGreaterThan(0);
    await goTo(page, 'uts-namespace', 1);
    await expect(diagrams.getByRole('alert')).toHaveCount(there);
    await expect(diagrams.first().getByRole('alert')).toContainText('記録を読み込めませんでした');
    await expect(stageOf(page, 'uts-namespace').getByRole('slider')).toHaveValue('1');
    await page.unroute(KERNEL);
    problems.length = 0;
    await goTo(page, 'uts-namespace', 2);
    await expect(diagrams.first().locator('.dg-moment')).toContainText('手順 2/');
    await expect(diagrams.getByRole('alert')).toHaveCount(0);
  });

test('the process map shows one process with two PIDs', async ({ page }) => {
  await page.goto(PAGE);
  const kernel = read('pid-namespace');
  const number = kernel.steps.findIndex((s) => s.id === 'mount-proc') + 1;
  const inner = shell(kernel.steps[number - 1]!.snapshot.processes, 'inside');
  expect(inner.nspid).toHaveLength(2);
  const map = diagram(page, 'process-map', 'pid-namespace');
  await goTo(page, 'pid-namespace', number);
  const process = map.locator(`[data-pid="${inner.pid}"]`);
  await expect(process).toContainText(`hostでは ${inner.nspid[0]}`);
  await expect(process).toContainText(`中では ${inner.nspid[1]}`);
  await goTo(page, 'pid-namespace', 0);
  await expect(map.locator(`[data-pid="${inner.pid}"]`)).toContainText('まだない');
});

test('the id map shows the ranges of uid_map', async ({ page }) => {
  await page.goto(PAGE);
  const kernel = read('user-namespace');
  const map = diagram(page, 'id-map', 'user-namespace');
  for (const id of ['root', 'ranges']) {
    const number = kernel.steps.findIndex((s) => s.id === id) + 1;
    await goTo(page, 'user-namespace', number);
    await expect(map).toContainText(`手順 ${number}/`);
    const { uidMap } = shell(kernel.steps[number - 1]!.snapshot.processes, 'inside');
    expect(
      await map.locator('[data-range]').evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.range)),
    ).toEqual(uidMap.map((r) => `${r.inside} ${r.outside} ${r.length}`));
    await expect(map.getByText('新', { exact: true }).first()).toBeVisible();
  }
});

test('a step looks the same from whichever side one comes to it', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto(PAGE);
  for (const recording of ['uts-namespace', 'pid-namespace', 'user-namespace']) {
    const count = read(recording).steps.length;
    const forth = everyStep(recording);
    const there = [...forth, ...[...forth].reverse(), 0, count, 1];
    const seen = await atSteps(page, recording, there, (diagrams) => diagrams.map((d) => d.innerHTML));
    expect(new Set(seen.slice(0, count + 1).map(String)).size).toBe(count + 1);
    for (const [i, number] of there.entries())
      expect(seen[i], `${recording} at ${number}, stop ${i}`).toEqual(seen[number]);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('every diagram shows a state and says which', async ({ page }) => {
    await page.goto(PAGE);
    const diagrams = page.locator('[data-diagram][data-source]');
    expect(await diagrams.count()).toBeGreaterThanOrEqual(9);
    for (const one of await diagrams.all())
      await expect(one.locator('.dg-moment')).toHaveText(/^(手順 \d+\/\d+ のあと|最初の手順の前)$/);
  });
});
