import { z } from 'astro/zod';
import { momentName, names, recordingName } from '../../components/names.ts';
import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Recording } from '../../recording/load.ts';
import type { Moment } from '../../sources/moment.ts';
import { commandOf, nameOf } from './process.ts';
import { defaultRows, pidRows, terminalRow, type Row } from './rows.ts';

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
export const selector = z
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

/** Chooses processes: a terminal's name (its innermost shell), else a pattern, or both in detail. */
export type Selector = z.infer<typeof selector>;

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

/** The snapshots of a recording, the start first. */
export function snapshotsOf(recording: Recording): Snapshot[] {
  return [recording.kernel.start, ...recording.kernel.steps.map((s) => s.snapshot)];
}

/** What terminals are called, by name. */
export function terminalLabels(recording: Recording): Record<string, string> {
  return Object.fromEntries(recording.terminals.map((t) => [t.name, t.label]));
}

/**
 * The moment a diagram shows first.
 * @param at a step's id or `start`; undefined for the last step
 * @param place file and line of the diagram, for the error
 * @throws when the recording has no such step, with those it has
 */
export function momentAt(recording: Recording, at: string | undefined, place: string): Moment {
  const snapshots = snapshotsOf(recording);
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
  return { number, count, snapshot: snapshots[number]!, before: snapshots[number - 1] ?? null };
}

/**
 * The rows of a diagram.
 * @throws when a selector fits no process of any step, with what there is
 */
export function rowsOf(recording: Recording, selectors: Selector[] | undefined, place: string): Row[] {
  const snapshots = snapshotsOf(recording);
  const labels = terminalLabels(recording);
  return selectors
    ? selectors.flatMap((s) => select(s, snapshots, labels, `${place}: processes: ${JSON.stringify(s)}`))
    : defaultRows(snapshots, labels);
}

/** Exported for tests; see {@link rowsOf}. */
export function select(
  selector: Selector,
  snapshots: Snapshot[],
  terminals: Record<string, string>,
  place: string,
): Row[] {
  if (typeof selector === 'string')
    return select(
      Object.hasOwn(terminals, selector) ? { terminal: selector } : { name: selector },
      snapshots,
      terminals,
      place,
    );
  const { terminal, name, nth, pid, label } = selector;
  if (terminal !== undefined && !Object.hasOwn(terminals, terminal))
    throw new Error(`${place}: there is no terminal "${terminal}". There are: ${Object.keys(terminals).join(', ')}`);
  let rows: Row[];
  if (terminal !== undefined && name === undefined && pid === undefined)
    rows = [terminalRow(snapshots, terminal, terminals[terminal]!) ?? []].flat();
  else {
    const pattern = new RegExp(name ?? '');
    rows = pidRows(
      snapshots,
      (p) =>
        (pid === undefined || p.pid === pid) &&
        (terminal === undefined || p.terminal === terminal) &&
        (pattern.test(nameOf(p)) || pattern.test(p.args.join(' '))),
    ).map((row) => (terminal === undefined ? row : { ...row, owner: terminals[terminal]! }));
    if (nth !== undefined) rows = rows.slice(nth - 1, nth);
  }
  if (rows.length === 0) {
    const there = new Set(snapshots.flatMap((s) => s.processes.map((p) => commandOf(p))));
    throw new Error(
      `${place}: no process fits in any step. Terminals: ${Object.keys(terminals).join(', ')}. Processes: ${[...there].join(', ')}`,
    );
  }
  return label === undefined ? rows : rows.map((row) => ({ ...row, label }));
}
