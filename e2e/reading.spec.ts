import { expect, test } from './support/test.ts';

const CHAPTER = '1-1-namespace/';

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('chapters and contents open by touch and close by Escape', async ({ page }) => {
    await page.goto(CHAPTER);
    const nav = page.getByRole('navigation', { name: '章', exact: true });
    await expect(nav).toBeHidden();
    await page.getByRole('button', { name: '章一覧' }).tap();
    await expect(nav).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(nav).toBeHidden();
  });

  test('the colours are chosen behind a button of the bar, which stays in sight unless the window is low', async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(CHAPTER);
    const dark = page.getByRole('radio', { name: '暗い' });
    await expect(dark).toBeHidden();
    await page.mouse.wheel(0, 3000);
    await page.getByRole('button', { name: '配色' }).tap();
    await dark.check();
    await page.keyboard.press('Escape');
    await expect(dark).toBeHidden();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('.site')).toBeInViewport();
    // A telephone on its side, or a page at 400 %.
    await page.setViewportSize({ width: 640, height: 360 });
    await page.evaluate(() => scrollTo({ top: 3000, behavior: 'instant' }));
    await expect(page.locator('.site')).not.toBeInViewport();
  });

  test('choosing a heading in the contents closes them and goes there', async ({ page }) => {
    await page.goto(CHAPTER);
    await page.getByRole('button', { name: 'この節の内容' }).tap();
    const contents = page.getByRole('navigation', { name: 'この節の内容' });
    const entry = contents.getByRole('link').last();
    const fragment = decodeURIComponent((await entry.getAttribute('href'))!.slice(1));
    await entry.tap();
    await expect(contents).toBeHidden();
    await expect(page.locator(`[id="${fragment}"]`)).toBeInViewport();
  });
});

test.describe('contents', () => {
  test('mark the heading being read', async ({ page }) => {
    await page.goto(CHAPTER);
    const contents = page.getByRole('navigation', { name: 'この節の内容' });
    const headings = page.locator('.prose h2');
    await expect(contents.getByRole('link')).toHaveCount(await headings.count());
    for (const at of [1, 2]) {
      await headings
        .nth(at)
        .evaluate((h) =>
          scrollTo({ top: h.getBoundingClientRect().top + scrollY - innerHeight * 0.14, behavior: 'instant' }),
        );
      await expect(contents.locator('[aria-current]')).toHaveText((await headings.nth(at).textContent())!.trim());
    }
  });
});

test('a line tells how far one has read, with marks where the parts begin', async ({ page }) => {
  await page.goto(CHAPTER);
  await expect(page.locator('.chapter-time')).toHaveText(/^読むのに約\d+分$/);
  const headings = page.locator('.prose h2');
  const marks = page.locator('.progress > i');
  await expect(marks).toHaveCount(await headings.count());
  for (const at of [0, 5]) {
    // Where the contents call it reached, the line has come to its mark.
    await headings
      .nth(at)
      .evaluate((h) =>
        scrollTo({ top: h.getBoundingClientRect().top + scrollY - innerHeight * 0.15, behavior: 'instant' }),
      );
    const { line, mark, width } = await page.evaluate(async (n) => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const progress = document.querySelector('.progress')!;
      return {
        line: Number.parseFloat(getComputedStyle(progress, '::before').scale) * innerWidth,
        mark: progress.children[n]!.getBoundingClientRect().left,
        width: innerWidth,
      };
    }, at);
    expect(Math.abs(line - mark)).toBeLessThan(width * 0.01);
    expect(mark).toBeGreaterThan(0);
  }
});

