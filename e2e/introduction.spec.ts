import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from './support/test.ts';

test('the timeline has every event of content/history.yaml at its year, parts above and what ships below, in 360 px', async ({
  page,
}) => {
  const events = parse(readFileSync('content/history.yaml', 'utf8')) as { year: number; lane: string; name: string }[];
  await page.goto('0-1-history/');
  const drawing = page.locator('.timeline-wide');
  expect((await drawing.boundingBox())!.height).toBeLessThanOrEqual(360);
  const shown = await drawing.evaluate((svg) => {
    const box = (of: Element) => of.getBoundingClientRect();
    const axis = box(svg.querySelector('.timeline-years')!);
    const ticks = [...svg.querySelectorAll<SVGElement>('.timeline-tick')].map((t) => ({
      year: Number(t.dataset.year),
      x: box(t).x,
    }));
    return [...svg.querySelectorAll<SVGElement>('[data-event]')].map((e) => {
      const mark = box(e.querySelector('.timeline-mark')!);
      const x = mark.x + mark.width / 2;
      return {
        name: e.dataset.event!,
        year: ticks.sort((one, other) => Math.abs(one.x - x) - Math.abs(other.x - x))[0]!.year,
        above: mark.y < axis.y,
      };
    });
  });
  expect(shown.map((e) => e.name).sort()).toEqual(events.map((e) => e.name).sort());
  for (const { name, year, above } of shown) {
    const event = events.find((e) => e.name === name && e.year === year);
    expect(event, `${name} in ${year}`).toBeDefined();
    expect(above, name).toBe(event!.lane !== 'ship');
  }
});

test('no text of the timeline meets another, and a telephone gets it as a list', async ({ page }) => {
  await page.goto('0-1-history/');
  for (const [width, shape] of [
    [1440, 'wide'],
    [768, 'middle'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.locator(`.timeline-${shape}`)).toBeVisible();
    const meeting = await page.locator(`.timeline-${shape} [data-event] text`).evaluateAll((all) => {
      const boxes = all.map((e) => ({ text: e.textContent!, box: e.getBoundingClientRect() }));
      const right = all[0]!.closest('svg')!.getBoundingClientRect().right;
      return boxes.flatMap(({ text, box }, i) => [
        ...(box.right > right + 1 ? [text] : []),
        ...boxes
          .slice(i + 1)
          .filter((o) => box.left < o.box.right && o.box.left < box.right && Math.abs(box.y - o.box.y) < 10)
          .map((o) => `${text} | ${o.text}`),
      ]);
    });
    expect(meeting, shape).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator('.timeline svg').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('row', { name: '1979 chroot' })).toBeVisible();
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
