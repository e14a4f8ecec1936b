import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from './support/test.ts';

test('the timeline has every event of content/history.yaml, in its year and lane', async ({ page }) => {
  const events = parse(readFileSync('content/history.yaml', 'utf8')) as { year: number; lane: string; name: string }[];
  await page.goto('0-1-history/');
  const shown = await page
    .locator('.timeline-year')
    .evaluateAll((rows) =>
      rows.flatMap((row) =>
        [...row.querySelectorAll('td')].flatMap((cell) =>
          [...cell.querySelectorAll('b')].map(
            (name) =>
              `${row.querySelector('th')!.textContent} ${cell.className.replace('timeline-', '')} ${name.textContent}`,
          ),
        ),
      ),
    );
  expect(shown.sort()).toEqual(events.map((e) => `${e.year} ${e.lane} ${e.name}`).sort());
  // Nineteen silent years between chroot and capabilities are nineteen ticks.
  await expect(page.locator('.timeline-silent').first().locator('i')).toHaveCount(19);
});

test('the ages of the parts stand left of the line of Docker or right of it, as the sentence counts them', async ({
  page,
}) => {
  await page.goto('0-1-history/');
  const rows = await page.locator('.step-ages tbody tr').evaluateAll((all) =>
    all.map((row) => {
      const x = (name: string) => row.querySelector(`.step-ages-${name}`)!.getBoundingClientRect().x;
      return { year: Number.parseInt(row.querySelector('b')!.textContent!, 10), left: x('dot') < x('docker') };
    }),
  );
  expect(rows.map((r) => r.left)).toEqual(rows.map((r) => r.year < 2013));
  await expect(page.locator('.step-ages-sum')).toContainText(
    `${rows.length}個の部品のうち${rows.filter((r) => r.left).length}個`,
  );
});

test('every dated statement shows its date and leads to its source', async ({ page }) => {
  await page.goto('0-3-trends/');
  const statements = await page.locator('.dated').evaluateAll((all) =>
    all.map((e) => ({
      when: e.querySelector('time')!.dateTime,
      shown: e.querySelector('time')!.textContent!.replace(/\s/g, ''),
      sources: [...e.querySelectorAll<HTMLAnchorElement>('a.cite')].map(
        (a) => document.getElementById(a.hash.slice(1))?.tagName,
      ),
    })),
  );
  expect(statements.length).toBeGreaterThan(10);
  for (const { when, shown, sources } of statements) {
    const [year, month, day] = when.split('-').map(Number);
    expect(shown).toBe(`${year}年${month ? `${month}月` : ''}${day ? `${day}日` : ''}`);
    expect(sources.length).toBeGreaterThan(0);
    expect(new Set(sources)).toEqual(new Set(['LI']));
  }
});

test('the stacks say in words which kernel answers, and fit a phone two by two', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('0-2-vm/');
  const stacks = page.locator('.stack');
  await expect(stacks).toHaveCount(4);
  for (const name of ['コンテナ', 'gVisor型', 'microVM', 'VM'])
    await expect(page.getByRole('img', { name: new RegExp(`^${name}: `) })).toHaveCount(1);
  const boxes = await stacks.evaluateAll((all) => all.map((e) => e.getBoundingClientRect().y));
  expect(boxes[0]).toBe(boxes[1]);
  expect(boxes[2]).toBeGreaterThan(boxes[1]!);
});

test('the bars of 0.2 are as long as the recorded times', async ({ page }) => {
  await page.goto('0-2-vm/');
  const bars = await page.locator('#fig-start .measure').evaluateAll((all) =>
    all.map((e) => ({
      seconds: Number.parseFloat(e.querySelector('b')!.textContent!),
      width: e.querySelector('.measure-bar')!.getBoundingClientRect().width,
    })),
  );
  expect(bars).toHaveLength(3);
  const [vm, container, process] = bars;
  expect(vm!.seconds).toBeGreaterThan(container!.seconds);
  expect(container!.seconds).toBeGreaterThan(process!.seconds);
  expect(container!.width / vm!.width).toBeCloseTo(container!.seconds / vm!.seconds, 1);
});

test('on paper a terminal stays in its own column, its long lines broken', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await page.goto('0-2-vm/');
  const panes = await page
    .locator('.tr-screen')
    .evaluateAll((all) =>
      all.map((screen) =>
        Math.round(
          Math.max(...[...screen.querySelectorAll('.tr-line, .tr-out')].map((e) => e.scrollWidth)) - screen.clientWidth,
        ),
      ),
    );
  expect(panes.length).toBeGreaterThan(2);
  expect(Math.max(...panes)).toBeLessThanOrEqual(0);
});
