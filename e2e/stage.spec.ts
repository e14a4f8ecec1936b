import type { FileEntry, Snapshot } from '../src/kernel/snapshot.ts';
import { atSteps, everyStep, kernelOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const { steps } = kernelOf('handmade');
const numberOf = (id: string) => steps.findIndex((s) => s.id === id) + 1;

test.describe('the handmade container', () => {
  test('stands on one screen with its diagrams, which all follow a step', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('#handmade');
    const stage = page.locator('.stage');
    await expect(stage.locator('.stage-tabs')).toBeHidden();
    for (const panel of await stage.locator('.stage-panel').all()) await expect(panel).toBeVisible();
    await stage.getByRole('slider').fill(String(numberOf('pid')));
    for (const moment of await stage.locator('.dg-moment').all()) {
      await expect(moment).toBeVisible();
      await expect(moment).toHaveText(`手順 ${numberOf('pid')}/${steps.length} のあと`);
    }
    await expect(stage.locator('[data-diagram="namespace-table"] td.nt-fresh')).toHaveClass(/ns-pid/);
  });

  test('is one screen of 1440 by 900, and equally high at every step', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('');
    const bar = (await page.locator('header.site').first().boundingBox())!.height;
    const all = await atSteps(page, 'handmade', everyStep('handmade'), ([first]) => {
      const box = first!.closest('.stage')!;
      const [top, bottom] = [box, box.querySelector('.tr-foot')!].map((e) => e.getBoundingClientRect().top);
      return bottom! - top! - Number.parseFloat(getComputedStyle(box).rowGap);
    });
    expect(Math.max(...all), all.join(' ')).toBeLessThanOrEqual(900 - bar);
    expect(Math.max(...all) - Math.min(...all), all.join(' ')).toBeLessThan(1);
  });

  test('stacks the sheets of the overlay as the kernel lists them, and a file that is made lies on the topmost', async ({
    page,
  }) => {
    await page.goto('');
    const stage = page.locator('.stage');
    const stack = stage.locator('[data-diagram="layer-stack"]');
    const after = async (id: string): Promise<Snapshot> => {
      await stage.getByRole('slider').fill(String(numberOf(id)));
      await expect(stack.locator('.dg-moment')).toHaveText(`手順 ${numberOf(id)}/${steps.length} のあと`);
      return steps[numberOf(id) - 1]!.snapshot;
    };
    expect((await after('pid')).stacks).toEqual([]);
    await expect(stack.locator('.ls-view')).toHaveClass(/ls-absent/);
    const mounted = (await after('overlay')).stacks![0]!;
    expect(mounted.writable).toBe(true);
    expect(
      await stack.locator('[data-layer]').evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.layer)),
    ).toEqual(mounted.layers.map((l) => l.directory).reverse());
    await expect(stack.locator('.ls-view')).toHaveClass(/ls-fresh/);
    const written = await after('write');
    const upper = written.stacks![0]!.layers.at(-1)!.directory;
    const listed = (snapshot: Snapshot, path: string, mnt: number): FileEntry[] =>
      snapshot.files![mnt]!.find((t) => t.path === path)!.entries;
    expect(listed(written, upper, written.processes[0]!.namespaces.mnt!).map((e) => e.path)).toContain('hello');
    const { mnt, path } = written.stacks![0]!.merged!;
    expect(listed(written, path, mnt).map((e) => e.path)).toContain('hello');
    await expect(stack.locator(`[data-layer="${upper}"] .ls-fresh[data-path="hello"]`)).toContainText('新');
    await expect(stack.locator('.ls-view [data-path="hello"]')).toContainText('：upperから');
    await expect(stack.locator('.ls-view [data-path="usr/local/bin/setpriv"]')).toContainText('：toolsから');
  });

  test('shows one diagram at a time at 390 px, chosen by name, and only the terminal that is typed in', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('');
    const stage = page.locator('.stage');
    const panels = stage.locator('.stage-panel');
    for (const [i, radio] of (await stage.getByRole('radio').all()).entries()) {
      await radio.check({ force: true });
      for (const [j, panel] of (await panels.all()).entries()) await expect(panel).toBeVisible({ visible: i === j });
    }
    await stage.getByRole('slider').fill(String(numberOf('uts')));
    await expect(stage.locator('.tr-pane').nth(0)).toBeVisible();
    await expect(stage.locator('.tr-pane').nth(1)).toBeHidden();
    await stage.getByRole('slider').fill(String(numberOf('docker')));
    await expect(stage.locator('.tr-pane').nth(0)).toBeHidden();
    await expect(stage.locator('.tr-pane').nth(1)).toBeVisible();
  });

  test('a link to a step of it goes there', async ({ page }) => {
    await page.goto('#handmade.pivot');
    await expect(page.locator('.stage').getByRole('slider')).toHaveValue(String(numberOf('pivot')));
    await expect(page.locator('.stage .tr-panes')).toBeInViewport();
  });

  test('is compared with what docker run made, by what the kernel said', async ({ page }) => {
    await page.goto('');
    const { processes } = steps.at(-1)!.snapshot;
    const container = processes.find((p) => p.args.join(' ') === 'sleep 1001')!;
    expect(container.capabilities.effective).toBe('0000000000000000');
    const row = (fact: string) => page.locator(`[data-diagram="comparison"] [data-fact="${fact}"]`);
    await expect(row('namespaces').locator('.cmp-mark')).toHaveText('同じ');
    await expect(row('capabilities').locator('.cmp-mark')).toHaveText('同じ');
    await expect(row('seccomp').locator('.cmp-mark')).toHaveText('違う');
    await expect(row('seccomp').getByRole('cell').nth(1)).toHaveText(
      container.seccomp === 2 ? 'フィルターあり' : 'なし',
    );
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test('the diagrams of a stage can be chosen all the same', async ({ page }) => {
    await page.goto('');
    const last = page.locator('.stage').getByRole('radio').last();
    await last.check({ force: true });
    await expect(page.locator('.stage-panel').last()).toBeVisible();
    await expect(page.locator('.stage-panel').first()).toBeHidden();
  });
});
