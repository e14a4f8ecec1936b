import { defineConfig, type Project } from '@playwright/test';
import { CHROMIUM_SWITCHES, findChromium } from './src/scripts/chromium.ts';
import { FONT, fontEnvironment, type FontName } from './src/scripts/fonts.ts';

/*
 * Every project is set in one Japanese font that a package brings, never in those of the machine; what depends on the
 * widths of text runs in two.
 *
 * Against the built site: E2E_DIST (dist) at /, and E2E_BASE_DIST
 * (.cache/dist-base) under E2E_BASE_PATH. `npm test` builds both. E2E_PORT and
 * the next port must be free.
 */
const dist = process.env.E2E_DIST ?? 'dist';
const baseDist = process.env.E2E_BASE_DIST ?? '.cache/dist-base';
const basePath = process.env.E2E_BASE_PATH ?? '/some/where/';
const port = Number(process.env.E2E_PORT ?? 4390);
const site = `http://localhost:${port}/`;
const executablePath = await findChromium();
/** A project whose pages are set in a font; its tests find the name in the metadata. */
const project = (font: FontName, baseURL: string, rest: Omit<Project, 'use' | 'metadata'>): Project => ({
  ...rest,
  metadata: { font },
  use: {
    baseURL,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: CHROMIUM_SWITCHES,
      env: fontEnvironment(font),
    },
  },
});
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
  },
  projects: [
    project(FONT, site, { name: 'site', testIgnore: ['gallery.spec.ts', 'long.spec.ts'] }),
    project('BIZ UDPGothic', site, {
      name: 'site in BIZ UDPGothic',
      testMatch: ['fonts.spec.ts', 'layout.spec.ts', 'pages.spec.ts'],
      // A load costs more than the looking, and a page loaded at 390 is looked at in every width.
      grepInvert: / at 1440:/,
    }),
    project(FONT, `http://localhost:${port + 1}${basePath}`, {
      name: 'base-path',
      testMatch: [
        'address.spec.ts',
        'navigation.spec.ts',
        'csp.spec.ts',
        'links.spec.ts',
        'offline.spec.ts',
        'gallery.spec.ts',
        'long.spec.ts',
      ],
      grepInvert: /@once/,
    }),
  ],
  webServer: [server(dist, port, '/'), server(baseDist, port + 1, basePath)],
});
