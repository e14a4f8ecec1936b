import { defineConfig } from 'vitest/config';

/** The units that run in Node, as `npm run mutate` runs them. */
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], exclude: ['src/**/*.browser.test.ts'], environment: 'node' },
});
