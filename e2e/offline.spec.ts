import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { DIST, expect, test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

const BASE_DIST = process.env.E2E_BASE_DIST ?? '.cache/dist-base';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as import('node:net').AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

test('once visited, the whole site can be read with the server gone', async ({ browser, baseURL }) => {
  const base = new URL(baseURL!).pathname;
  const port = await freePort();
  const server = spawn(
    process.execPath,
    ['src/scripts/serve.ts', base === '/' ? DIST : BASE_DIST, String(port), base],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await once(server.stdout, 'data');
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://localhost:${port}${base}`);
    await page.locator('html[data-offline="ready"]').waitFor();
    server.kill();
    await once(server, 'close');

    await page.goto(`http://localhost:${port}${base}1-1-namespace/`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('namespace');
    const font = await page.evaluate(async () => (await document.fonts.load('16px "Mono Subset"')).length);
    expect(font).toBeGreaterThan(0);
    expect(await page.locator('.prose').evaluate((e) => getComputedStyle(e).display)).toBe('grid');
    await context.close();
  } finally {
    server.kill();
  }
});
