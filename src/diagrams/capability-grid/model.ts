import { bitsOf, CAPABILITY_SETS, holds, type CapabilitySet } from '../../kernel/capabilities.ts';
import { isSameProcess } from '../../kernel/identity.ts';
import type { Process } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { absence, keyOf, processOf, titleOf, type Row } from '../shared/rows.ts';
import { initialNamespaces } from '../shared/worlds.ts';

/** What the picture has to know of a capability; its place in the list is its number. */
export interface Known {
  /** Without CAP_. */
  name: string;
  /** What it allows, in a sentence. */
  allows: string;
  /** Docker gives it to a container by default. */
  docker: boolean;
}

/** How much of a capability a process has: it may use it, it may take it up, execve may give it, or nothing. */
export const STATES = ['none', 'bounding', 'permitted', 'effective'] as const;
export type State = (typeof STATES)[number];

/** What a step did to a capability of a process. */
export type Change = 'gained' | 'lost';

/** One capability of one process. */
export interface Cell {
  bit: number;
  /** The sets that hold it. */
  sets: CapabilitySet[];
  state: State;
  /** Its state before the step; undefined where the row had no process then. */
  was: State | undefined;
  change: Change | undefined;
}

/** One of the five lines of /proc/PID/status. */
export interface Line {
  set: CapabilitySet;
  mask: string;
  count: number;
  /** Another mask than before the step. */
  changed: boolean;
}

/** One process. */
export interface Panel {
  /** The same for the same row in every drawing. */
  key: string;
  title: string;
  process: Process | undefined;
  /** Why there is no process. */
  absent: string;
  /** The row had no process before this step. */
  fresh: boolean;
  /** What the row was called and whom it showed before this step, where that was another process, name or user. */
  was: { title: string; process: Process } | undefined;
  /** Its user namespace is not the initial one: what it may do, it may do there. */
  own: boolean;
  cells: Cell[];
  lines: Line[];
  /** Number of effective capabilities before the step, where that was another. */
  before: number | undefined;
  /** What else the step changed. */
  changed: { noNewPrivs: boolean; seccomp: boolean; apparmor: boolean };
}

/** Reads the rows from a moment. */
export function panelsOf(moment: Moment, rows: Row[], count: number): Panel[] {
  const { snapshot, before, number } = moment;
  const initial = initialNamespaces(snapshot).user;
  return rows.map((row) => {
    const process = processOf(row, snapshot);
    const previous = before ? processOf(row, before) : undefined;
    const [now, old] = [process?.capabilities, previous?.capabilities];
    const differs = (field: 'noNewPrivs' | 'seccomp' | 'apparmor') =>
      process !== undefined && previous !== undefined && process[field] !== previous[field];
    const effective = old && bitsOf(old.effective).length;
    return {
      key: keyOf(row),
      title: titleOf(row, process),
      process,
      absent: absence(row, number),
      fresh: before !== null && process !== undefined && previous === undefined,
      was:
        previous && !isAlike(row, previous, process) ? { title: titleOf(row, previous), process: previous } : undefined,
      own: process !== undefined && process.namespaces.user !== initial,
      cells: Array.from({ length: count }, (_, bit) => ({
        bit,
        sets: now ? setsOf(now, bit) : [],
        state: now ? stateOf(now, bit) : 'none',
        was: now && old ? stateOf(old, bit) : undefined,
        change: now && old ? changeOf(old, now, bit) : undefined,
      })),
      lines: CAPABILITY_SETS.map((set) => ({
        set,
        mask: now?.[set] ?? '',
        count: now ? bitsOf(now[set]).length : 0,
        changed: now !== undefined && old !== undefined && now[set] !== old[set],
      })),
      before: now && effective !== undefined && effective !== bitsOf(now.effective).length ? effective : undefined,
      changed: { noNewPrivs: differs('noNewPrivs'), seccomp: differs('seccomp'), apparmor: differs('apparmor') },
    };
  });
}

const isAlike = (row: Row, old: Process, now: Process | undefined): boolean =>
  isSameProcess(old, now) && titleOf(row, old) === titleOf(row, now) && old.uid.effective === now?.uid.effective;

type Masks = Process['capabilities'];

const setsOf = (masks: Masks, bit: number): CapabilitySet[] => CAPABILITY_SETS.filter((set) => holds(masks[set], bit));

function stateOf(masks: Masks, bit: number): State {
  return STATES.findLast((state) => state !== 'none' && holds(masks[state], bit)) ?? 'none';
}

function changeOf(old: Masks, now: Masks, bit: number): Change | undefined {
  const rank = (masks: Masks) => STATES.indexOf(stateOf(masks, bit));
  const more = rank(now) - rank(old) || setsOf(now, bit).length - setsOf(old, bit).length;
  return more > 0 ? 'gained' : more < 0 ? 'lost' : undefined;
}
