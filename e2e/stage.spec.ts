import type { FileEntry, Snapshot } from '../src/kernel/snapshot.ts';
import { kernelOf } from './support/steps.ts';
import { expect, PAGES, test } from './support/test.ts';

/** Lines of an output that must be in sight with its command. */
const FIRST_LINES = 3;
const SIZES = [
  { width: 1440, height: 780 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];
/** Text of a picture is not drawn smaller, in CSS pixels as they are on the screen. */
const LEAST_TEXT = 9;

/** What cannot be seen at a step of a stage: its name, and what is out of sight. */
type Unseen = string;

/** Goes through all steps of a page's stages by their buttons, and tells at which something is not on the screen. */
function walk({ lines, text }: { lines: number; text: number }): Promise<Unseen[]> {
  const frame = (): Promise<number> => new Promise(requestAnimationFrame);
  const rest = async (): Promise<void> => {
    for (let last = -1; last !== scrollY; ) {
      last = scrollY;
      await frame();
      await frame();
    }
  };
  const inView = (box: DOMRect, top: number): boolean =>
    box.top >= top - 1 && box.bottom <= innerHeight + 1 && box.left >= -1 && box.right <= innerWidth + 1;
  const looks = async (stage: HTMLElement): Promise<Unseen[]> => {
    const unseen: Unseen[] = [];
    const next = stage.querySelector<HTMLElement>('[data-do=next]')!;
    const slider = stage.querySelector<HTMLInputElement>('.sg-slider > input')!;
    slider.value = '0';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    for (let number = 1; number <= Number(slider.max); number += 1) {
      next.click();
      const step = stage.querySelector<HTMLElement>('.sg-step[data-s]')!;
      const pictures = [...stage.querySelectorAll<HTMLElement>('.sg-picture')].filter((p) => p.offsetParent !== null);
      const moment = `手順 ${number}/${slider.max} のあと`;
      while (pictures.some((p) => p.querySelector('.dg-moment')!.textContent !== moment)) await frame();
      await rest();
      const side = stage.querySelector('.sg-side')!.getBoundingClientRect();
      const list = stage.querySelector('.sg-steps')!.getBoundingClientRect();
      const below = side.left > list.left + 1 ? 0 : side.bottom;
      const name = `${stage.dataset.stage}.${step.dataset.step}`;
      const line = step.querySelector('.tr-line')?.getBoundingClientRect();
      if (line && !inView(line, below)) unseen.push(`${name}: the command, ${line.top} to ${line.bottom}`);
      // Of steps that stand one at a time in a window of their own what is lower is cut.
      const strip = stage.querySelector('.sg-session')!.getBoundingClientRect();
      const cut = stage.matches('.sg-hero') ? strip.bottom : Infinity;
      const out = step.querySelector('.tr-out');
      if (out) {
        const box = out.getBoundingClientRect();
        const height = Number.parseFloat(getComputedStyle(out).lineHeight) * lines;
        const first = new DOMRect(box.left, box.top, box.width, Math.min(box.height, height));
        if (!inView(first, below) || first.bottom > cut + 1)
          unseen.push(`${name}: its output, ${first.top} to ${first.bottom}`);
      }
      for (const picture of pictures) {
        const drawn = picture.firstElementChild as HTMLElement;
        const box = drawn.getBoundingClientRect();
        // What is lower than this is cut: of pictures in sight at once each has a room of its own.
        const room = (stage.matches('.sg-hero') ? picture : stage.querySelector('.sg-side')!).getBoundingClientRect();
        if (!inView(box, 0) || box.bottom > room.bottom + 1)
          unseen.push(`${name}: its picture, ${box.top} to ${box.bottom} of ${room.bottom}`);
        const zoom = Number(getComputedStyle(drawn).zoom) || 1;
        for (const part of drawn.querySelectorAll<HTMLElement>('*')) {
          const own = [...part.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.nodeValue!.trim() !== '');
          // Marks are no text.
          if (!own || part.offsetParent === null || part.closest('.sr-only, [aria-hidden]')) continue;
          const size = Number.parseFloat(getComputedStyle(part).fontSize) * zoom;
          if (size < text) {
            unseen.push(`${name}: text of ${size.toFixed(1)} px in its picture`);
            break;
          }
        }
      }
    }
    return unseen;
  };
  return (async () => {
    const all: Unseen[] = [];
    for (const stage of document.querySelectorAll<HTMLElement>('[data-stage]')) {
      stage.scrollIntoView({ block: 'start', behavior: 'instant' });
      all.push(...(await looks(stage)));
    }
    return all;
  })();
}

for (const size of SIZES)
  test.describe(`at ${size.width} x ${size.height}`, () => {
    test.use({ viewport: size });
    for (const path of PAGES)
      test(`/${path}: at every step its command, its output's beginning and its picture are seen together`, async ({
        page,
      }) => {
        test.setTimeout(120_000);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await page.goto(path);
        const unseen = await page.evaluate(walk, { lines: FIRST_LINES, text: LEAST_TEXT });
        expect(unseen).toEqual([]);
      });
  });

test('reading is stepping: the step at the reading line is where the picture stands', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 780 });
  await page.goto('1-2-cgroup/');
  const stage = page.locator('[data-stage="cgroup-memory"]');
  const note = stage.locator('.dg-note');
  const rest = await note.textContent();
  await expect(stage).not.toHaveAttribute('data-now');
  // Slowly down the page, as a reader does, until the stage has gone by.
  const seen = await stage.evaluate(async (root: HTMLElement) => {
    const all: string[] = [];
    new MutationObserver(() => all.push(root.dataset.now!)).observe(root, { attributeFilter: ['data-now'] });
    root.scrollIntoView({ block: 'start', behavior: 'instant' });
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    while (root.getBoundingClientRect().bottom > innerHeight / 2) {
      scrollBy({ top: 6, behavior: 'instant' });
      await frame();
      await frame();
    }
    return all;
  });
  expect(seen).toEqual(kernelOf('cgroup-memory').steps.map(({ id }) => id));
  await expect(stage.locator('.dg-moment')).toHaveText(/手順 11\/11 のあと/);
  expect(rest).not.toBe('');
});

