import type { Browser } from 'playwright';
import { countWork, heapOf, median, openPage, type Work } from './browser.ts';
import { pace, rest, toNextFrame } from './pace.ts';
import type { BenchCast, Player } from './players.ts';

/** What it costs to reach a step, in milliseconds of work: the middle of all measured. */
export interface StepCost extends Work {
  /** The most that `script`, `style` and `layout` took together. */
  most: number;
  /** What is done after the frame, in slices that let other frames and input through. */
  after: number;
}

/** What a player costs while it is used. */
export interface Seeking extends StepCost {
  events: number;
  /** Bytes of script heap in the end. */
  heap: number;
}

/** Script, style and layout. */
export const toLayout = ({ script, style, layout }: Work): number => script + style + layout;

export function stepCost(works: readonly Work[], after: readonly number[]): StepCost {
  const middle = (kind: keyof Work): number => median(works.map((work) => work[kind]));
  return {
    script: middle('script'),
    style: middle('style'),
    layout: middle('layout'),
    all: middle('all'),
    most: Math.max(...works.map(toLayout)),
    after: median(after),
  };
}

/** Goes to steps here and there in a cast, the same ones with every player. */
export async function seeking(
  browser: Browser,
  address: string,
  player: Player,
  cast: BenchCast,
  seeks: number,
): Promise<Seeking> {
  const { page, cdp } = await openPage(browser);
  await pace(page);
  await page.goto(address + player.page(cast.events), { timeout: 120_000 });
  await page.waitForFunction((selector) => document.querySelector(selector)?.textContent?.trim(), player.text);
  const count = cast.ends.length;
  await page.evaluate(`window.go = (step, time, count) => { ${player.go} }`);
  const read = await countWork(cdp);
  const go = async (step: number): Promise<[frame: Work, after: number]> => {
    await read();
    await toNextFrame(page, `go(${step}, ${cast.ends[step - 1]}, ${count})`);
    const frame = await read();
    await rest(page);
    return [frame, (await read()).all];
  };
  // The first ones load and compile what the others use.
  for (const share of [0.5, 1]) await go(Math.ceil(count * share));
  const done = [];
  for (let i = 1; i <= seeks; i += 1) done.push(await go(1 + Math.floor(((i * 0.618034) % 1) * count)));
  const heap = await heapOf(cdp);
  await page.context().close();
  return {
    events: cast.events,
    heap,
    ...stepCost(
      done.map(([frame]) => frame),
      done.map(([, after]) => after),
    ),
  };
}
