import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { KernelFile } from '../../src/recording/schema.ts';

/** What the kernel reported in a recording. */
export const kernelOf = (recording: string): KernelFile =>
  JSON.parse(readFileSync(`content/recordings/${recording}/kernel.json`, 'utf8')) as KernelFile;

/** All of a recording on a page: its session, its controls, and the pictures beside it where there are any. */
export const stageOf = (page: Page, recording: string): Locator =>
  page.locator('session-stage', { has: page.locator(`[data-transcript="${recording}"]`) });

/**
 * Goes to steps of a stage and reads its diagrams at each, once all of them have come there (a diagram outside of the
 * stage stands still, whatever it is about). It happens in the page, in one call: a
 * chapter is long, and a call for every step and every reading takes ten times as long.
 * @param numbers of the steps, in the order they are gone to; 0 is the start
 * @param read runs in the page; gets the stage's diagrams in their order
 * @returns what `read` returned, in the order of `numbers`
 */
export function atSteps<T>(
  page: Page,
  recording: string,
  numbers: readonly number[],
  read: (diagrams: HTMLElement[]) => T,
): Promise<T[]> {
  const walk = async (name: string, to: readonly number[], look: typeof read): Promise<T[]> => {
    const stage = document.querySelector(`[data-stage="${name}"]`);
    if (!stage) throw new Error(`no stage of ${name} on ${location.pathname}`);
    const slider = stage.querySelector<HTMLInputElement>('.sg-slider > input')!;
    const diagrams = [...stage.querySelectorAll<HTMLElement>('[data-diagram]:has(.dg-moment)')];
    const seen: T[] = [];
    for (const number of to) {
      slider.value = String(number);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      const moment = number === 0 ? '最初の手順の前' : `手順 ${number}/${slider.max} のあと`;
      while (!diagrams.every((d) => d.querySelector('.dg-moment')!.textContent === moment))
        await new Promise(requestAnimationFrame);
      seen.push(look(diagrams));
    }
    return seen;
  };
  return page.evaluate(
    `(${walk.toString()})(${JSON.stringify(recording)}, ${JSON.stringify(numbers)}, ${read.toString()})`,
  ) as Promise<T[]>;
}

/**
 * Where everything is on the stage that a picture stands on, from its upper edge on, for `atSteps`: what a step changes
 * here moves what somebody is reading.
 * @returns the stage's height and where each step begins, in whole pixels
 */
export function placesOnStage([picture]: HTMLElement[]): string {
  const stage = picture!.closest('session-stage')!;
  const { top, height } = stage.getBoundingClientRect();
  const steps = [...stage.querySelectorAll('.sg-step')].map((e) => e.getBoundingClientRect().top - top);
  return [height, ...steps].map(Math.round).join(' ');
}

/** Every step of a recording, the start before them. */
export const everyStep = (recording: string): number[] => [0, ...kernelOf(recording).steps.map((_, i) => i + 1)];
