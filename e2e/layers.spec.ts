import type { Locator, Page } from '@playwright/test';
import type { FileEntry, Snapshot } from '../src/kernel/snapshot.ts';
import { kernelOf as read, stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const PAGE = '2-2-image/';
const isWhiteout = (e: FileEntry) => e.type === 'character' && e.device === '0:0';

/** What a snapshot lists of a directory, without directories. */
function files(snapshot: Snapshot, directory: string, mnt = snapshot.processes[0]!.namespaces.mnt!): FileEntry[] {
  return (snapshot.files?.[mnt]?.find((t) => t.path === directory)?.entries ?? []).filter(
    (e) => e.type !== 'directory',
  );
}

/** The diagram of a recording, gone to a step by the transcript's slider, and what the kernel said after it. */
async function at(page: Page, name: string, id: string, nth = 0): Promise<{ diagram: Locator; snapshot: Snapshot }> {
  const { steps } = read(name);
  const number = steps.findIndex((s) => s.id === id) + 1;
  await stageOf(page, name).getByRole('slider').fill(String(number));
  const diagram = page.locator(`[data-diagram="layer-stack"][data-source="${name}"]`).nth(nth);
  await expect(diagram.locator('.dg-moment')).toHaveText(`手順 ${number}/${steps.length} のあと`);
  return { diagram, snapshot: steps[number - 1]!.snapshot };
}

const spot = (of: Locator, path: string) => of.locator(`.ls-view [data-path="${path}"]`);
const sheet = (of: Locator, directory: string) => of.locator(`[data-layer="${directory}"]`);

test.describe('the layer stack of an overlay mounted by hand', () => {
  test('shows what the kernel lists, and on which sheet it is', async ({ page }) => {
    await page.goto(PAGE);
    for (const id of ['mount', 'change', 'delete', 'again'])
      await test.step(`after ${id}`, async () => {
        const { diagram, snapshot } = await at(page, 'overlay-by-hand', id);
        const [{ layers, merged }] = snapshot.stacks as [NonNullable<Snapshot['stacks']>[number]];
        const [lower, upper] = layers.map((l) => files(snapshot, l.directory)) as [FileEntry[], FileEntry[]];
        const seen = files(snapshot, merged!.path, merged!.mnt);
        expect(seen.length).toBeGreaterThan(2);
        for (const { path } of seen)
          await expect(spot(diagram, path)).toContainText(
            upper.some((e) => e.path === path) ? '：upperから' : '：lowerから',
          );
        for (const { path } of lower.filter((e) => !seen.some((s) => s.path === e.path)))
          await expect(spot(diagram, path)).toContainText('：見えない');
        for (const { path } of upper.filter(isWhiteout))
          await expect(sheet(diagram, layers[1]!.directory).locator(`[data-path="${path}"]`)).toContainText('whiteout');
      });
  });

  test('says of a file chosen by keyboard where it comes from, and keeps it through a step', async ({ page }) => {
    await page.goto(PAGE);
    const { diagram } = await at(page, 'overlay-by-hand', 'change');
    const options = diagram.getByRole('listbox').getByRole('option');
    // The one that changed is where Tab leads.
    await expect(spot(diagram, 'config.txt')).toHaveAttribute('tabindex', '0');
    await expect(diagram.locator('[tabindex="0"]')).toHaveCount(1);
    await spot(diagram, 'config.txt').focus();
    await expect(diagram.locator('.dg-note')).toHaveText(
      /^config\.txt（20 B）は「upper」のものです。その下の「lower」（10 B）は隠れています。$/,
    );
    await expect(diagram.locator('.ls-sheet .ls-same')).toHaveCount(2);
    await page.keyboard.press('ArrowLeft');
    await expect(options.and(diagram.locator(':focus'))).toHaveAttribute('data-path', 'big.bin');
    await expect(diagram.locator('.dg-note')).toContainText('「lower」のものです');
    await at(page, 'overlay-by-hand', 'cost');
    await spot(diagram, 'big.bin').focus();
    await expect(diagram.locator('.dg-note')).toContainText('「upper」のものです');
    await at(page, 'overlay-by-hand', 'again');
    await spot(diagram, 'docs/a.txt').focus();
    await expect(diagram.locator('.dg-note')).toContainText('docs/a.txt は見えません。「upper」のdocs/（opaque）が');
  });

  test('leads from a file on a sheet to what is seen at its place', async ({ page }) => {
    await page.goto(PAGE);
    const { diagram, snapshot } = await at(page, 'overlay-by-hand', 'delete');
    await sheet(diagram, snapshot.stacks![0]!.layers[1]!.directory).locator('[data-path="old.txt"]').click();
    await expect(spot(diagram, 'old.txt')).toBeFocused();
    await expect(diagram.locator('.dg-note')).toContainText('「upper」のwhiteoutが、「lower」');
  });
});

test('two images stand on the same sheets, each drawn once with its bytes', async ({ page }) => {
  await page.goto(PAGE);
  const { diagram, snapshot } = await at(page, 'docker-layers', 'df', 1);
  const images = snapshot.stacks!.filter((s) => s.name.startsWith('shop'));
  const directories = images.flatMap((s) => s.layers.map((l) => l.directory));
  const shared = directories.filter((d, i) => directories.indexOf(d) !== i);
  expect(shared).toHaveLength(2);
  await expect(diagram.locator('[data-layer]')).toHaveCount(new Set(directories).size);
  for (const directory of shared) await expect(sheet(diagram, directory)).toContainText('2個で共有');
  const cache = images[0]!.layers[2]!;
  expect(cache.bytes).toBe(20_000_000);
  await expect(sheet(diagram, cache.directory)).toContainText('20 MB うち見えない 20 MB');
});

test('what a container wrote, changed and removed is on its own sheet', async ({ page }) => {
  await page.goto(PAGE);
  const { diagram, snapshot } = await at(page, 'container-layer', 'delete');
  const [one, two] = ['one', 'two'].map((name) => snapshot.stacks!.find((s) => s.name === name)!);
  const own = sheet(diagram, one!.layers.at(-1)!.directory);
  const written = files(snapshot, one!.layers.at(-1)!.directory);
  expect(written.map((e) => [e.path, isWhiteout(e)])).toEqual([
    ['app/new.txt', false],
    ['app/notes.txt', false],
    ['app/old.txt', true],
  ]);
  for (const { path } of written) await expect(own.locator(`.ls-file[data-path="${path}"]`)).toBeVisible();
  expect(files(snapshot, two!.layers.at(-1)!.directory)).toEqual([]);
  await expect(sheet(diagram, two!.layers.at(-1)!.directory).locator('.ls-file')).toHaveCount(0);
  await expect(diagram.locator('[data-view="two"] [data-path="app/old.txt"]')).toContainText('：COPY app /appから');
});

test('a secret removed above is still on the sheet below', async ({ page }) => {
  await page.goto(PAGE);
  const { diagram, snapshot } = await at(page, 'layer-secret', 'nothing');
  const [leak, safe] = ['leak', 'safe'].map((name) =>
    snapshot.stacks!.find((s) => s.name === name)!.layers.map((l) => l.directory),
  );
  const holding = leak!.filter((d) => files(snapshot, d).some((e) => e.path === 'root/token' && !isWhiteout(e)));
  expect(holding).toHaveLength(1);
  await expect(sheet(diagram, holding[0]!).locator('[data-path="root/token"]')).toContainText('隠れる');
  expect(safe!.flatMap((d) => files(snapshot, d)).filter((e) => e.path.endsWith('token'))).toEqual([]);
});

test('a question about a recorded step shows its output only when asked for', async ({ page }) => {
  await page.goto(PAGE);
  const question = page.locator('.quiz .question').first();
  await expect(question).toContainText('docker exec two');
  const answer = question.locator('.answer');
  await expect(answer.locator('.answer-body')).toBeHidden();
  await answer.getByText('答えを見る').click();
  await expect(answer.locator('.answer-body')).toBeVisible();
  await expect(answer.locator('pre')).toContainText('old.txt');
});

test('names and sizes stay within their sheets at 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(PAGE);
  const outside = await page.locator('.ls-tag').evaluateAll((tags) =>
    tags.flatMap((tag) => {
      const sheet = tag.closest('.ls-view, .ls-sheet')!.getBoundingClientRect();
      return [...tag.children]
        .filter((e) => e.getBoundingClientRect().right > sheet.right - 4)
        .map((e) => e.textContent);
    }),
  );
  expect(outside).toEqual([]);
});

test.describe('at 390 px without scripts', () => {
  test.use({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });

  test('the stack is there, and says where each file comes from', async ({ page }) => {
    await page.goto(PAGE);
    const diagram = page.locator('[data-diagram="layer-stack"][data-source="overlay-by-hand"]');
    await expect(spot(diagram, 'docs/c.txt')).toContainText('：upperから');
    await expect(diagram.locator('.ls-sheet')).toHaveCount(2);
    for (const file of await diagram.locator('.ls-file').all())
      expect((await file.boundingBox())!.width).toBeGreaterThan(60);
  });
});
