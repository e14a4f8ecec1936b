import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_SWITCHES, findChromium } from './src/scripts/chromium.ts';

const IN_BROWSER = 'src/**/*.browser.test.ts';
const executablePath = await findChromium();

/** Units run in Node, those of client code (`*.browser.test.ts`) in a page of Chromium. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: ['src/**/*.test.ts'], exclude: [IN_BROWSER], environment: 'node' } },
      {
        test: {
          name: 'browser',
          include: [IN_BROWSER],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_SWITCHES },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 1200, height: 800 } }],
          },
        },
      },
    ],
  },
});
