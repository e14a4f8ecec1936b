import type { Page } from '@playwright/test';

/**
 * For addInitScript. Notes each layout shift from the first byte on: how much, what, from where to where; but for what
 * moves within the pictures of a stage that stands at a step: the reader, who scrolls, has moved them.
 */
export function noteShifts(): void {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  /** What is gone by now has no node: its place tells. */
  const isMoved = (node: Node | null | undefined, { x, y, right, bottom }: DOMRect): boolean => {
    if (node?.isConnected)
      return (node instanceof Element ? node : node.parentElement)?.closest('[data-now] .sg-picture') != null;
    return [...document.querySelectorAll('[data-now] :is(.sg-side, .sg-pictures)')].some((side) => {
      const room = side.getBoundingClientRect();
      return x >= room.left - 1 && right <= room.right + 1 && y >= room.top - 1 && bottom <= room.bottom + 1;
    });
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      sources?: { node?: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    })[]) {
      // Less than a ten-thousandth of the window: a word grows by a hint of its font.
      if (entry.value < 0.0001) continue;
      if (entry.sources?.length && entry.sources.every((s) => isMoved(s.node, s.previousRect))) continue;
      shifts.push(
        `${entry.value.toFixed(4)} ${(entry.sources ?? []).map((s) => `${s.node?.nodeName}.${(s.node instanceof Element ? s.node : s.node?.parentElement)?.getAttribute('class')} ${[s.previousRect, s.currentRect].map((r) => `${r.x},${r.y} ${r.width}x${r.height}`).join(' to ')}`).join('; ')}`,
      );
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What {@link noteShifts} has noted. */
export const shiftsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
