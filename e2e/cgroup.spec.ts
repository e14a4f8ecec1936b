import type { Locator, Page } from '@playwright/test';
import type { Cgroup } from '../src/kernel/snapshot.ts';
import { kernelOf as read, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '1-2-cgroup/';
const tree = (page: Page, recording: string) =>
  page.locator(`[data-diagram="cgroup-tree"][data-source="${recording}"]`).first();

/** Puts a recording after a step, waits until its tree has followed, and gives the tree and what the kernel reported. */
async function after(page: Page, recording: string, id: string) {
  const kernel = read(recording);
  const number = kernel.steps.findIndex((s) => s.id === id) + 1;
  expect(number, `${recording} has a step ${id}`).toBeGreaterThan(0);
  await stageOf(page, recording).getByRole('slider').fill(String(number));
  const root = tree(page, recording);
  await expect(root.locator('.dg-moment')).toHaveText(`手順 ${number}/${kernel.steps.length} のあと`);
  return {
    root,
    snapshot: kernel.steps[number - 1]!.snapshot,
    before: number > 1 ? kernel.steps[number - 2]!.snapshot : kernel.start,
  };
}

const box = (root: Locator, { path }: Cgroup) => root.locator(`[data-cgroup="${path}"]`);
/** A gauge of a box itself, not of a box inside; a word where there never is a limit. */
const gauge = (root: Locator, cgroup: Cgroup, key: string) =>
  box(root, cgroup).locator(`> .ct-body > :is(.ct-gauges, .ct-free) > [data-gauge="${key}"]`);

/** What the tree shows of every cgroup is what the kernel reported: gauges of the controllers the figure asks for. */
async function expectSame(root: Locator, cgroups: Cgroup[], gauges: readonly string[]): Promise<void> {
  for (const cgroup of cgroups) {
    const { memory, pids, cpu, io } = cgroup;
    if (gauges.includes('memory') && memory?.max !== undefined) {
      await expect(gauge(root, cgroup, 'memory')).toHaveAttribute('data-current', String(memory.current));
      await expect(gauge(root, cgroup, 'memory')).toHaveAttribute('data-max', String(memory.max));
    }
    if (gauges.includes('pids') && pids?.max !== undefined) {
      await expect(gauge(root, cgroup, 'pids')).toHaveAttribute('data-current', String(pids.current));
      await expect(gauge(root, cgroup, 'pids')).toHaveAttribute('data-max', String(pids.max));
    }
    if (gauges.includes('cpu') && cpu?.quota !== undefined)
      await expect(gauge(root, cgroup, 'cpu')).toHaveAttribute(
        'data-max',
        String(cpu.quota === 'max' ? 'max' : cpu.quota / cpu.period!),
      );
    if (gauges.includes('io'))
      for (const [device, limits] of Object.entries(io?.max ?? {}))
        for (const [key, max] of Object.entries(limits).filter(([, max]) => max !== 'max'))
          await expect(gauge(root, cgroup, `io ${device} ${key}`)).toHaveAttribute('data-max', String(max));
  }
}

test('boxes show what the kernel reported', async ({ page }) => {
  test.slow();
  await page.goto(PAGE);
  for (const [recording, id, ...gauges] of [
    ['cgroup-memory', 'stat', 'memory', 'pids'],
    ['cgroup-memory-high', 'look', 'memory'],
    ['oom-group', 'one', 'memory', 'pids'],
    ['cgroup-fs', 'join', 'memory'],
    ['cgroup-tree', 'files', 'memory'],
    ['cgroup-pids', 'events', 'pids'],
    ['cgroup-io', 'read', 'io'],
    ['cgroup-cpu', 'half', 'cpu'],
    ['docker-cgroup', 'updated', 'memory', 'cpu', 'pids'],
    ['docker-stats', 'current', 'memory', 'cpu'],
  ] as const)
    await test.step(`${recording} after ${id}`, async () => {
      const { root, snapshot } = await after(page, recording, id);
      expect(snapshot.cgroups.length).toBeGreaterThan(0);
      await expectSame(
        root,
        snapshot.cgroups.filter(({ path }) => recording !== 'cgroup-tree' || path.startsWith('/demo')),
        gauges,
      );
    });
});

test('a tree that is about handing down says which controllers there are', async ({ page }) => {
  await page.goto(PAGE);
  const { root, snapshot } = await after(page, 'cgroup-tree', 'files');
  for (const cgroup of snapshot.cgroups.filter(({ path }) => path.startsWith('/demo')))
    await expect(box(root, cgroup).locator('> .ct-body > .ct-controllers > .ct-controller')).toHaveText(
      cgroup.controllers.map(
        (name) => new RegExp(`^${cgroup.subtreeControl.includes(name) ? '↓' : ''}${name}(?![a-z])`),
      ),
    );
  await expect(tree(page, 'cgroup-memory').locator('.ct-controllers')).toHaveCount(0);
});

test('while a sampled step is played its bar climbs to the limit, and a line keeps that', async ({ page }) => {
  await page.goto(`${PAGE}#cgroup-memory.where`);
  const root = tree(page, 'cgroup-memory');
  await expect(root.locator('.dg-moment')).toHaveText('手順 5/11 のあと');
  const memory = gauge(root, { path: '/demo' } as Cgroup, 'memory');
  await stageOf(page, 'cgroup-memory').locator('.sg-play').click();
  // However far the page scrolls for the click, the step comes.
  await expect(root.locator('.dg-moment')).toHaveText('手順 6/11 の途中', { timeout: 30_000 });
  const used = async () => Number(await memory.getAttribute('data-current'));
  await expect.poll(used).toBeGreaterThan(20 * 2 ** 20);
  await expect(memory).toHaveClass(/ct-near/);
  await expect(root.locator('.ct-member', { hasText: 'tail' })).toBeVisible();
  await expect(root.locator('s', { hasText: 'tail' })).toBeVisible();
  expect(await used()).toBeLessThan(2 ** 20);
  await expect(memory.locator('.ct-most')).toHaveText('最大 64 MiB');
});

test('an OOM kill is marked and told in the step it happened in, and only there', async ({ page }) => {
  await page.goto(PAGE);
  const { root, snapshot, before } = await after(page, 'cgroup-memory', 'oom');
  const counter = (s: typeof snapshot) => s.cgroups.find((c) => c.path === '/demo')!.memory!.events!['oom_kill']!;
  await expect(root.locator('[data-counter="oom_kill"]')).toContainText(`${counter(before)} → ${counter(snapshot)}`);
  await expect(root.locator('[data-cgroup="/demo"]')).toHaveClass(/ct-grave/);
  await expect(root.locator('.dg-note')).toContainText('OOM kill');
  const next = await after(page, 'cgroup-memory', 'events');
  await expect(next.root.locator('[data-counter]')).toHaveCount(0);
});

test('the killing of a whole group is told with both of its counters', async ({ page }) => {
  await page.goto(PAGE);
  const { root, snapshot, before } = await after(page, 'oom-group', 'all');
  const counter = (s: typeof snapshot, name: string) =>
    s.cgroups.find((c) => c.path === '/demo')!.memory!.events![name]!;
  for (const name of ['oom_kill', 'oom_group_kill'])
    await expect(root.locator(`[data-counter="${name}"]`)).toContainText(
      `${counter(before, name)} → ${counter(snapshot, name)}`,
    );
});

test('cpu is what was used between two snapshots, in cores', async ({ page }) => {
  await page.goto(PAGE);
  const { root, snapshot, before } = await after(page, 'cgroup-cpu', 'half');
  const usage = (s: typeof snapshot) => s.cgroups[0]!.cpu!.stat['usage_usec']! / 1e6;
  const cores = (usage(snapshot) - usage(before)) / (snapshot.uptime! - before.uptime!);
  await expect(gauge(root, snapshot.cgroups[0]!, 'cpu').locator('.ct-amount')).toHaveText(
    `${cores.toFixed(2)} / 0.50 コア`,
  );
  await expect(root.locator('[data-counter="nr_throttled"]')).toBeVisible();
});

test('a refused fork is marked', async ({ page }) => {
  await page.goto(PAGE);
  const { root } = await after(page, 'cgroup-pids', 'fork');
  await expect(root.locator('[data-counter="max"]')).toContainText('0 → 1');
});

test('handing a controller down makes gauges appear', async ({ page }) => {
  await page.goto(PAGE);
  const { root } = await after(page, 'cgroup-tree', 'leaf');
  const child = root.locator('[data-cgroup="/demo/child"] > .ct-body > .ct-free > [data-gauge="memory"]');
  await expect(child).toHaveCount(0);
  await after(page, 'cgroup-tree', 'enable');
  await expect(child).toBeVisible();
  await expect(root.locator('[data-cgroup="/demo"] > .ct-body > .ct-controllers > .ct-fresh')).toHaveText(/↓memory/);
});

test('a box folds and unfolds by keyboard, and stays so through a step', async ({ page }) => {
  await page.goto(PAGE);
  const { root } = await after(page, 'cgroup-tree', 'files');
  const summary = root.locator('summary[data-key="/demo"]');
  const inside = root.locator('[data-cgroup="/demo/child"]');
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(inside).toBeHidden();
  await expect(summary).toContainText('中に2個');
  await after(page, 'cgroup-tree', 'no-way-back');
  await expect(inside).toBeHidden();
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(inside).toBeVisible();
});

test('docker stats replays as it redrew its screen', async ({ page }) => {
  await page.goto(PAGE);
  const transcript = page.locator('[data-transcript="docker-stats"]');
  const block = transcript.locator('[data-frames]').first();
  const name = await block.getAttribute('data-frames');
  const film = (await (await page.request.get(`recordings/docker-stats/${name}.frames.json`)).json()) as {
    rows: string[];
    frames: number[][];
  };
  expect(film.frames.length).toBeGreaterThan(3);
  expect(film.rows.join('')).toMatch(/\d+\.\d\d%/);
});