test('prose that links to a step moves the stage there', async ({ page }) => {
  await page.goto('1-2-cgroup/');
  const id = 'cgroup-memory.oom';
  await page.evaluate((hash) => {
    location.hash = hash;
  }, id);
  await expect(page.locator('[data-stage="cgroup-memory"]')).toHaveAttribute('data-now', 'oom');
  await expect(page.locator('[data-stage="cgroup-memory"] [data-step="oom"] .tr-cmd')).toBeInViewport();
});

test.describe('the handmade container', () => {
  const { steps } = kernelOf('handmade');
  const numberOf = (id: string): number => steps.findIndex((s) => s.id === id) + 1;

  test('stacks the sheets of the overlay as the kernel lists them, and a file that is made lies on the topmost', async ({
    page,
  }) => {
    await page.goto('');
    const stage = page.locator('[data-stage="handmade"]');
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
    const written = await after('write');
    const upper = written.stacks![0]!.layers.at(-1)!.directory;
    const listed = (snapshot: Snapshot, path: string, mnt: number): FileEntry[] =>
      snapshot.files![mnt]!.find((t) => t.path === path)!.entries;
    expect(listed(written, upper, written.processes[0]!.namespaces.mnt!).map((e) => e.path)).toContain('hello');
    const { mnt, path } = written.stacks![0]!.merged!;
    expect(listed(written, path, mnt).map((e) => e.path)).toContain('hello');
    await expect(stack.locator(`[data-layer="${upper}"] .ls-fresh[data-path="hello"]`)).toHaveCount(1);
  });

  test('brings the picture that changes forward, unless the reader has chosen one', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('');
    const stage = page.locator('[data-stage="handmade"]');
    const shown = stage.locator('.sg-picture:visible');
    await stage.getByRole('slider').fill(String(numberOf('uts')));
    await expect(shown.locator('[data-diagram="namespace-table"]')).toBeVisible();
    await stage.getByRole('radio').last().check({ force: true });
    const chosen = await shown.getAttribute('data-picture');
    await stage.getByRole('slider').fill(String(numberOf('overlay')));
    await expect(stage).toHaveAttribute('data-now', 'overlay');
    await expect(shown).toHaveAttribute('data-picture', chosen!);
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

  test('the pictures of a stage can be chosen all the same', async ({ page }) => {
    await page.goto('');
    const last = page.locator('[data-stage]').getByRole('radio').last();
    await last.check({ force: true });
    await expect(page.locator('.sg-picture').last()).toBeVisible();
    await expect(page.locator('.sg-picture').first()).toBeHidden();
  });
});

test('one value, one light: what is pointed at or has the focus is lit wherever it stands', async ({ page }) => {
  await page.goto('1-1-namespace/');
  const stage = page.locator('[data-stage="uts-namespace"]');
  await stage.getByRole('slider').fill('4');
  const cell = stage.locator('td.nt-other[data-value]');
  const value = (await cell.getAttribute('data-value'))!.replace(/^\w+:/, '');
  const lit = () =>
    page.evaluate(() => [...(CSS.highlights.get('same-value')?.values() ?? [])].map((range) => String(range)));
  await cell.hover();
  await expect.poll(async () => (await lit()).length).toBeGreaterThan(0);
  expect(new Set(await lit())).toEqual(new Set([value]));
  // From the session's text to the picture.
  const output = stage.locator('.tr-out', { hasText: value }).first();
  await output.scrollIntoViewIfNeeded();
  const box = await output.evaluate((out, text) => {
    const node = out.firstChild!;
    const range = new Range();
    const at = node.nodeValue!.indexOf(text);
    range.setStart(node, at);
    range.setEnd(node, at + text.length);
    return range.getBoundingClientRect().toJSON() as DOMRect;
  }, value);
  await page.mouse.move(0, 0);
  await expect.poll(async () => (await lit()).length).toBe(0);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(stage.locator('[data-lit]')).not.toHaveCount(0);
});

test('a link to a heading behind stages keeps its address', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install();
  await page.goto('1-1-namespace/#uts');
  await page.evaluate(() => {
    location.hash = 'net';
  });
  await expect(page.locator('#net')).toBeInViewport();
  // Longer than the address takes to follow a reader.
  await page.clock.runFor(2000);
  await page.clock.resume();
  expect(new URL(page.url()).hash).toBe('#net');
  await page.mouse.move(500, 400);
  await expect(async () => {
    await page.mouse.wheel(0, 200);
    expect(new URL(page.url()).hash).toMatch(/^#network-namespace\./);
  }).toPass({ timeout: 15_000, intervals: [500] });
});
