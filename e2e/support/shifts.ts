import type { Page } from '@playwright/test';

/** For addInitScript. Notes each layout shift from the first byte on: how much, what, from where to where. */
export function noteShifts(): void {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      sources?: { node?: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    })[]) {
      shifts.push(
        `${entry.value.toFixed(4)} ${(entry.sources ?? []).map((s) => `${s.node?.nodeName}.${(s.node as Element | null)?.getAttribute?.('class')} ${[s.previousRect, s.currentRect].map((r) => `${r.x},${r.y} ${r.width}x${r.height}`).join(' to ')}`).join('; ')}`,
      );
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What {@link noteShifts} has noted. */
export const shiftsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
