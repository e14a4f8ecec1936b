import type { Browser, CDPSession, Page } from 'playwright';

/** Milliseconds the page's main thread was at work: time on the processor, so that what else runs on the machine hardly counts. */
export interface Work {
  /** Script that an event or a frame called. What runs when a promise is kept, WebAssembly for one, is in `all` only. */
  script: number;
  style: number;
  layout: number;
  /** Everything but the developer tools' own: the three, painting, committing the frame, garbage collection. */
  all: number;
}

/** Opens a page of its own profile, with nothing in the cache. */
export async function openPage(browser: Browser): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'ja-JP',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw new Error(`${page.url()}: ${error.message}`);
  });
  return { page, cdp: await context.newCDPSession(page) };
}

/** Starts counting {@link Work} on a page. */
export async function countWork(cdp: CDPSession): Promise<() => Promise<Work>> {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  let last = await read();
  /** Work since the call before. */
  return async () => {
    const now = await read();
    const work = {
      script: now.script - last.script,
      style: now.style - last.style,
      layout: now.layout - last.layout,
      all: now.all - last.all,
    };
    last = now;
    return work;
  };

  async function read(): Promise<Work> {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const ms = (name: string): number => metrics.find((m) => m.name === name)!.value * 1000;
    return {
      script: ms('ScriptDuration'),
      style: ms('RecalcStyleDuration'),
      layout: ms('LayoutDuration'),
      all: ms('TaskDuration') - ms('DevToolsCommandDuration'),
    };
  }
}

/** Bytes of the page's script heap that are in use after collecting garbage. */
export async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
