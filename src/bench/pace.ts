import type { Page } from 'playwright';

/** What {@link pace} puts on a page. */
interface Pace {
  toNextFrame(act: () => unknown): Promise<void>;
  rest(): Promise<void>;
}

/**
 * Lets the bench tell apart what a page does until its next frame and what it leaves for later.
 * Call it before the page is opened: timers without a delay, by which work is put off, then wait while a frame is waited for.
 */
export async function pace(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const start = window.setTimeout.bind(window);
    let held: (() => void)[] | null = null;
    let pending = 0;
    window.setTimeout = ((callback: (...args: unknown[]) => void, delay = 0, ...args: unknown[]): number => {
      if (delay > 0) return start(callback, delay, ...args);
      pending += 1;
      const run = (): void => {
        pending -= 1;
        callback(...args);
      };
      return held ? held.push(run) : start(run);
    }) as typeof window.setTimeout;
    const frame = (): Promise<void> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          // Behind the frame: style, layout and paint are done when it arrives.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        });
      });
    const pace: Pace = {
      async toNextFrame(act) {
        held = [];
        // As an event would: scripts that the developer tools start are not counted as such.
        await new Promise<void>((resolve, reject) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => Promise.resolve(act()).then(() => resolve(), reject);
          port2.postMessage(null);
        });
        await frame();
      },
      async rest() {
        for (const run of held ?? []) start(run);
        held = null;
        do await frame();
        while (pending > 0);
        await frame();
      },
    };
    Object.assign(window, { pace });
  });
}

/** Does something on a page (JavaScript, an expression) and waits until the next frame has been drawn. */
export async function toNextFrame(page: Page, act: string): Promise<void> {
  await page.evaluate(`pace.toNextFrame(() => ${act})`);
}

/** Lets the page do what it had put off, and waits for the end of it. */
export async function rest(page: Page): Promise<void> {
  await page.evaluate('pace.rest()');
}
