import type { Locator, Page } from '@playwright/test';
import type { Process, Snapshot } from '../src/kernel/snapshot.ts';
import { atSteps, everyStep, kernelOf as read, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '1-3-chroot/';
const tree = (page: Page, recording: string) =>
  page.locator(`[data-diagram="root-tree"][data-source="${recording}"]`).first();

/** Puts a recording's transcript after a step, and waits for its tree. */
async function goTo(
  page: Page,
  recording: string,
  id: string,
): Promise<{ snapshot: Snapshot; before: Snapshot; root: Locator }> {
  const kernel = read(recording);
  const number = kernel.steps.findIndex((s) => s.id === id) + 1;
  expect(number, `${recording} has a step ${id}`).toBeGreaterThan(0);
  await stageOf(page, recording).getByRole('slider').fill(String(number));
  const root = tree(page, recording);
  await expect(root).toContainText(`手順 ${number}/${kernel.steps.length} のあと`);
  return {
    snapshot: kernel.steps[number - 1]!.snapshot,
    before: number > 1 ? kernel.steps[number - 2]!.snapshot : kernel.start,
    root,
  };
}

/** Every path a snapshot knows of in one mount namespace, with the directories above it. */
function known(snapshot: Snapshot, mnt: number, viewers: Process[]): string[] {
  const paths = new Set<string>(['/']);
  const add = (path: string) => {
    for (let p = path; p !== ''; p = p.slice(0, p.lastIndexOf('/'))) paths.add(p);
  };
  for (const { path, entries } of snapshot.files?.[mnt] ?? [])
    for (const e of entries) add(e.path === '' ? path : `${path === '/' ? '' : path}/${e.path}`);
  for (const mount of snapshot.mounts[mnt] ?? []) add(mount.mountPoint);
  for (const p of viewers) if (p.namespaces.mnt === mnt) for (const path of [p.root, p.cwd]) add(path);
  return [...paths].sort();
}

/** What a tree on the page shows: paths with a line of their own, and those that share one. */
const shown = (panel: Locator) =>
  panel.evaluate((e) => {
    const lines = [...e.querySelectorAll<HTMLElement>('[data-path]')]
      .filter((line) => !line.classList.contains('rt-gone'))
      .map((line) => line.dataset.path!);
    const rest = [...e.querySelectorAll<HTMLElement>('.rt-names')].flatMap((names) => {
      const parent = names.closest('ul')!.parentElement!.querySelector<HTMLElement>('[data-path]')!.dataset.path!;
      return [...names.querySelectorAll('span')].map(
        (name) => `${parent === '/' ? '' : parent}/${name.textContent!.replace(/\/$/, '')}`,
      );
    });
    return [...lines, ...rest].sort();
  });

/** The innermost process of each terminal that has such a name, and the watched one without a terminal. */
const viewersOf = (snapshot: Snapshot, names: RegExp): Process[] => {
  const terminals = [...new Set(snapshot.processes.flatMap((p) => p.terminal ?? []))];
  const watched = snapshot.processes.filter((p) => p.pid !== 1 && p.terminal === undefined);
  return [
    ...terminals.map((t) => snapshot.processes.filter((p) => p.terminal === t && names.test(p.name)).at(-1)!),
    ...watched,
  ];
};

const CASES: [recording: string, step: string, viewers: RegExp][] = [
  ['chroot-empty', 'libraries', /^bash$/],
  ['chroot-empty', 'works', /^bash$/],
  ['chroot-alpine', 'chroot', /^(bash|sh)$/],
  ['chroot-alpine', 'proc', /^(bash|sh)$/],
  ['chroot-path', 'no-hi', /^(bash|sh)$/],
  ['chroot-escape', 'hole', /^(bash|python3)$/],
  ['chroot-escape', 'up', /^(bash|python3)$/],
  ['pivot-root', 'pivot', /^(bash|sh)$/],
  ['pivot-root', 'umount', /^(bash|sh)$/],
  ['combine', 'umount', /^(bash|sh)$/],
  ['docker-rootfs', 'run', /^bash$/],
];

test('root trees are what the kernel reported', async ({ page }) => {
  test.slow();
  await page.goto(PAGE);
  for (const [recording, step, names] of CASES)
    await test.step(`${recording} after ${step}`, async () => {
      const { snapshot, root } = await goTo(page, recording, step);
      const viewers = viewersOf(snapshot, names);
      expect(viewers.length).toBeGreaterThan(1);
      for (const mnt of new Set(viewers.map((p) => p.namespaces.mnt!))) {
        const panel = root.locator(`[data-mnt="${mnt}"]`);
        const here = viewers.filter((p) => p.namespaces.mnt === mnt);
        expect(await shown(panel), `${recording} after ${step}`).toEqual(known(snapshot, mnt, here));
        expect(
          (
            await panel.locator('[data-root]').evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.root!))
          ).sort(),
        ).toEqual([...new Set(here.map((p) => p.root))].sort());
        for (const { root: line, cwd } of here) {
          const marks = panel.locator(`[data-path="${cwd}"] .rt-here`);
          await expect(marks).toHaveCount(here.filter((o) => o.cwd === cwd).length);
          const inside = line === '/' || cwd === line || cwd.startsWith(`${line}/`);
          await expect(marks.filter({ hasText: 'ルートの外' })).toHaveCount(inside ? 0 : 1);
        }
        for (const mount of snapshot.mounts[mnt] ?? [])
          if (mount.mountPoint !== '/')
            await expect(panel.locator(`[data-path="${mount.mountPoint}"] .rt-mount`)).toContainText(mount.type);
      }
    });
});

