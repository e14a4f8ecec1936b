import { NAMESPACE_TYPES, type Process } from '../src/kernel/snapshot.ts';
import { kernelOf, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '4-2-kubernetes/';
const kernel = kernelOf('pod-by-hand');
const numberOf = (step: string) => kernel.steps.findIndex((s) => s.id === step) + 1;
const processesAfter = (step: string) => {
  const { processes } = kernel.steps[numberOf(step) - 1]!.snapshot;
  const of = (pattern: RegExp): Process => processes.find((p) => pattern.test(p.args.join(' ')))!;
  return { pause: of(/^sleep 1001/), web: of(/^nc -lk/), debug: of(/^sleep 1003/) };
};

test('the Pod shares what the kernel says it shares, and the table shows it so', async ({ page }) => {
  const { pause, web, debug } = processesAfter('debug');
  const shared = (a: Process, b: Process) =>
    NAMESPACE_TYPES.filter((type) => a.namespaces[type] === b.namespaces[type]);
  // What no flag of docker run can share stays apart.
  expect(shared(pause, web)).toEqual(['ipc', 'net', 'user', 'time']);
  expect(shared(web, debug)).toEqual(['ipc', 'pid', 'net', 'user', 'time']);
  await page.goto(PAGE);
  const table = page.locator('[data-diagram="namespace-table"][data-source="pod-by-hand"]');
  const worlds = await table
    .locator('[data-world]')
    .evaluateAll((cells) => cells.map((c) => (c as HTMLElement).dataset.world!));
  for (const process of [pause, web, debug]) {
    for (const type of NAMESPACE_TYPES)
      expect(
        worlds.some((w) => w.endsWith(`:${process.namespaces[type]}`)),
        `${process.args.join(' ')} ${type}`,
      ).toBe(true);
  }
});

test('the container comes back to the network that waited, and the one in its PID namespace is gone', async ({
  page,
}) => {
  const [before, after] = [processesAfter('debug'), processesAfter('after')];
  expect(after.web.pid).not.toBe(before.web.pid);
  expect(after.web.namespaces.net).toBe(before.pause.namespaces.net);
  expect(after.debug).toBeUndefined();
  await page.goto(PAGE);
  await stageOf(page, 'pod-by-hand')
    .getByRole('slider')
    .fill(String(numberOf('after')));
  const table = page.locator('[data-diagram="namespace-table"][data-source="pod-by-hand"]');
  await expect(table.locator(`[data-world$=":${after.web.namespaces.pid}"]`).first()).toBeVisible();
});

test('cgroup files of the Pod stand in the tree and in the table of what becomes what', async ({ page }) => {
  const { cgroups } = kernel.steps[numberOf('web-files') - 1]!.snapshot;
  const pod = cgroups.find((c) => c.path.endsWith('/kubepods-burstable-pod1.slice'))!;
  expect(pod.memory?.max).toBe(64 * 2 ** 20);
  expect(pod.cpu).toMatchObject({ quota: 50_000, period: 100_000 });
  await page.goto(PAGE);
  await expect(page.locator('[data-diagram="cgroup-tree"][data-source="pod-by-hand"]')).toContainText(
    'kubepods-burstable-pod1.slice',
  );
  await expect(page.locator('tr', { hasText: 'requests.cpu: 250m' }).locator('.captured')).toHaveText('10');
  await expect(page.locator('tr', { hasText: 'limits.memory: 64Mi' }).locator('.captured')).toHaveText(
    String(pod.memory!.max),
  );
});

test('the printed weights are what the two formulas give', async ({ page }) => {
  await page.goto(PAGE);
  const rows = await page
    .locator('#fig-weights tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
  expect(rows).toHaveLength(5);
  // The sentence under the table speaks of two of them.
  const weight = (request: string, column: number) => Number(rows.find((r) => r[0] === request)![column]);
  expect(weight('500m', 2) / weight('250m', 2)).toBe(2);
  await expect(page.locator('.prose').first()).toContainText(`${weight('250m', 3)}対${weight('500m', 3)}`);
  for (const [request, shares, old, current] of rows) {
    const milli = request!.endsWith('m') ? Number.parseInt(request!, 10) : Number(request) * 1000;
    const s = Math.floor((milli * 1024) / 1000);
    const l = Math.log2(s);
    expect([shares, old, current].map(Number), request).toEqual([
      s,
      Math.floor(1 + ((s - 2) * 9999) / 262142),
      Math.ceil(10 ** ((l * l + 125 * l) / 612 - 7 / 34)),
    ]);
  }
});