test.describe('theme', () => {
  const paper = (page: import('@playwright/test').Page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test('follows the system until chosen, and the choice is remembered from page to page', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(CHAPTER);
    const light = await paper(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await paper(page);
    expect(dark).not.toBe(light);

    await page.getByRole('radio', { name: '明るい' }).check();
    expect(await paper(page)).toBe(light);
    await page.goto('');
    expect(await paper(page)).toBe(light);
    await expect(page.getByRole('radio', { name: '明るい' })).toBeChecked();

    await page.getByRole('radio', { name: '明るい' }).press('ArrowLeft');
    await expect(page.getByRole('radio', { name: '自動' })).toBeChecked();
    expect(await paper(page)).toBe(dark);
    await page.reload();
    expect(await paper(page)).toBe(dark);
  });

  test('is set before anything is painted', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.addInitScript(() => localStorage.setItem('docker-kanzen-rikai:theme', 'dark'));
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('main')) return;
        (window as unknown as { early: string | undefined }).early = document.documentElement.dataset.theme;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(CHAPTER);
    expect(await page.evaluate(() => (window as unknown as { early: string | undefined }).early)).toBe('dark');
  });
});

test.describe('text', () => {
  test('an answer stays closed until asked for', async ({ page }) => {
    await page.goto(CHAPTER);
    const answer = page.locator('.answer').first();
    await expect(answer.locator('.answer-body')).toBeHidden();
    await answer.getByText('答えを見る').click();
    await expect(answer.locator('.answer-body')).toBeVisible();
  });

  test('a console block copies its commands without prompt and output', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(CHAPTER);
    const block = page.locator('.code').first();
    const expected = await block.evaluate((el) => {
      const commands = [...el.querySelectorAll('.command')].map((c) =>
        [...c.childNodes]
          .filter((n) => !(n as Element).classList?.contains('prompt'))
          .map((n) => n.textContent)
          .join(''),
      );
      return commands.length > 0 ? commands.join('\n') : el.querySelector('pre')!.textContent;
    });
    const height = (await block.boundingBox())!.height;
    await block.hover();
    await block.getByRole('button', { name: 'コピー' }).click();
    await expect(block.getByRole('button', { name: 'コピーしました' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
    expect((await block.boundingBox())!.height).toBe(height);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('text, contents and answers work and nothing useless is shown', async ({ page }) => {
    await page.goto(CHAPTER);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('namespace');
    await expect(page.getByRole('radio', { name: '自動' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'コピー' })).toHaveCount(0);
    await page.getByRole('navigation', { name: 'この節の内容' }).getByRole('link').last().click();
    await expect(page.locator('.prose h2').last()).toBeInViewport();
    await page.getByText('答えを見る').first().click();
    await expect(page.locator('.answer-body').first()).toBeVisible();
  });

  test('the navigation opens at 390 px', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(CHAPTER);
    await page.getByRole('button', { name: '章一覧' }).click();
    await page
      .getByRole('navigation', { name: '章', exact: true })
      .getByRole('link', { name: /namespace/ })
      .click();
    await expect(page).toHaveURL(new RegExp(`${CHAPTER}$`));
  });
});

test('print opens the answers and leaves the screen furniture out', async ({ page }) => {
  await page.goto(CHAPTER);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('.site')).toBeHidden();
  await expect(page.locator('.contents')).toBeHidden();
  await expect(page.locator('.answer-body').first()).toBeVisible();
  await expect(page.locator('.references > li').last()).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
});

test('a printed page has its number and says what it is; no page is left mostly empty by a tall figure', async ({
  page,
}) => {
  await page.goto('6-summary/');
  const rules = await page.evaluate(() =>
    [...document.styleSheets]
      .flatMap((sheet) =>
        [...sheet.cssRules].flatMap((rule) => (rule instanceof CSSMediaRule ? [...rule.cssRules] : [rule])),
      )
      .flatMap((rule) => (rule instanceof CSSPageRule ? [rule.cssText] : [])),
  );
  expect(rules.join(' ')).toContain('6 まとめ - Dockerを完全に理解する');
  expect(rules.join(' ')).toContain('counter(page)');
  await page.emulateMedia({ media: 'print' });
  for (const [selector, value] of [
    ['.figure:has(.whole)', 'auto'],
    ['.figure:has(.at)', 'auto'],
    ['.figure:has(table)', 'avoid'],
  ] as const)
    await expect(page.locator(selector).first()).toHaveCSS('break-inside', value);
});
