import { readFileSync } from 'node:fs';
import { elementsOf } from '../src/site/html.ts';
import { hashOf } from '../src/site/policy.ts';
import { expect, test, PAGES, fileOf } from './support/test.ts';

const THEME = readFileSync('src/components/theme/theme-init.js', 'utf8');

const policyOf = (html: string) => /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

test('every page carries a policy without unsafe-inline and markup that needs none', () => {
  for (const path of PAGES) {
    const html = readFileSync(fileOf(path), 'utf8');
    const policy = policyOf(html);
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toMatch(/script-src 'self' 'sha256-/);
    expect(policy, path).toMatch(/style-src 'self'/);
    expect(policy, path).not.toMatch(/unsafe-inline|'unsafe-eval'|data:|https?:/);
    const markup = html.replace(/<script>.*?<\/script>/gs, '');
    expect(markup.match(/<[^>]+ style=/g), path).toBeNull();
    expect(markup.match(/<[^>]+ on[a-z]+=/g), path).toBeNull();
    const styles = [...markup.matchAll(/<style\b[^>]*>(.*?)<\/style>/gs)];
    expect(styles.at(-1)!.index, `${path}: style sheets stand in the head`).toBeLessThan(markup.indexOf('</head>'));
    expect(/style-src ([^;]*)/.exec(policy)![1], `${path}: its own style sheets, and no others`).toBe(
      ["'self'", ...styles.map((s) => hashOf(s[1]!))].join(' '),
    );
    expect(html, path).not.toContain('rel="stylesheet"');
    const scripts = elementsOf(html, ['script']);
    expect(
      scripts.filter(({ attributes }) => attributes.src === undefined).map(({ text }) => text),
      `${path}: one inline script, the theme`,
    ).toEqual([THEME]);
    expect(/script-src ([^;]*)/.exec(policy)![1], `${path}: that script, and no other`).toBe(`'self' ${hashOf(THEME)}`);
    expect(scripts[0]!.start, `${path}: no script before the policy`).toBeGreaterThan(
      html.indexOf('http-equiv="content-security-policy"'),
    );
  }
});

// That no page breaks its policy, every test that opens one sees: e2e/support/test.ts.

test('what is injected does not run', async ({ page, problems }) => {
  await page.goto('');
  const violation = page.waitForEvent('console', (m) => m.text().includes('CSP violation: script-src'));
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
  });
  await violation;
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  expect(problems.length).toBeGreaterThan(0);
  problems.length = 0;
});
