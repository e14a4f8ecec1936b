import { defineConfig } from 'vitest/config';

/**
 * The units that run in Node, as `npm run mutate` runs them: without those that try thousands of inputs or real shells,
 * for every change to the code asks for all that reach it.
 */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.browser.test.ts', 'src/transcript/{streams,shells,recordings}.test.ts', 'src/mermaid/**'],
    environment: 'node',
  },
});
