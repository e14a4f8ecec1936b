import type { ServerResponse } from 'node:http';
import type { BrowserContext, Page } from '@playwright/test';
import { stageOf } from './support/steps.ts';
import { Host, rebuild } from './support/host.ts';
import { DIST, test as base, expect } from './support/test.ts';

/** A host of the build under test, and a reader who lets it keep what it wants. */
const test = base.extend<{ host: Host; site: string; revised: string; reader: BrowserContext }>({
  host: async ({ baseURL }, use) => {
    const path = new URL(baseURL!).pathname;
    const host = new Host(path === '/' ? DIST : (process.env.E2E_BASE_DIST ?? '.cache/dist-base'), path);
    await use(host);
    await host.stop();
  },
  site: async ({ host }, use) => {
    await use(await host.start());
  },
  /** Where a second build may be put. */
  revised: async ({ browserName: _ }, use, info) => {
    await use(info.outputPath('revised'));
  },
  reader: async ({ browser }, use) => {
    const context = await browser.newContext({ serviceWorkers: 'allow' });
    await use(context);
    await context.close();
  },
});

const kept = async (page: Page, what: 'text' | 'ready' = 'ready') => {
  await page.locator(what === 'ready' ? 'html[data-offline="ready"]' : 'html[data-offline]').waitFor();
};

/** Opens a page and waits until what it wants kept is kept. */
async function read(reader: BrowserContext, address: string): Promise<Page> {
  const page = await reader.newPage();
  await page.goto(address);
  await kept(page);
  return page;
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const news = (page: Page) => page.getByRole('status').filter({ hasText: '新しい版があります' });

/** Goes a step on, in the first transcript that a diagram follows: what draws it is fetched then. */
async function follows(page: Page): Promise<void> {
  const moment = page.locator('[data-diagram][data-source] .dg-moment').first();
  const recording = await page
    .locator('[data-diagram][data-source]:has(.dg-moment)')
    .first()
    .getAttribute('data-source');
  await stageOf(page, recording!).getByRole('button', { name: '次の手順' }).click();
  await expect(moment).toContainText('手順 1/');
}

/** Files of the kept copies, by path from the site's root. */
const copies = (page: Page, site: string): Promise<string[]> =>
  page.evaluate(async (root) => {
    const all: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) all.push(url.slice(root.length));
    return all.sort();
  }, site);

/** What becomes of the first worker that a page registers: its last state, or `refused`. */
async function registered(reader: BrowserContext): Promise<(page: Page) => Promise<string>> {
  await reader.addInitScript(() => {
    const { promise, resolve } = Promise.withResolvers<string>();
    Object.assign(window, { outcome: promise });
    const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
    navigator.serviceWorker.register = async (...given) => {
      const registration = await register(...given).catch((error: unknown) => {
        resolve('refused');
        throw error;
      });
      const worker = registration.installing ?? registration.active;
      const settled = () => {
        if (worker?.state === 'activated' || worker?.state === 'redundant') resolve(worker.state);
      };
      worker?.addEventListener('statechange', settled);
      settled();
      return registration;
    };
  });
  return (page) => page.evaluate(() => (window as unknown as { outcome: Promise<string> }).outcome);
}

const html = (response: ServerResponse, text: string, status = 200) => {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(text);
  return true;
};

test('once visited, all text can be read with the server gone, and the recordings of what was read', async ({
  host,
  site,
  reader,
}) => {
  const page = await read(reader, `${site}1-1-namespace/`);
  await host.stop();
  await page.goto(`${site}1-2-cgroup/`);
  await expect(title(page)).toContainText('cgroup');
  expect(await page.evaluate(async () => (await document.fonts.load('16px "Mono Subset"')).length)).toBeGreaterThan(0);
  expect(
    await page
      .locator('.prose')
      .first()
      .evaluate((e) => getComputedStyle(e).display),
  ).toBe('grid');
  const status = (path: string) =>
    page.evaluate(
      (address) =>
        fetch(address).then(
          (r) => r.status,
          () => 0,
        ),
      site + path,
    );
  expect(await status('recordings/uts-namespace/kernel.json')).toBe(200);
  expect(await status('recordings/uts-namespace/host.cast')).toBe(200);
  expect(await status('recordings/registry-push/kernel.json'), 'of a chapter that was not read').toBe(0);
});

test('offline, every spelling of an address is the page it means', async ({ host, site, reader }) => {
  const page = await read(reader, site);
  await host.stop();
  for (const spelling of [
    '1-1-namespace',
    '1-1-namespace/index.html',
    '1-1-namespace/?from=mail#contents',
    '1%2D1-namespac%65/',
    'index.html',
    '?from=mail',
  ]) {
    await page.goto(site + spelling);
    await expect(title(page), spelling).toContainText(spelling.startsWith('1') ? 'namespace' : 'Docker');
  }
});