test('files that a step made are marked, and only those', async ({ page }) => {
  await page.goto(PAGE);
  const { snapshot, before, root } = await goTo(page, 'chroot-empty', 'copy');
  const mnt = snapshot.processes[0]!.namespaces.mnt!;
  const paths = (s: Snapshot) => new Set(known(s, mnt, []));
  const made = [...paths(snapshot)].filter((p) => !paths(before).has(p));
  expect(made).toEqual(['/srv/jail/bin', '/srv/jail/bin/bash']);
  // What is in a new directory is new with it.
  expect(
    await root.locator('.rt-line.rt-fresh').evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.path)),
  ).toEqual(['/srv/jail/bin']);
});

test('a root tree is equally high at every step, at 390 and 1440', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(PAGE);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const recording of ['chroot-empty', 'chroot-escape', 'pivot-root']) {
      const steps = everyStep(recording);
      const seen = await atSteps(
        page,
        recording,
        // Once all were seen it has been drawn as small as its place in the stage wants it.
        [...steps, ...steps],
        (diagrams) =>
          diagrams
            .find((d) => d.dataset.diagram === 'root-tree')!
            .querySelector('.rt-panels')!
            .getBoundingClientRect().height,
      );
      const heights = seen.slice(steps.length);
      // Less than a pixel moves nothing: fractions differ with where the page is scrolled.
      expect(
        Math.max(...heights) - Math.min(...heights),
        `${recording} at ${width}: ${heights.join(' ')}`,
      ).toBeLessThan(1);
    }
  }
});

test('the process map beside the environment shows who reads whom', async ({ page }) => {
  const kernel = read('environ');
  await page.goto(PAGE);
  const number = kernel.steps.findIndex((s) => s.id === 'secret') + 1;
  await stageOf(page, 'environ').getByRole('slider').fill(String(number));
  const sleeper = kernel.steps[number - 1]!.snapshot.processes.find((p) => p.args.join(' ') === 'sleep 1001')!;
  const map = page.locator('[data-diagram="process-map"][data-source="environ"]');
  await expect(map.locator(`[data-pid="${sleeper.pid}"]`)).toContainText(String(sleeper.pid));
});
