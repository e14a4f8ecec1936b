import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'astro/zod';

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
 * @throws naming the file, the entry and the field, also where years run backwards
 */
export function parseHistory(text: string, file: string): HistoryYear[] {
  const result = z.array(event).min(1).safeParse(parse(text));
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new Error(`${file}: entry ${issue.path.map(String).join('.')}: ${issue.message}`);
  }
  const years: HistoryYear[] = [];
  for (const e of result.data) {
    const last = years.at(-1);
    if (last && e.year < last.year)
      throw new Error(
        `${file}: ${e.name} (${e.year}) stands after ${last.year}; put the entries in the order of years`,
      );
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
