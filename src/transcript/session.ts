import { readFile } from 'node:fs/promises';
import { type Cast, type IdleLimit, limitIdle, parseCast, type ReplayClock, splitSteps } from '../asciicast/index.ts';
import type { Recording } from '../recording/load.ts';
import { nameOfCast } from './casts.ts';
import type { Block, Pane, Session, SessionStep } from './model.ts';
import { renderPane } from './pane.ts';

/** Replay shows a step's end at least this long before the next begins: time to look at what has changed. */
const AFTER_STEP_MS = 900;
/** Longest pause shown of a cast that names no limit itself, in seconds. */
const DEFAULT_IDLE = 2;
/** Longest pause shown of a step whose cgroups were sampled: there is something to look at meanwhile. */
const SAMPLED_IDLE = 4;
/** A command whose replay is at least this much shorter than it took says how long it really took, in seconds. */
const CUT_SECONDS = 0.5;

const rendered = new Map<string, { digest: string; session: Promise<Session> }>();

/** A recording as the reader sees it. Rendered once, however many pages and files need it, until its files change. */
export function sessionOf(recording: Recording): Promise<Session> {
  const known = rendered.get(recording.name);
  if (known?.digest === recording.digest) return known.session;
  const session = renderRecording(recording);
  rendered.set(recording.name, { digest: recording.digest, session });
  return session;
}

function renderRecording(recording: Recording): Promise<Session> {
  return renderTerminals({
    idle: idleOf(recording),
    terminals: recording.terminals,
    steps: recording.steps.map((step) => ({
      id: step.id,
      terminal: step.terminal,
      say: step.say,
      command: step.run ?? '',
      keys: step.keys ?? [],
      status: step.kernel.status,
      seconds: step.kernel.duration,
    })),
  });
}

/** Where the true time of a recording goes in its replay, both in seconds since it began. */
export function replayClock(recording: Recording): ReplayClock {
  return limitIdle(mergedTimes(recording.terminals.map(({ cast }) => cast)), idleOf(recording));
}

function idleOf({ scenario: { idle }, kernel }: Recording): IdleLimit {
  const sampled = kernel.steps.flatMap(({ start, samples }) =>
    samples ? { from: start, until: start + samples.times.at(-1)! / 1000 } : [],
  );
  return (from, until) =>
    sampled.some((step) => until > step.from && from < step.until) ? Math.max(idle, SAMPLED_IDLE) : idle;
}

/** Casts of one session and what is known of its steps. */
export interface Take {
  /** Longest pause shown. */
  idle: IdleLimit;
  /** `file` is named in errors. */
  terminals: { name: string; label: string; file: string; cast: Cast }[];
  /** In order. A step was typed where its cast has a marker with its id; `seconds` is how long its command took. */
  steps: (Pick<SessionStep, 'id' | 'terminal' | 'say' | 'command' | 'keys' | 'status'> & { seconds: number })[];
}

/**
 * Renders every terminal of a session, and works out the times of its steps.
 *
 * @throws {Error} when a step's marker is in no cast
 */
export async function renderTerminals({ idle, terminals, steps }: Take): Promise<Session> {
  const clock = limitIdle(mergedTimes(terminals.map((terminal) => terminal.cast)), idle);
  const numbers = new Map(steps.map((step, i) => [step.id, i + 1]));
  const starts: number[] = [];
  const splits = terminals.map(({ name, cast }) => {
    const split = splitSteps(
      cast,
      steps.filter((s) => s.terminal === name).map((s) => s.id),
    );
    const found = split.by === 'ids' ? split.steps : [];
    for (const step of found) starts[numbers.get(step.id)! - 1] = step.from;
    return found;
  });
  steps.forEach((step, i) => {
    if (starts[i] === undefined)
      throw new Error(
        `${terminals.find((t) => t.name === step.terminal)?.file ?? step.terminal}: no marker of step "${step.id}"`,
      );
  });
  const panes = await Promise.all(
    terminals.map((terminal, i) =>
      renderPane({
        ...terminal,
        terminal: terminal.name,
        steps: splits[i]!.map((s) => {
          const number = numbers.get(s.id)!;
          const { keys, command } = steps[number - 1]!;
          return keys.length > 0
            ? { ...s, number, input: 'keys' as const }
            : { ...s, number, input: 'line' as const, command };
        }),
        starts,
        clock,
      }),
    ),
  );
  return {
    panes,
    steps: steps.map(({ seconds, ...step }, i) => ({
      ...step,
      number: i + 1,
      ...times(panes, i + 1, starts, clock),
      ...cutOf(panes, i + 1, seconds, clock),
    })),
  };
}