/** What does not depend on the base path: playwright.config.ts leaves it out of that project. */
const ONCE = { tag: '@once' };

test.describe('a network or a storage that fails', ONCE, () => {
  test('a server that takes the question and never answers: the kept page after seconds', async ({
    host,
    site,
    reader,
  }) => {
    const page = await read(reader, site);
    host.behave = () => true;
    await page.goto(`${site}0-2-vm/`, { waitUntil: 'commit', timeout: 15_000 });
    await expect(title(page)).toBeVisible();
  });

  test('a server that is broken: the kept page; what it says of a page that is gone is shown', async ({
    host,
    site,
    reader,
  }) => {
    const page = await read(reader, site);
    host.behave = (_, response) => html(response, '<h1>502</h1>', 502);
    await page.goto(`${site}0-2-vm/`);
    await expect(title(page)).not.toContainText('502');
    host.behave = (_, response) => html(response, '<h1>410</h1>', 410);
    await page.goto(`${site}0-2-vm/`);
    await expect(title(page)).toContainText('410');
  });

  test('a page that arrives slowly is shown as it arrives', async ({ host, site, reader }) => {
    const page = await read(reader, site);
    const { promise: end, resolve: finish } = Promise.withResolvers<void>();
    host.behave = (request, response) => {
      if (!request.url!.includes('0-2-vm')) return false;
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.write(`<!doctype html><meta charset="utf-8"><h1>頭</h1>${' '.repeat(4096)}`);
      void end.then(() => response.end('<p id="end">尾</p>'));
      return true;
    };
    await page.goto(`${site}0-2-vm/`, { waitUntil: 'commit' });
    await expect(title(page)).toHaveText('頭');
    await expect(page.locator('#end')).toHaveCount(0);
    finish();
    await expect(page.locator('#end')).toHaveText('尾');
  });

  test('a storage that is full hides nothing of what the server says', async ({ site, reader }) => {
    const outcome = await registered(reader);
    const page = await reader.newPage();
    const devtools = await reader.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site).origin, quotaSize: 1 });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(site);
    expect(await outcome(page)).toBe('redundant');
    for (const path of ['1-1-namespace/', '1-2-cgroup/']) {
      await page.goto(site + path);
      await expect(title(page)).toBeVisible();
    }
    expect(await page.locator('html').getAttribute('data-offline'), 'nothing is called kept').toBeNull();
    expect(problems).toEqual([]);
  });

  test('a storage that fills up later: pages and recordings come from the server', async ({ site, reader }) => {
    const page = await read(reader, site);
    const devtools = await reader.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site).origin, quotaSize: 1 });
    await page.goto(`${site}1-1-namespace/`);
    await kept(page, 'text');
    expect(
      await page.evaluate(
        (address) => fetch(address).then((r) => r.status),
        `${site}recordings/uts-namespace/kernel.json`,
      ),
    ).toBe(200);
  });

  for (const [what, answer] of [
    ['500', (response: ServerResponse) => html(response, 'broken', 500)],
    ['404', (response: ServerResponse) => html(response, 'gone', 404)],
    ['a portal', (response: ServerResponse) => html(response, '<h1>ログイン</h1>')],
  ] as const)
    test(`a file that answers with ${what} is not called kept; the next page takes up what is missing`, async ({
      host,
      site,
      reader,
    }) => {
      let healthy = false;
      host.behave = (request, response) => !healthy && request.url!.includes('6-summary') && answer(response);
      const outcome = await registered(reader);
      const page = await reader.newPage();
      await page.goto(site);
      expect(await outcome(page)).toBe('redundant');
      expect(await page.locator('html').getAttribute('data-offline')).toBeNull();
      healthy = true;
      host.asked.length = 0;
      await page.goto(`${site}glossary/`);
      await kept(page);
      expect(host.asked).toContain('6-summary/');
      expect(host.asked, 'what was fetched before it').not.toContain('0-1-history/');
    });

  test('a portal in place of the network does not take the place of what is kept', async ({ host, site, reader }) => {
    const page = await read(reader, site);
    host.behave = (_, response) => html(response, '<h1>ログイン</h1>');
    await page.goto(`${site}1-1-namespace/`);
    await expect(title(page)).toHaveText('ログイン');
    await page.evaluate(
      (address) => fetch(address).then((response) => response.text()),
      `${site}recordings/uts-namespace/kernel.json`,
    );
    await host.stop();
    await page.goto(`${site}1-1-namespace/`);
    await expect(title(page)).toContainText('namespace');
  });

  test('a registration that is refused is quiet', async ({ host, site, reader }) => {
    host.behave = (request, response) => request.url!.endsWith('/sw.js') && html(response, 'no', 403);
    const page = await reader.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    const outcome = await registered(reader);
    await page.goto(site);
    expect(await outcome(page)).toBe('refused');
    await expect(title(page)).toBeVisible();
    expect(problems).toEqual([]);
  });
});

