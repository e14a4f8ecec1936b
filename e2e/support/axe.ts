import axe from 'axe-core';
import type { Page } from '@playwright/test';

/** What {@link violations} asks of the axe that stands in the page. */
type Axe = typeof axe;

/** Elements of one look that are judged; the first may lie where axe can't tell what is behind it. */
const OF_ONE_LOOK = 2;

/**
 * Marks, among the elements with text of their own, those whose contrast is to
 * be judged: {@link OF_ONE_LOOK} of each look, a look being all that contrast
 * follows from (the element's colour and size, every background and opacity up
 * to the first opaque one) and the classes of the element and its parent; and
 * among links those to be told from the text around them, a look being here
 * what a reader tells them by. A chapter has thousands of elements and some
 * hundred looks; judging every element takes nine tenths of axe's time and
 * finds nothing more.
 */
function markLooks(times: number): void {
  const seen = new Map<string, number>();
  const isAmongTheFirst = (look: string): boolean => {
    const count = seen.get(look) ?? 0;
    seen.set(look, count + 1);
    return count < times;
  };
  const grounds = new Map<Element, { behind: string; through: string }>();
  /** What lies behind an element's text, up to the first opaque background, and what all of it is seen through. */
  const groundOf = (element: Element): { behind: string; through: string } => {
    let ground = grounds.get(element);
    if (!ground) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
      const above = element.parentElement ? groundOf(element.parentElement) : { behind: '', through: '' };
      const opaque = backgroundImage === 'none' && /^rgb\(/.test(backgroundColor);
      ground = {
        behind: opaque ? backgroundColor : `${backgroundColor} ${backgroundImage}|${above.behind}`,
        through: opacity === '1' && filter === 'none' ? above.through : `${opacity} ${filter}|${above.through}`,
      };
      grounds.set(element, ground);
    }
    return ground;
  };
  for (const element of document.body.querySelectorAll('*')) {
    element.removeAttribute('data-contrast');
    if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim() !== ''))
      continue;
    const { width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2 || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const { behind, through } = groundOf(element);
    const look = [
      element.tagName,
      element.getAttribute('class'),
      element.parentElement!.getAttribute('class'),
      color,
      fontSize,
      fontWeight,
      textShadow,
      behind,
      through,
    ].join('|');
    if (isAmongTheFirst(look)) element.setAttribute('data-contrast', '');
  }
  for (const link of document.body.querySelectorAll('a[href]')) {
    link.removeAttribute('data-link');
    const [own, around] = [link, link.parentElement!].map((e) => getComputedStyle(e)) as [
      CSSStyleDeclaration,
      CSSStyleDeclaration,
    ];
    const look = [
      'link',
      link.parentElement!.tagName,
      link.getAttribute('class'),
      link.parentElement!.getAttribute('class'),
      own.color,
      own.textDecoration,
      own.borderBottom,
      own.fontWeight,
      own.fontSize,
      own.backgroundColor,
      around.color,
      around.fontWeight,
      around.fontSize,
    ].join('|');
    if (isAmongTheFirst(look)) link.setAttribute('data-link', '');
  }
}

/**
 * What axe finds wrong on a page as it stands, one line a rule.
 * @param within a selector: only there is looked
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  await page.evaluate(markLooks, OF_ONE_LOOK);
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: Axe };
    axe.configure({
      rules: [
        { id: 'color-contrast', selector: '[data-contrast]' },
        { id: 'link-in-text-block', selector: 'a[data-link]' },
      ],
    });
    const found = await axe.run(selector ?? document, {
      resultTypes: ['violations'],
      // Experimental in axe, so asked for by name: who speaks to the page says what is read on it.
      rules: { 'label-content-name-mismatch': { enabled: true } },
    });
    return found.violations.map(
      (v) =>
        `${v.id}: ${v.help}: ${v.nodes
          .slice(0, 5)
          .map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`)
          .join(' | ')}`,
    );
  }, within);
}
