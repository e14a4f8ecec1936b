import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type BrowserContext } from '@playwright/test';

/** Folder of the build under test at /. */
export const DIST = process.env.E2E_DIST ?? 'dist';

/** Every page of the build, as a path from the site's root without the leading slash: '', '1-1-namespace/' ... */
export const PAGES: string[] = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => file.replaceAll('\\', '/').replace(/index\.html$/, ''))
  .sort();

/** The built file of a page of {@link PAGES}. */
export const fileOf = (page: string): string => join(DIST, page, 'index.html');

/** Notes everything a page must never do. */
async function watch(context: BrowserContext, origin: string, problems: string[]): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(
        `CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  context.on('weberror', (error) => problems.push(`page error: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'blob:') problems.push(`request to another origin: ${request.url()}`);
  });
}

/** Passes over all questions of stages before any script of the page runs, so that every step may be gone to. */
function passOver(): void {
  document.addEventListener('readystatechange', () => {
    for (const step of document.querySelectorAll('[data-ask]')) step.removeAttribute('data-ask');
  });
}

/**
 * Playwright's test with a watch on it: an error on the page or in the console,
 * a violation of the content security policy, or a request to another origin
 * fails the test, whatever it was about.
 */
export const test = base.extend<{ problems: string[]; questions: 'asked' | 'passed' }>({
  /** Whether steps of stages ask their question, as for whoever comes first, or have been passed over. */
  questions: ['passed', { option: true }],
  /** What went wrong so far. A test that provokes something empties it. */
  problems: [
    async ({ context, baseURL, questions }, use) => {
      if (questions === 'passed') await context.addInitScript(passOver);
      const problems: string[] = [];
      await watch(context, new URL(baseURL!).origin, problems);
      await use(problems);
      expect(problems, 'the page must stay silent').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
