import type { Locator, Page } from '@playwright/test';
import { stageOf } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const tree = (page: Page, recording: string) =>
  page.locator(`[data-diagram="digest-tree"][data-source="${recording}"]`);
const transcript = (page: Page, recording: string) => page.locator(`[data-transcript="${recording}"]`);

/** A digest tree as nested arrays of kinds: what points to what. */
const shape = (root: Locator) =>
  root.evaluate((e) => {
    type Branch = string | [string, Branch[]];
    const read = (li: Element): Branch => {
      const below = [...li.querySelectorAll(':scope > ul > li')].map(read);
      const kind = (li as HTMLElement).dataset.kind!;
      return below.length > 0 ? [kind, below] : kind;
    };
    return [...e.querySelectorAll('.dt-tree > ul > li')].map(read);
  });

const TREES: [path: string, recording: string, shape: unknown][] = [
  ['2-1-docker-hub/', 'registry-pull', [['manifest', ['config', 'layer', 'layer']]]],
  [
    '3-3-trust/',
    'attestations',
    [
      [
        'index',
        [
          ['manifest', ['config', 'layer', 'layer']],
          ['manifest', ['config', 'document', 'document']],
        ],
      ],
    ],
  ],
  [
    '2-1-docker-hub/',
    'image-index',
    [
      [
        'index',
        [
          ['manifest', ['config', 'layer']],
          ['manifest', ['config', 'layer']],
        ],
      ],
    ],
  ],
];

for (const [path, recording, expected] of TREES) {
  test(`the tree of ${recording} is what the registry sent, and every digest in it stands in the transcript`, async ({
    page,
  }) => {
    await page.goto(path);
    expect(await shape(tree(page, recording))).toEqual(expected);
    const said = (await transcript(page, recording).textContent())!;
    const digests = await tree(page, recording)
      .locator('[data-digest]')
      .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.digest!.replace('sha256:', '')));
    expect(digests.length).toBeGreaterThan(2);
    for (const digest of digests) expect(said, digest).toContain(digest);
  });
}

test('the tree rings what the step prints, new the first time', async ({ page }) => {
  await page.goto('2-1-docker-hub/');
  const root = tree(page, 'registry-pull');
  const outputs = await transcript(page, 'registry-pull')
    .locator('[data-step]')
    .evaluateAll((all) => all.map((e) => e.querySelector('.tr-out')?.textContent ?? ''));
  const nodes = root.locator('[data-digest]');
  const digests = await nodes.evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.digest!.slice(7, 19)));
  const told = new Set<string>();
  const seen = { fresh: 0, named: 0 };
  for (let number = 1; number <= outputs.length; number++) {
    await stageOf(page, 'registry-pull').getByRole('slider').fill(String(number));
    await expect(root.locator('.dg-moment')).toHaveText(`手順 ${number}/${outputs.length} のあと`);
    const expected = digests.map((digest) => {
      const now = outputs[number - 1]!.includes(digest);
      return now ? (told.has(digest) ? 'named' : 'fresh') : told.has(digest) ? 'known' : 'later';
    });
    digests.forEach((digest, i) => {
      if (expected[i] === 'fresh') told.add(digest);
    });
    expect(
      await nodes.evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.state)),
      `step ${number}`,
    ).toEqual(expected);
    await expect(root.locator('.dt-card .dg-new')).toHaveCount(expected.filter((state) => state === 'fresh').length);
    for (const state of ['fresh', 'named'] as const) seen[state] += expected.filter((e) => e === state).length;
  }
  expect(seen.fresh).toBe(digests.length);
  expect(seen.named).toBeGreaterThan(3);
});

test('the tree for two processors names both, and their layers are not shared', async ({ page }) => {
  await page.goto('2-1-docker-hub/');
  const index = tree(page, 'image-index');
  await expect(index.locator('.dt-platform')).toHaveText(['linux/amd64', 'linux/arm64']);
  await expect(index.locator('.dt-shared')).toHaveCount(0);
});

test('the picture of the moved tag shows the digests that the user saw, and the tag moved to the other', async ({
  page,
}) => {
  await page.goto('3-3-trust/');
  const said = (await transcript(page, 'tag-moves').textContent())!;
  const rows = page.locator('.tm-row');
  const names = await rows.locator('.tm-name code').allTextContents();
  const images = await rows
    .locator('.tm-image')
    .evaluateAll((all) =>
      all.map((e) => [...e.children].map((child) => child.textContent!.replace(/[…「」]/g, '')) as [string, string]),
    );
  expect(images).toHaveLength(4);
  const [before, pinned, after, still] = images as [
    [string, string],
    [string, string],
    [string, string],
    [string, string],
  ];
  expect(before).toEqual(pinned);
  expect(still).toEqual(pinned);
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  for (const [digest, words] of images) {
    expect(said).toContain(`sha256:${digest}`);
    expect(said).toContain(words);
  }
  expect(names[0]).toBe(names[2]);
  expect(names[1]).toBe(`@sha256:${before[0]}…`);
  await expect(rows.nth(2)).toHaveClass(/tm-moved/);
});

test('without scripts the chapters say the same', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  for (const [path, recording] of TREES) {
    await page.goto(path);
    await expect(tree(page, recording)).toBeVisible();
    await expect(transcript(page, recording)).toBeVisible();
  }
  await context.close();
});