/**
 * A cast from anywhere, in steps by prompts, else markers, else whole.
 *
 * @param file path from the project's root
 * @throws {CastError} when it is not a cast
 * @throws {Error} when it is not there, or another cast or a recording has its name
 */
export async function loadCast(file: string): Promise<{ name: string; source: string; cast: Cast }> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new Error(`${file}: there is no such file. Give its path from the project's root`);
    if (error.code === 'EISDIR') throw new Error(`${file}: this is a folder. Give the path of a cast`);
    throw error;
  });
  return { name: nameOfCast(file), source: bytes.toString('utf8'), cast: parseCast(bytes, file) };
}

/** A cast without a recording around it, as the reader sees it. */
export async function renderCast(cast: Cast, name: string, file: string): Promise<Session> {
  const clock = limitIdle(mergedTimes([cast]), cast.idleTimeLimit ?? DEFAULT_IDLE);
  const split = splitSteps(cast);
  const starts = split.steps.map((s) => s.from);
  const pane = await renderPane({
    terminal: name,
    label: cast.title || name,
    cast,
    file,
    steps: split.steps.map((s, i) => ({ ...s, number: i + 1, input: 'unknown' as const })),
    starts,
    clock,
  });
  const panes = [pane];
  const blocks = new Map(pane.blocks.filter((b) => b.own).map((b) => [b.step, b]));
  const steps = split.steps.map((s, i): SessionStep => {
    const block = blocks.get(i + 1);
    return {
      id: s.id,
      number: i + 1,
      terminal: name,
      say: s.label,
      command: block?.command ?? '',
      keys: [],
      status: block?.status ?? null,
      ...times(panes, i + 1, starts, clock),
      ...(block ? cutOf(panes, i + 1, block.to - block.from, clock) : {}),
    };
  });
  return { panes, steps };
}

/** Moments of several casts that share their beginning, in order. */
function mergedTimes(casts: Cast[]): number[] {
  const times = casts.flatMap((cast) => cast.events.map((event) => event.time));
  return casts.length === 1 ? times : times.sort((a, b) => a - b);
}

const blocksOf = new WeakMap<Pane[], Map<number, Block[]>>();

/** Blocks by step, so that looking at each step once stays linear. */
function blocksByStep(panes: Pane[]): Map<number, Block[]> {
  let map = blocksOf.get(panes);
  if (!map) {
    map = new Map();
    for (const block of panes.flatMap((pane) => pane.blocks)) {
      const list = map.get(block.step);
      if (list) list.push(block);
      else map.set(block.step, [block]);
    }
    blocksOf.set(panes, map);
  }
  return map;
}

function times(panes: Pane[], number: number, starts: number[], clock: ReplayClock): { shown: number; length: number } {
  let shown = 0;
  const start = clock(starts[number - 1]!);
  for (const block of blocksByStep(panes).get(number) ?? []) {
    const { output, typed } = block;
    const last = Math.max(
      typed.at(-1)?.[0] ?? 0,
      output.shown.at(-1)?.[0] ?? 0,
      output.frames?.frames.at(-1)?.[0] ?? 0,
    );
    const end = block.own ? Math.round((clock(block.to) - start) * 1000) : 0;
    shown = Math.max(shown, last, end);
  }
  const next = starts[number];
  const length = next === undefined ? shown : Math.round((clock(next) - start) * 1000);
  return { shown, length: Math.max(length, shown + AFTER_STEP_MS) };
}

function cutOf(panes: Pane[], number: number, seconds: number, clock: ReplayClock): { trueSeconds?: number } {
  const block = blocksByStep(panes)
    .get(number)
    ?.find((b) => b.own);
  if (!block) return {};
  const replayed = clock(block.to) - clock(Math.max(0, block.to - seconds));
  return seconds - replayed >= CUT_SECONDS ? { trueSeconds: seconds } : {};
}
