import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from './support/test.ts';

const CHAPTER = '1-1-namespace/';
const MEANS = (parse(readFileSync('content/glossary.yaml', 'utf8')) as Record<string, { means: string }>).namespace!
  .means;

test.describe('notes at terms and sources', () => {
  test('come where the mouse rests, stay while it is on them, and go when it leaves', async ({ page }) => {
    await page.goto(CHAPTER);
    const term = page.locator('#term-namespace');
    const note = page.getByRole('note', { name: 'namespace' });
    await expect(term).toHaveAccessibleDescription(MEANS);
    await term.hover();
    await expect(note).toContainText(MEANS);
    // It stands at its link, and over nothing of it.
    const [a, b] = [(await term.boundingBox())!, (await note.boundingBox())!];
    expect(Math.min(Math.abs(b.y - (a.y + a.height)), Math.abs(a.y - (b.y + b.height)))).toBeLessThan(16);
    await note.getByRole('link', { name: '用語集で見る' }).hover();
    await expect(note).toBeVisible();
    await page.mouse.move(5, 5);
    await expect(note).toBeHidden();

    const cite = page.locator('.cite').first();
    await cite.hover();
    const source = page.locator(`${await cite.getAttribute('href')} .ref-source > a`);
    await expect(page.locator('.note').getByRole('link').first()).toHaveAttribute(
      'href',
      (await source.getAttribute('href'))!,
    );
  });

  test('come with the keyboard, go with Escape, and Enter still follows the link', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(CHAPTER);
    const cite = page.locator('.cite').first();
    await cite.focus();
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(cite).toBeFocused();
    const note = page.locator('.note');
    await expect(note).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(note).toBeHidden();
    await expect(cite).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator((await cite.getAttribute('href'))!)).toBeInViewport();
    await expect(page.locator('details:has(> .references)')).toHaveAttribute('open', '');
  });

  test.describe('under a finger', () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

    test('a tap opens the note instead of leaving the page; one beside it closes it', async ({ page }) => {
      await page.goto(CHAPTER);
      const term = page.locator('#term-namespace');
      await term.tap();
      const note = page.getByRole('note', { name: 'namespace' });
      await expect(note).toBeFocused();
      await expect(page).toHaveURL(new RegExp(`${CHAPTER}$`));
      const { x, width } = (await note.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(390);
      await page.locator('.chapter-head, .prose > p').last().tap();
      await expect(note).toBeHidden();
      await term.tap();
      await note.getByRole('link', { name: '用語集で見る' }).tap();
      await expect(page).toHaveURL(/glossary\/#namespace$/);
    });
  });

  test('stand where the page must place them itself', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.addInitScript(() => {
      const supports = CSS.supports.bind(CSS) as (...all: string[]) => boolean;
      CSS.supports = (...all: string[]) => all[0] !== 'position-area' && supports(...all);
      addEventListener('DOMContentLoaded', () => {
        const style = new CSSStyleSheet();
        style.replaceSync('.note { position-area: none !important; position-anchor: auto !important }');
        document.adoptedStyleSheets.push(style);
      });
    });
    await page.goto(CHAPTER);
    const cite = page.locator('.cite').nth(3);
    await cite.hover();
    const note = page.locator('.note');
    await expect(note).toBeVisible();
    const [a, b] = [(await cite.boundingBox())!, (await note.boundingBox())!];
    expect(Math.min(Math.abs(b.y - (a.y + a.height)), Math.abs(a.y - (b.y + b.height)))).toBeLessThan(16);
    expect(b.x).toBeGreaterThanOrEqual(0);
    expect(b.x + b.width).toBeLessThanOrEqual(1440);
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('terms and numbers are links', async ({ page }) => {
      await page.goto(CHAPTER);
      const cite = page.locator('.cite').first();
      await cite.click();
      await expect(page.locator((await cite.getAttribute('href'))!)).toBeInViewport();
      await page.locator('#term-namespace').click();
      await expect(page).toHaveURL(/glossary\/#namespace$/);
    });
  });
});
