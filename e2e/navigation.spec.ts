import { readFileSync } from 'node:fs';
import { expect, fileOf, test, PAGES } from './support/test.ts';

const CHAPTER = '1-1-namespace/';

test.describe('navigation', () => {
  test('lists the written chapters and marks the one shown', async ({ page }) => {
    await page.goto(CHAPTER);
    const nav = page.getByRole('navigation', { name: '章', exact: true });
    const links = nav.getByRole('listitem').getByRole('link');
    await expect(links).toHaveCount(PAGES.filter((p) => p !== '').length);
    await expect(nav.locator('[aria-current="page"]')).toHaveText(/1\.1\s*namespace/);
  });

  test('every listed chapter answers', async ({ page, request }) => {
    await page.goto('');
    for (const link of await page.getByRole('navigation', { name: '章', exact: true }).getByRole('link').all()) {
      const href = await link.evaluate((a: HTMLAnchorElement) => a.href);
      expect((await request.get(href)).status(), href).toBe(200);
    }
  });

  test('the front page leads to a chapter and the name leads back', async ({ page }) => {
    await page.goto('');
    await page
      .locator('.outline-list')
      .getByRole('link', { name: /^1\.1\s*namespace|^namespace/ })
      .first()
      .click();
    await expect(page).toHaveURL(new RegExp(`/${CHAPTER}$`));
    await page.getByRole('link', { name: 'Dockerを完全に理解する' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dockerを完全に理解する');
  });

  test('the skip link is the first stop and leads to the text', async ({ page }) => {
    await page.goto(CHAPTER);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: '本文へ移動' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  test('a missing page says so in Japanese', async ({ request }) => {
    const answer = await request.get('no-such-page/');
    expect(answer.status()).toBe(404);
    expect(await answer.text()).toContain('ページが見つかりません');
  });

  for (const [asked, title] of [
    ['1-1-namspace/', 'namespace'],
    ['kubernetes.html', 'Kubernetes'],
    ['old/glosary/', '用語集'],
  ] as const) {
    test(`under ${asked} the page most like it comes first, and all the others after it`, async ({
      page,
      problems,
    }) => {
      await page.goto(asked);
      problems.length = 0;
      const links = page.getByRole('main').getByRole('listitem').getByRole('link');
      await expect(links.first()).toContainText(title);
      await expect(links).toHaveCount(PAGES.filter((p) => p !== '').length);
      await links.first().click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    });
  }
});

test.describe('links in the text', () => {
  test('a heading links to itself', async ({ page }) => {
    await page.goto(CHAPTER);
    const heading = page.locator('.prose h2').nth(1);
    await heading.hover();
    await heading.locator('.anchor').click();
    const id = (await heading.getAttribute('id'))!;
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe(`#${id}`);
    await expect(heading).toBeInViewport();
  });

  test('figures are numbered in order and their references lead to them', async ({ page }) => {
    await page.goto(CHAPTER);
    const numbers = await page.locator('.figure-number').allTextContents();
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, i) => `図 1.1-${i + 1}`));
    for (const reference of await page.locator('.figure-ref').all()) {
      const target = page.locator((await reference.getAttribute('href'))!);
      await expect(target.locator('.figure-number')).toHaveText((await reference.textContent())!);
    }
  });

  test('citations lead to their source and back', async ({ page }) => {
    await page.goto(CHAPTER);
    const cite = page.locator('.cite').first();
    await cite.click();
    const entry = page.locator((await cite.getAttribute('href'))!);
    await expect(entry).toBeInViewport();
    await entry.locator('.ref-back').click();
    await expect(cite).toBeInViewport();
  });
});

test.describe('the end of a chapter', () => {
  test("is the next section's question; terms and sources are folded behind it", async ({ page }) => {
    await page.goto(CHAPTER);
    const turn = page.getByRole('navigation', { name: '前後の節' });
    const next = turn.getByRole('link').first();
    const question = (await next.locator('.turn-question').textContent())!;
    expect(question).toContain('誰が、何をする');
    const summary = (await page.locator('.summary').boundingBox())!;
    const box = (await turn.boundingBox())!;
    const sources = (await page.getByRole('heading', { name: '参考' }).boundingBox())!;
    expect(box.y).toBeGreaterThan(summary.y + summary.height);
    expect(box.y - summary.y - summary.height).toBeLessThan(120);
    expect(sources.y).toBeGreaterThan(box.y + box.height);
    await expect(page.locator('.references > li').first()).toBeHidden();
    // Searching in the page finds what is folded; so does a link.
    await page.goto(`${CHAPTER}#means-namespace`);
    await expect(page.locator('#means-namespace')).toBeInViewport();
    await next.click();
    await expect(page.locator('.chapter-lead')).toHaveText(question);
  });

  test('the last section leads back, the first on', async ({ page }) => {
    await page.goto('6-summary/');
    await expect(page.locator('.chapter-turn a')).toHaveAttribute('rel', 'prev');
    await page.goto('0-1-history/');
    await expect(page.locator('.chapter-turn a')).toHaveAttribute('rel', 'next');
  });
});

test('no line begins with the number of a source', async ({ page }) => {
  test.setTimeout(120_000);
  for (const path of ['1-1-namespace/', '1-2-cgroup/', '3-1-capability/']) {
    await page.goto(path);
    for (const width of [390, 640, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const parted = await page.evaluate(() =>
        [...document.querySelectorAll('main .cite')].flatMap((cite) => {
          const before = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
          before.currentNode = cite;
          let text = before.previousNode() as Text | null;
          while (text && text.data.replace(/[\s\u2060]/g, '') === '') text = before.previousNode() as Text | null;
          if (!text || cite.getClientRects().length === 0) return [];
          const at = text.data.trimEnd().replace(/\u2060$/, '').length;
          const range = document.createRange();
          range.setStart(text, at - 1);
          range.setEnd(text, at);
          const [a, b] = [[...range.getClientRects()].at(-1)!, cite.getClientRects()[0]!];
          return b.left < a.right - 1 ? [`${text.data.slice(-12)} ${cite.textContent}`] : [];
        }),
      );
      expect(parted, `/${path} at ${width}`).toEqual([]);
    }
  }
});

test.describe('the glossary', () => {
  test('leads to its rows and shows what holds the words typed', async ({ page }) => {
    await page.goto('glossary/');
    const rows = page.locator('.glossary h2');
    const terms = page.locator('.glossary dt');
    const all = await terms.count();
    await expect(page.getByRole('navigation', { name: 'この節の内容' }).getByRole('link')).toHaveText(
      await rows.allTextContents(),
    );
    const filter = page.getByRole('searchbox', { name: '絞り込む' });
    // Wide letters, and a reading in katakana.
    await filter.fill('ＣＧＲＯＵＰ');
    await expect(page.locator('.glossary dt:visible').first()).toContainText('cgroup');
    await filter.fill('シーグループ');
    await expect(page.locator('.glossary dt:visible')).toHaveCount(1);
    await expect(rows.filter({ visible: true })).toHaveText(['さ行']);
    await expect(page.locator('.glossary output')).toHaveText('1語');
    await filter.fill('そんな言葉はない');
    await expect(page.locator('.glossary output')).toHaveText('見つかりません');
    await filter.fill('');
    await expect(page.locator('.glossary dt:visible')).toHaveCount(all);
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('is whole and has no box that does nothing', async ({ page }) => {
      await page.goto('glossary/#cgroup');
      await expect(page.locator('#cgroup')).toBeInViewport();
      await expect(page.getByRole('searchbox')).toBeHidden();
    });
  });
});

test('a line may end before code that begins with a sign', () => {
  for (const path of PAGES) {
    const paragraphs = [...readFileSync(fileOf(path), 'utf8').matchAll(/<p>.*?<\/p>/gs)].map(([text]) => text);
    expect(
      paragraphs.flatMap((text) => [
        ...text.matchAll(
          /.{0,12}[\p{scx=Hira}\p{scx=Han}](?<![（「『【〈《［])<code(?: [^>]*)?>(?:&\w+;|[^\p{L}\p{N}<&]).{0,12}/gu,
        ),
      ]),
      `/${path}`,
    ).toEqual([]);
  }
});
