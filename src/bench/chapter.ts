import type { Browser } from 'playwright';
import { countWork, openPage, type Work } from './browser.ts';
import { pace, rest, toNextFrame } from './pace.ts';
import { stepCost, type StepCost } from './seek.ts';

/** One transcript of a page of the site, with the diagrams that follow it. */
export interface ChapterSeeking extends StepCost {
  recording: string;
  steps: number;
  diagrams: number;
}

/** Goes through every step of every transcript of a page, forth and back. */
export async function chapterSeeking(browser: Browser, url: string): Promise<ChapterSeeking[]> {
  const { page, cdp } = await openPage(browser);
  await pace(page);
  await page.goto(url, { waitUntil: 'networkidle' });
  const read = await countWork(cdp);
  const all: ChapterSeeking[] = [];
  for (const recording of await page
    .locator('[data-transcript]')
    .evaluateAll((found) => found.map((t) => (t as HTMLElement).dataset.transcript!))) {
    const followers = `kernel-diagram[data-source="${recording}"]`;
    const steps = await page.evaluate((name) => {
      const transcript = document.querySelector(`[data-transcript="${name}"]`)!.closest('session-stage')!;
      const slider = transcript.querySelector<HTMLInputElement>('.sg-slider > input')!;
      const go = (step: number): void => {
        slider.value = String(step);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      };
      Object.assign(window, { go });
      transcript.scrollIntoView({ block: 'start', behavior: 'instant' });
      go(1);
      return Number(slider.max);
    }, recording);
    // The snapshots have come when the diagrams have moved.
    await page.waitForFunction(
      (selector) => [...document.querySelectorAll<HTMLElement>(selector)].every((d) => d.dataset.live !== undefined),
      followers,
    );
    const works: Work[] = [];
    const after: number[] = [];
    const there = Array.from({ length: steps }, (_, i) => i + 1);
    for (const step of [...there.slice(1), ...there.reverse().slice(1), 0]) {
      await rest(page);
      await read();
      await toNextFrame(page, `go(${step})`);
      works.push(await read());
      await rest(page);
      after.push((await read()).all);
    }
    all.push({ recording, steps, diagrams: await page.locator(followers).count(), ...stepCost(works, after) });
  }
  await page.context().close();
  return all;
}
