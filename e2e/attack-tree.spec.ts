import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { violations } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const PAGE = '6-summary/';
interface Authored {
  id: string;
  name: string;
  any?: Authored[];
  all?: Authored[];
  closed?: string[];
}
const { goal } = parse(readFileSync('content/attack-tree.yaml', 'utf8')) as { goal: Authored };
const partsOf = (n: Authored): Authored[] => n.any ?? n.all ?? [];
const all = (n: Authored): Authored[] => [n, ...partsOf(n).flatMap(all)];
/** Whether it can still be reached, told apart from the code under test: by alternatives and by what is needed together. */
const reachable = (n: Authored, done: string[]): boolean =>
  n.any
    ? n.any.some((p) => reachable(p, done))
    : n.all
      ? n.all.every((p) => reachable(p, done))
      : !n.closed?.some((m) => done.includes(m));

test('ticking mitigations greys what they close, and only that; unticking brings it back', async ({ page }) => {
  await page.goto(PAGE);
  const tree = page.locator('[data-diagram="attack-tree"]');
  const closed = () =>
    tree.locator('.at-closed').evaluateAll((nodes) => nodes.map((n) => (n as HTMLElement).dataset.node!).sort());
  const total = tree.locator('.at-total');
  const first = Number.parseInt((await total.textContent())!, 10);
  expect(await closed()).toEqual([]);
  const done: string[] = [];
  for (const id of ['netpol', 'psa', 'verify']) {
    await tree.locator(`input[value="${id}"]`).check();
    done.push(id);
    await expect(tree.locator('.at-side .at-ticked')).toHaveCount(done.length);
    expect(await closed(), id).toEqual(
      all(goal)
        .filter((n) => !reachable(n, done))
        .map((n) => n.id)
        .sort(),
    );
  }
  expect(Number.parseInt((await total.textContent())!, 10)).toBeLessThan(first);
  for (const id of done) await tree.locator(`input[value="${id}"]`).uncheck();
  await expect(total).toHaveText(new RegExp(`^${first}`));
  expect(await closed()).toEqual([]);
});

test('branches open by mouse and keyboard, and stay as they are when something is ticked', async ({ page }) => {
  await page.goto(PAGE);
  const branch = page.locator('[data-node="escape"]');
  const leaf = page.locator('[data-node="kernel"] > .at-name');
  await expect(leaf).toBeHidden();
  await branch.locator('summary').first().click();
  await expect(leaf).toBeVisible();
  await page.locator('input[value="psa"]').focus();
  await page.keyboard.press('Space');
  await expect(page.locator('[data-node="privileged"]')).toHaveClass(/at-closed/);
  await expect(leaf).toBeVisible();
  await expect(page.locator('input[value="psa"]')).toBeFocused();
  await branch.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  await expect(leaf).toBeHidden();
});

test('what was ticked has no violation and does not move the page', async ({ page }) => {
  await page.goto(PAGE);
  const height = () => page.locator('[data-diagram="attack-tree"]').evaluate((e) => e.getBoundingClientRect().height);
  const before = await height();
  for (const id of ['netpol', 'rbac', 'verify', 'short-lived']) await page.locator(`input[value="${id}"]`).check();
  await expect(page.locator('.at-side .at-ticked')).toHaveCount(4);
  expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(2);
  expect(await violations(page, '[data-diagram="attack-tree"]')).toEqual([]);
});

test.describe('at 390', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('what is ticked is seen to act: the mitigations stay under the tree, what remains over it', async ({ page }) => {
    await page.goto(PAGE);
    const tree = page.locator('[data-diagram="attack-tree"]');
    // One that a mitigation closes, not only narrows.
    const id = await tree
      .locator('.at-leaf:not(:has(.at-none))')
      .filter({ visible: true })
      .first()
      .getAttribute('data-node');
    const leaf = tree.locator(`[data-node="${id}"]`);
    await leaf.evaluate((e) => e.scrollIntoView({ block: 'center' }));
    const name = (await leaf.locator('.at-chip').first().textContent())!;
    const chip = tree.locator('.at-mitigation', { hasText: name });
    const before = await tree.locator('.at-total').textContent();
    await chip.locator('input').check();
    await expect(leaf).toHaveClass(/at-closed/);
    await expect(tree.locator('.at-total')).not.toHaveText(before!);
    for (const part of [leaf, chip, tree.locator('.at-total')]) await expect(part).toBeInViewport({ ratio: 0.9 });
    const sheet = (await tree.locator('.at-side').boundingBox())!;
    expect(sheet.height).toBeLessThan(844 * 0.25);
    expect(sheet.y + sheet.height).toBeLessThanOrEqual(844);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the whole outline is there, with every mitigation and no box to tick', async ({ page }) => {
    await page.goto(PAGE);
    for (const { id } of all(goal)) await expect(page.locator(`[data-node="${id}"]`), id).toBeVisible();
    await expect(page.locator('.at-mitigation input').first()).toBeHidden();
    await expect(page.locator('.at-mitigation-name').first()).toBeVisible();
    await expect(page.getByText('対策を選ぶと')).toBeHidden();
  });
});

test('the whole outline is printed', async ({ page }) => {
  await page.goto(PAGE);
  await page.emulateMedia({ media: 'print' });
  for (const { id } of all(goal)) await expect(page.locator(`[data-node="${id}"]`), id).toBeVisible();
});

test('every arrow of the tables of attackers and threats is drawn, and every drawn one is spoken of', async ({
  page,
}) => {
  await page.goto(PAGE);
  const [drawn, narrow] = (await Promise.all(
    ['wide', 'narrow'].map((shape) =>
      page.locator(`.trust .${shape}-shape .trust-number > text:not(.trust-label)`).allTextContents(),
    ),
  )) as [string[], string[]];
  expect(narrow).toEqual(drawn);
  const named = (
    await page.locator('#fig-stride tbody td:nth-child(2), #fig-actors tbody td:nth-child(3)').allTextContents()
  ).flatMap((t) => t.match(/\d/g) ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect([...new Set(named)].sort()).toEqual(drawn.sort());
});
