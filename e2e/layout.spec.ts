import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noteShifts, shiftsOf } from './support/shifts.ts';
import { expect, fileOf, test } from './support/test.ts';

test.use({ questions: 'asked' });

test('text column, figures and contents stand where they should at 1440', async ({ page }) => {
  await page.goto('1-1-namespace/');
  const box = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
  const text = await box('.prose > p');
  const size = await page
    .locator('article > .prose')
    .first()
    .evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize));
  expect(text.width).toBeCloseTo(38 * size, 0);
  const contents = await box('.contents');
  for (const figure of await page
    .locator('.prose > .figure:not(.wide, .narrow), .prose > session-stage:not(.wide)')
    .all()) {
    const { x, width } = (await figure.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(contents.x);
    expect(width).toBeGreaterThan(text.width);
  }
  for (const figure of await page.locator('.prose > .wide').all()) {
    expect((await figure.boundingBox())!.width).toBeGreaterThanOrEqual(1080);
  }
});

test('text begins at the same edge on every page with a list of chapters, under one bar', async ({ page }) => {
  for (const width of [390, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const edges = new Map<string, number>();
    for (const path of ['1-1-namespace/', '6-summary/', 'glossary/', 'references/', '404.html']) {
      await page.goto(path);
      const { x } = (await page.locator('h1').boundingBox())!;
      edges.set(path, Math.round(x));
      await expect(page.locator('.site').getByRole('link', { name: 'Dockerを完全に理解する' })).toBeVisible();
    }
    expect(new Set(edges.values()).size, `${width} px: ${JSON.stringify([...edges])}`).toBe(1);
  }
});

test('the monospace grid holds: box drawing and letters are equally wide, and no ligature joins hyphens', async ({
  page,
}) => {
  await page.goto('1-1-namespace/');
  const widths = await page.evaluate(async () => {
    await document.fonts.load('16px "Mono Subset"');
    const probe = document.createElement('pre');
    document.body.append(probe);
    return ['0', 'i', '─', '└', '│', '█', '→', '●', '○', '✓', '-'].map((c) => {
      const span = document.createElement('span');
      span.textContent = c.repeat(20);
      probe.append(span, '\n');
      return Math.round(span.getBoundingClientRect().width * 100) / 100;
    });
  });
  expect(new Set(widths).size, widths.join(' ')).toBe(1);
});

/** The site once more, but of one page only what stands before `cut`, till `release` is called. */
async function holding(
  path: string,
  cut: number,
  from: string,
): Promise<{ address: string; release(): void; stop(): void }> {
  const html = readFileSync(fileOf(path), 'utf8');
  let release = () => {};
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === `/${path}`) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).write(html.slice(0, cut));
      release = () => response.end(html.slice(cut));
      return;
    }
    const file = await fetch(new URL(request.url!, from));
    response
      .writeHead(file.status, { 'content-type': file.headers.get('content-type') ?? '' })
      .end(Buffer.from(await file.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    release: () => release(),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a table of which the parser has brought a part keeps its columns when the rest comes', async ({
  page,
  baseURL,
  problems,
}) => {
  // Its first table stands at the end of a telephone's first screen, and once shifted there while loading.
  const path = '0-3-trends/';
  const html = readFileSync(fileOf(path), 'utf8');
  const served = await holding(
    path,
    html.indexOf('</tr>', html.indexOf('<tbody>', html.indexOf('class="table-scroll"'))),
    baseURL!,
  );
  await page.setViewportSize({ width: 390, height: 900 });
  await page.addInitScript(noteShifts);
  await page.goto(served.address + path, { waitUntil: 'commit' });
  await page.locator('.table-scroll td').first().waitFor({ state: 'attached' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    document.querySelector('.table-scroll')!.scrollIntoView({ behavior: 'instant' });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  served.release();
  await expect(page.locator('.table-scroll th').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  served.stop();
  problems.splice(
    0,
    Infinity,
    ...problems.filter((p) => !p.startsWith(`request to another origin: ${served.address}`)),
  );
  expect(await shiftsOf(page)).toEqual([]);
});

test('a long path in a diagram breaks; it does not widen the page of a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 900 });
  for (const [path, selector] of [
    ['1-3-chroot/', '.rt-line > .rt-mount, .dg-title'],
    ['1-2-cgroup/', '.ct-name, .dg-title'],
    ['2-1-docker-hub/', '.dt-platform, .dg-title'],
    ['2-2-image/', '.ls-name, .dg-title'],
  ] as const) {
    await page.goto(path);
    const widths = await page.locator(selector).evaluateAll((all) =>
      all
        .filter((e) => e.getClientRects().length > 0)
        .map((e) => {
          const before = e.innerHTML;
          // As src/diagrams/root-tree/draw.ts marks a mount so long.
          if (e.matches('.rt-mount')) e.classList.add('rt-long');
          e.textContent = 'ext4 の /var/lib/docker/volumes/notes/_data/averylongdirectorynamewithoutanysigninit';
          const width = document.documentElement.scrollWidth;
          e.innerHTML = before;
          return width;
        }),
    );
    expect(widths.length, path).toBeGreaterThan(1);
    expect(Math.max(...widths), path).toBe(390);
  }
});
