import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { ProblemsError } from '../../authored/problem.ts';
import { readAuthored } from '../../authored/yaml.ts';

/** The lanes of the timeline, in the order they are drawn: what an event was good for. */
export const LANES = { isolate: '隔てる', limit: '量る', ship: '配る・そろえる' } as const;
export type Lane = keyof typeof LANES;

const event = z.strictObject({
  year: z.number().int().min(1969).max(2100),
  lane: z.enum(Object.keys(LANES) as [Lane, ...Lane[]]),
  name: z.string().min(1),
  /** The release or place it came with. */
  where: z.string().min(1),
});
export type HistoryEvent = z.infer<typeof event>;

/** One line of the timeline. */
export interface HistoryYear {
  year: number;
  /** Years since the line above in which nothing is listed. */
  silent: number;
  events: Record<Lane, HistoryEvent[]>;
}

/**
 * The events of a list by year.
 * @param text YAML: a list of events
 * @param file its name, for messages
 * @throws {ProblemsError} naming file, line and field, also where years run backwards
 */
export function parseHistory(text: string, file: string): HistoryYear[] {
  const { data, problem } = readAuthored(text, file, z.array(event).min(1));
  const backwards = data.flatMap((e, i) => {
    const before = data[i - 1];
    return before && e.year < before.year
      ? [
          problem(
            [i, 'year'],
            `${e.name} (${e.year}) stands after ${before.year}`,
            'Put the entries in the order of years',
          ),
        ]
      : [];
  });
  if (backwards.length > 0) throw new ProblemsError(backwards);
  const years: HistoryYear[] = [];
  for (const e of data) {
    const last = years.at(-1);
    if (!last || e.year > last.year)
      years.push({
        year: e.year,
        silent: last ? e.year - last.year - 1 : 0,
        events: { isolate: [], limit: [], ship: [] },
      });
    years.at(-1)!.events[e.lane].push(e);
  }
  return years;
}

/** The timeline of content/history.yaml. */
export const readHistory = (file = 'content/history.yaml'): HistoryYear[] =>
  parseHistory(readFileSync(file, 'utf8'), file);
