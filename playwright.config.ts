import { defineConfig } from '@playwright/test';
import { CHROMIUM_SWITCHES, findChromium } from './src/scripts/chromium.ts';

/*
 * Against the built site: E2E_DIST (dist) at /, and E2E_BASE_DIST
 * (.cache/dist-base) under E2E_BASE_PATH. `npm test` builds both. E2E_PORT and
 * the next port must be free.
 */
const dist = process.env.E2E_DIST ?? 'dist';
const baseDist = process.env.E2E_BASE_DIST ?? '.cache/dist-base';
const basePath = process.env.E2E_BASE_PATH ?? '/some/where/';
const port = Number(process.env.E2E_PORT ?? 4390);
const executablePath = await findChromium();
const server = (folder: string, at: number, base: string) => ({
  command: `"${process.execPath}" src/scripts/serve.ts "${folder}" ${at} ${base}`,
  url: `http://localhost:${at}${base}`,
  reuseExistingServer: false,
  timeout: 30_000,
});

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 45_000,
  reporter: 'line',
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    // The worker fetches the whole site with every fresh context; offline.spec.ts is about it.
    serviceWorkers: 'block',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1440, height: 900 },
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_SWITCHES },
  },
  projects: [
    { name: 'site', testIgnore: ['gallery.spec.ts', 'long.spec.ts'], use: { baseURL: `http://localhost:${port}/` } },
    {
      name: 'base-path',
      testMatch: [
        'navigation.spec.ts',
        'csp.spec.ts',
        'links.spec.ts',
        'offline.spec.ts',
        'gallery.spec.ts',
        'long.spec.ts',
      ],
      use: { baseURL: `http://localhost:${port + 1}${basePath}` },
    },
  ],
  webServer: [server(dist, port, '/'), server(baseDist, port + 1, basePath)],
});
