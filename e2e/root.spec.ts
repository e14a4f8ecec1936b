import type { Locator, Page } from '@playwright/test';
import type { Process, Snapshot } from '../src/kernel/snapshot.ts';
import { atSteps, everyStep, kernelOf as read, placesOnStage, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '3-2-root/';
const diagram = (page: Page, name: string, recording: string) =>
  page.locator(`[data-diagram="${name}"][data-source="${recording}"]`).first();

/** Puts a recording's transcript after a step, and waits for a diagram of it. */
async function goTo(
  page: Page,
  name: string,
  recording: string,
  id: string,
): Promise<{ snapshot: Snapshot; status: number | null; root: Locator }> {
  const { steps } = read(recording);
  const number = steps.findIndex((s) => s.id === id) + 1;
  expect(number, `${recording} has a step ${id}`).toBeGreaterThan(0);
  await stageOf(page, recording).getByRole('slider').fill(String(number));
  const root = diagram(page, name, recording);
  await expect(root).toContainText(`手順 ${number}/${steps.length} のあと`);
  const step = steps[number - 1]!;
  return { snapshot: step.snapshot, status: step.status, root };
}

const sleeper = (snapshot: Snapshot): Process => snapshot.processes.find((p) => p.args.join(' ') === 'sleep 1001')!;

/** Marks of a cell: what the process in this column may do to the file. */
const marks = async (root: Locator, file: string, column: number): Promise<Record<string, string>> =>
  Object.fromEntries(
    await root
      .locator(`[data-file="${file}"] td`)
      .nth(column)
      .locator('[data-can]')
      .evaluateAll((all) => all.map((e) => [(e as HTMLElement).dataset.can!, e.querySelector('i')!.textContent!])),
  );

test('file owners say what the kernel did: the container reads and gives away, shibuya does not', async ({ page }) => {
  await page.goto(PAGE);
  const before = await goTo(page, 'file-owners', 'root-bind-mount', 'read');
  expect(before.status).toBe(0);
  expect(await marks(before.root, 'key', 0)).toEqual({ read: '×', write: '×', chown: '×' });
  expect(await marks(before.root, 'key', 1)).toEqual({ read: '○', write: '○', chown: '○' });
  await expect(before.root.locator('[data-file="id"] [data-uid]')).toHaveAttribute('data-uid', '1000');

  const after = await goTo(page, 'file-owners', 'root-bind-mount', 'suid');
  expect(after.status).toBe(0);
  for (const { path, uid } of Object.values(after.snapshot.files!)
    .flat()[0]!
    .entries.filter((e) => e.path !== ''))
    await expect(after.root.locator(`[data-file="${path}"] [data-uid]`)).toHaveAttribute('data-uid', String(uid));
  await expect(after.root.locator('[data-file="id"] .fo-mode')).toHaveText('-rwsr-xr-x');
  await expect(after.root.locator('.fo-fresh')).toHaveCount(1);
  await expect(after.root.locator('.fo-fresh')).toHaveAttribute('data-file', 'id');
});

test("behind a user namespace the same files are nobody's, and 14 capabilities do not help", async ({ page }) => {
  await page.goto(PAGE);
  const { snapshot, root, status } = await goTo(page, 'file-owners', 'userns-remap', 'read');
  expect(status).toBe(1);
  expect(sleeper(snapshot).capabilities.effective).toBe('00000000a80425fb');
  for (const file of ['id', 'key']) {
    expect((await marks(root, file, 1))['chown']).toBe('×');
    await expect(root.locator(`[data-file="${file}"] td`).nth(1)).toContainText('65534');
  }
  expect(await marks(root, 'key', 1)).toEqual({ read: '×', write: '×', chown: '×' });
});

test('id maps are those of the recordings', async ({ page }) => {
  await page.goto(PAGE);
  for (const [recording, step] of [
    ['userns-remap', 'outside'],
    ['rootless', 'outside'],
  ] as const) {
    const { snapshot, root } = await goTo(page, 'id-map', recording, step);
    const drawn = await root
      .locator('[data-range]')
      .evaluateAll((all) => all.map((e) => (e as SVGElement).dataset['range']!));
    expect(drawn.sort()).toEqual(
      sleeper(snapshot)
        .uidMap.map((r) => `${r.inside} ${r.outside} ${r.length}`)
        .sort(),
    );
    expect(sleeper(snapshot).uidMap.some((r) => r.outside === 0)).toBe(false);
  }
});

test('the table of --privileged counts what the two processes have', async ({ page }) => {
  await page.goto(PAGE);
  const { steps } = read('privileged');
  const { snapshot } = steps.find((s) => s.id === 'bare')!;
  const table = page.locator('[data-diagram="comparison"][data-recording="privileged"]');
  const cells = (fact: string) => table.locator(`[data-fact="${fact}"] td[data-label]`);
  for (const [column, args] of ['sleep 1001', 'sleep 1002'].entries()) {
    const { namespaces } = snapshot.processes.find((p) => p.args.join(' ') === args)!;
    const over = snapshot.mounts[String(namespaces.mnt)]!.filter((m) => /^\/(proc|sys)\//.test(m.mountPoint));
    const masked = over.filter((m) => m.type === 'tmpfs').length;
    await expect(cells('masked').nth(column)).toContainText(masked > 0 ? `${masked}か所` : 'なし');
    const nodes = snapshot.files![String(namespaces.mnt)]!.find((t) => t.path === '/dev')!.entries;
    await expect(cells('devices').nth(column)).toContainText(
      `ブロック型${nodes.filter((e) => e.type === 'block').length}個`,
    );
  }
  const differs = await table
    .locator('tr.cmp-differs')
    .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['fact']));
  expect(differs).toEqual(['capabilities', 'seccomp', 'apparmor', 'masked', 'read-only', 'devices']);
});

