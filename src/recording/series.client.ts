import type { Snapshot } from '../kernel/snapshot.ts';
import { STEP_EVENT, type StepDetail } from './step-event.ts';

/** A recording's snapshots as the page fetches them: `recordings/NAME/kernel.json` of the built site. */
export interface Series {
  /** The kernel before the first step. */
  start: Snapshot;
  /** In order; each snapshot is taken after its step. */
  steps: { id: string; snapshot: Snapshot }[];
}

const loaded = new Map<string, Promise<Series>>();

/**
 * Fetches a recording's snapshots, once a page.
 *
 * @throws when they cannot be fetched; the next call tries again
 */
export function loadSeries(url: string): Promise<Series> {
  let series = loaded.get(url);
  if (!series) {
    series = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json() as Promise<Series>;
    });
    series.catch(() => loaded.delete(url));
    loaded.set(url, series);
  }
  return series;
}

/** Tells the diagrams of `source` that it stands after step `number` (0: before the first). */
export function announce(source: string, { start, steps }: Series, number: number): void {
  const at = (n: number): Snapshot | undefined => (n === 0 ? start : steps[n - 1]?.snapshot);
  const snapshot = at(number);
  if (!snapshot) return;
  document.dispatchEvent(
    new CustomEvent<StepDetail>(STEP_EVENT, {
      detail: {
        source,
        step: steps[number - 1]?.id ?? null,
        number,
        count: steps.length,
        snapshot,
        before: at(number - 1) ?? null,
      },
    }),
  );
}