test.describe('after a deploy', ONCE, () => {
  test('only what changed is fetched, and an open page that did not change says nothing', async ({
    host,
    site,
    revised,
    reader,
  }) => {
    await rebuild(host.folder, revised, { pages: (path) => path.startsWith('6-summary'), scripts: false });
    const page = await read(reader, site);
    host.folder = revised;
    host.asked.length = 0;
    const waiting = page.evaluate(async () => {
      const registration = (await navigator.serviceWorker.getRegistration())!;
      await registration.update();
      const worker = registration.installing ?? registration.waiting!;
      if (worker.state !== 'installed')
        await new Promise<void>((resolve) => {
          worker.addEventListener('statechange', () => {
            resolve();
          });
        });
      return worker.state;
    });
    expect(await waiting).toBe('installed');
    expect(host.asked.sort()).toEqual(['6-summary/', 'sw.js']);
    await expect(news(page)).toHaveCount(0);
  });

  test('one page opened, then no network: the copy is whole', async ({ host, site, revised, reader }) => {
    await rebuild(host.folder, revised, { pages: () => true, scripts: true });
    await read(reader, `${site}1-1-namespace/`);
    host.folder = revised;
    const page = await reader.newPage();
    await page.goto(`${site}1-2-cgroup/`);
    await expect(title(page)).toContainText('（改訂）');
    await host.stop();
    for (const path of ['1-3-chroot/', '1-1-namespace/']) {
      await page.goto(site + path);
      await expect(page.locator('main')).toBeVisible();
      for (const src of await page
        .locator('script[src]')
        .evaluateAll((all) => all.map((e) => (e as HTMLScriptElement).src)))
        expect(await page.evaluate((address) => fetch(address).then((r) => r.ok), src)).toBe(true);
    }
  });

  test('a tab that stays open goes on working, says that there is a new version, and takes it when asked', async ({
    host,
    site,
    revised,
    reader,
  }) => {
    await rebuild(host.folder, revised, { pages: () => true, scripts: true });
    const tab = await read(reader, `${site}1-1-namespace/`);
    const third = await read(reader, `${site}1-2-cgroup/`);
    host.folder = revised;
    const other = await reader.newPage();
    await other.goto(`${site}1-3-chroot/`);
    await expect(title(other)).toContainText('（改訂）');
    await expect(news(tab)).toBeVisible();
    await expect(news(third)).toBeVisible();
    await expect(news(other), 'it is the new version').toHaveCount(0);

    // What draws the diagrams is asked for only now.
    await follows(tab);

    await news(tab).getByRole('button', { name: '読み込み直す' }).click();
    await expect(title(tab)).toContainText('（改訂）');
    await expect(news(tab)).toHaveCount(0);

    // The third tab is of the old build still, under the new worker.
    await follows(third);
    await expect(news(third)).toBeVisible();
    await news(third).getByRole('button', { name: '読み込み直す' }).click();
    await expect(title(third)).toContainText('（改訂）');
    await kept(third);

    // With one page of the new build left, nothing of the old one is.
    await third.close();
    await other.close();
    await tab.reload();
    await kept(tab);
    const scripts = (await copies(tab, site)).filter((path) => /^_astro\/.*\.js/.test(path));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((path) => !path.includes('_new.js'))).toEqual([]);
  });

  test('a deploy that cannot be fetched as a whole leaves the old copy as it was', async ({
    host,
    site,
    revised,
    reader,
  }) => {
    await rebuild(host.folder, revised, { pages: () => true, scripts: true });
    const page = await read(reader, site);
    const before = await copies(page, site);
    host.folder = revised;
    host.behave = (request, response) => request.url!.includes('glossary') && html(response, 'broken', 500);
    const state = await page.evaluate(async () => {
      const registration = (await navigator.serviceWorker.getRegistration())!;
      await registration.update();
      const worker = registration.installing!;
      return new Promise<string>((resolve) => {
        worker.addEventListener('statechange', () => {
          resolve(worker.state);
        });
      });
    });
    expect(state).toBe('redundant');
    expect(await copies(page, site)).toEqual(expect.arrayContaining(before));
    await host.stop();
    await page.goto(`${site}1-1-namespace/`);
    await expect(title(page)).not.toContainText('（改訂）');
    await expect(news(page)).toHaveCount(0);
  });
});