for (const width of [390, 1440])
  test(`no step of a stage with file owners moves another at ${width}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(PAGE);
    for (const recording of ['root-bind-mount', 'userns-remap']) {
      const places = await atSteps(page, recording, everyStep(recording), placesOnStage);
      expect.soft([...new Set(places)], recording).toHaveLength(1);
    }
  });

test('the container that was asked for hangs from a shim of its own, not from the one that asked', async ({ page }) => {
  await page.goto(PAGE);
  const { snapshot, root } = await goTo(page, 'process-map', 'docker-sock', 'sibling');
  const [tool, sibling] = ['sleep 1001', 'sleep 1002'].map(
    (args) => snapshot.processes.find((p) => p.args.join(' ') === args)!,
  );
  expect(tool!.ppid).not.toBe(sibling!.ppid);
  for (const { pid, ppid, nspid } of [tool!, sibling!]) {
    const drawn = root.locator(`.pm-process[data-pid="${pid}"]`);
    for (const level of nspid) await expect(drawn).toContainText(String(level));
    expect(
      await drawn.evaluate(
        (e) =>
          (e.closest('.pm-children')!.parentElement!.querySelector(':scope > .pm-process') as HTMLElement).dataset[
            'pid'
          ],
      ),
    ).toBe(String(ppid));
  }
  const cells = page.locator(
    '[data-diagram="comparison"][data-recording="docker-sock"] [data-fact="capabilities"] td[data-label]',
  );
  const count = ({ capabilities }: Process) =>
    [...BigInt(`0x${capabilities.effective}`).toString(2)].filter((bit) => bit === '1').length;
  await expect(cells).toHaveCount(2);
  for (const [column, process] of [tool!, sibling!].entries())
    await expect(cells.nth(column)).toContainText(new RegExp(`のうち${count(process)}(?!\\d)`));
});

test('ways and walls: refusals are those of the recordings, marked by a word and a drawing', async ({ page }) => {
  await page.goto(PAGE);
  const rows = page.locator('#fig-attempts tbody tr');
  expect(
    await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((td) => td.dataset['outcome'])),
    ),
  ).toEqual([
    ['through', 'refused', 'refused', 'refused'],
    ['through', 'refused', 'refused', 'harmless'],
    ['through', 'refused', 'refused', 'refused'],
    ['untried', 'through', 'through', 'refused'],
  ]);
  // What a quote says is in the answer of the step it links to.
  for (const quote of await page.locator('.attempt-quote').all()) {
    const [recording, step] = (await quote.getAttribute('href'))!.slice(1).split('.') as [string, string];
    expect(read(recording).steps.map((s) => s.id)).toContain(step);
    await expect(page.locator(`[data-transcript="${recording}"]`)).toContainText((await quote.textContent())!);
  }
  const drawn = (outcome: string) => rows.locator(`[data-outcome="${outcome}"] path`).first().getAttribute('d');
  expect(new Set([await drawn('through'), await drawn('refused'), await drawn('harmless')]).size).toBe(3);
});

test('ways and walls need no scrolling sideways, and on a telephone a way has its answers below each other', async ({
  page,
}) => {
  await page.goto(PAGE);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const table = page.locator('#fig-attempts .attempts');
    expect(await table.evaluate((e) => e.scrollWidth - e.clientWidth), `at ${width}`).toBeLessThanOrEqual(0);
    const left = await table
      .locator('tbody tr')
      .first()
      .locator('td')
      .evaluateAll((all) => all.map((td) => Math.round(td.getBoundingClientRect().left)));
    expect(new Set(left).size, `at ${width}`).toBe(width === 390 ? 1 : 4);
    await expect(table.locator('.attempt-wall').first()).toBeVisible({ visible: width === 390 });
  }
});

test('the capabilities of a USER: none to use now, 14 left in the bounding set', async ({ page }) => {
  await page.goto(PAGE);
  const { snapshot, root } = await goTo(page, 'capability-grid', 'user-directive', 'caps');
  const { effective, bounding } = sleeper(snapshot).capabilities;
  const bits = (mask: string) => [...BigInt(`0x${mask}`).toString(2)].filter((bit) => bit === '1').length;
  expect([bits(effective), bits(bounding)]).toEqual([0, 14]);
  await expect(root.locator('.cg-cell.cg-effective')).toHaveCount(bits(effective));
  await expect(root.locator('.cg-cell.cg-bounding')).toHaveCount(bits(bounding));
});
