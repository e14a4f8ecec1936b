import { z } from 'astro/zod';
import { momentName, names, recordingName } from '../../components/names.ts';
import type { Recording } from '../../recording/load.ts';
import type { Moment, Series } from '../../sources/moment.ts';
import { commandOf } from './process.ts';
import { detailed, select, type Selector } from './select.ts';

const pattern = z
  .string()
  .min(1)
  .refine((source) => {
    try {
      new RegExp(source);
      return true;
    } catch {
      return false;
    }
  }, 'not a valid regular expression');

/** Schema of {@link Selector}. */
export const selector: z.ZodType<Selector> = z
  .union([
    pattern,
    z
      .strictObject({
        /** The innermost shell of this terminal, or with `name` or `pid`: only processes of it. */
        terminal: z.string().min(1).optional(),
        /** Regular expression on the name or the command line. */
        name: pattern.optional(),
        /** Which of the processes that fit, from 1; all of them where absent. */
        nth: z.number().int().positive().optional(),
        pid: z.number().int().positive().optional(),
        /** What to call it. */
        label: z.string().min(1).optional(),
      })
      .refine(
        (s) => s.terminal !== undefined || s.name !== undefined || s.pid !== undefined,
        'give terminal, name or pid',
      ),
  ])
  .register(names, { names: 'process' });

/** Attributes every diagram of a recording has. */
export const momentShape = {
  recording: recordingName,
  /** Id of the step after which it stands before it moves, or `start`. Default: the last. */
  at: momentName.optional(),
  title: z.string().min(1).optional(),
} satisfies z.ZodRawShape;

/** Attributes of a diagram that shows processes. */
export const sourceShape = {
  ...momentShape,
  /** Which processes it shows. Default: the shell of each terminal, then what the recording watches. */
  processes: z.array(selector).min(1).optional(),
} satisfies z.ZodRawShape;

/** All that a recording shows, for a plan. */
export function seriesOf({ kernel, terminals }: Recording): Series {
  const sampled = kernel.steps.flatMap(({ samples }, i) => (samples ? [[i + 1, samples] as const] : []));
  return {
    snapshots: [kernel.start, ...kernel.steps.map((s) => s.snapshot)],
    terminals: Object.fromEntries(terminals.map((t) => [t.name, t.label])),
    ...(sampled.length > 0 && { samples: Object.fromEntries(sampled) }),
  };
}

/** Who is logged in on each terminal of a recording. */
export function loginsOf({ scenario }: Recording): Record<string, string> {
  return Object.fromEntries(Object.entries(scenario.terminals).map(([terminal, { user }]) => [terminal, user]));
}

/**
 * The moment a diagram shows first.
 * @param at a step's id or `start`; undefined for the last step
 * @param place file and line of the diagram, for the error
 * @throws when the recording has no such step, with those it has
 */
export function momentAt(recording: Recording, at: string | undefined, place: string): Moment {
  const { snapshots, samples } = seriesOf(recording);
  const count = recording.steps.length;
  if (at === 'start' && recording.steps.some((s) => s.id === at))
    throw new Error(
      `${place}: at="start" means before the first step, but recording "${recording.name}" has a step of that id too: rename the step`,
    );
  const number = at === undefined ? count : at === 'start' ? 0 : recording.steps.findIndex((s) => s.id === at) + 1;
  if (number === 0 && at !== 'start')
    throw new Error(
      `${place}: at="${at}": recording "${recording.name}" has no such step. There are: start, ${recording.steps.map((s) => s.id).join(', ')}`,
    );
  return {
    number,
    count,
    snapshot: snapshots[number]!,
    before: snapshots[number - 1] ?? null,
    rest: true,
    ...(number > 0 && { place: `${recording.name}.${recording.steps[number - 1]!.id}` }),
    ...(samples?.[number] && { samples: samples[number] }),
  };
}

/**
 * That every selector fits a process of some step.
 * @param place file and line of the diagram, for the error
 * @throws when one fits none, with what there is
 */
export function checkSelectors(series: Series, selectors: readonly Selector[] | undefined, place: string): void {
  const { snapshots, terminals } = series;
  for (const selector of selectors ?? []) {
    const at = `${place}: processes: ${JSON.stringify(selector)}`;
    const names = Object.keys(terminals).join(', ');
    const { terminal } = detailed(selector, terminals);
    if (terminal !== undefined && !Object.hasOwn(terminals, terminal))
      throw new Error(`${at}: there is no terminal "${terminal}". There are: ${names}`);
    if (select(selector, series).length > 0) continue;
    const there = new Set(snapshots.flatMap((s) => s.processes.map((p) => commandOf(p))));
    throw new Error(`${at}: no process fits in any step. Terminals: ${names}. Processes: ${[...there].join(', ')}`);
  }
}
