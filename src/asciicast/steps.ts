import type { Cast } from './cast.ts';
import { printed } from './printed.ts';

/** A place in a cast: before the character `offset` of event `event`'s data. */
export interface CastPosition {
  event: number;
  offset: number;
}

/** A semantic-prompt mark (OSC 133): A a prompt begins, B it ends and typing begins, C output begins, D the command has ended. */
export interface PromptMark extends CastPosition {
  kind: 'A' | 'B' | 'C' | 'D';
  /** Exit status, of a D that carries one. */
  status?: number;
  /** Seconds since the start. `event` and `offset` point behind the mark. */
  time: number;
}

/** A part of a cast that a reader can go to. */
export interface CastStep {
  /** The marker's label in our own casts; `step-N` elsewhere. */
  id: string;
  /** The marker's label, '' where it has none. */
  label: string;
  start: CastPosition;
  /** Where the next step starts, or the cast ends. */
  end: CastPosition;
  /** Seconds since the start of the cast. */
  from: number;
  /** Seconds since the start of the cast. */
  to: number;
}

/** A cast in steps, and what they were found by. */
export interface StepSplit {
  by: 'ids' | 'osc133' | 'markers' | 'whole';
  steps: CastStep[];
}

const MARK = /\x1b\]133;([ABCD])([^\x07\x1b]*)(?:\x07|\x1b\\)/g;
/** The beginning of a mark at the end of a text, to be continued by the next event. */
const PARTIAL = /\x1b(?:\](?:1(?:3(?:3(?:;[^\x07\x1b]{0,64}\x1b?)?)?)?)?)?$/;

/** Every OSC 133 mark in a cast's output, in order, also those torn apart by an event's end. */
export function promptMarks(cast: Cast): PromptMark[] {
  const marks: PromptMark[] = [];
  let carry = '';
  cast.events.forEach((event, index) => {
    if (event.code !== 'o') return;
    const text = carry + event.data;
    let behind = 0;
    if (text.includes('\x1b]133;')) {
      for (const match of text.matchAll(MARK)) {
        behind = match.index + match[0].length;
        const mark: PromptMark = {
          kind: match[1] as PromptMark['kind'],
          event: index,
          offset: behind - carry.length,
          time: event.time,
        };
        const status = /^;(-?\d+)/.exec(match[2]!);
        if (mark.kind === 'D' && status) mark.status = Number(status[1]);
        marks.push(mark);
      }
    }
    carry = PARTIAL.exec(text.slice(behind))?.[0] ?? '';
  });
  return marks;
}

/**
 * Splits a cast into steps: by the markers that carry `ids`, else by OSC 133 prompts,
 * else by whatever markers it has, else it is one step. A step starts where its command
 * starts to be typed, so its prompt stands before it.
 *
 * @param ids step ids of the recording the cast belongs to; none for a cast from elsewhere
 */
export function splitSteps(cast: Cast, ids: readonly string[] = []): StepSplit {
  const markers = cast.events.flatMap((event, index) =>
    event.code === 'm'
      ? [{ id: event.data, label: event.data, start: { event: index, offset: 0 }, from: event.time }]
      : [],
  );
  const wanted = new Set(ids);
  const ours = markers.filter((marker) => wanted.has(marker.label));
  if (ours.length > 0) return { by: 'ids', steps: close(cast, ours) };
  const commands = commandStarts(cast);
  if (commands.length > 0) return { by: 'osc133', steps: close(cast, commands) };
  if (markers.length > 0)
    return {
      by: 'markers',
      steps: close(
        cast,
        markers.map((m, i) => ({ ...m, id: `step-${i + 1}` })),
      ),
    };
  return { by: 'whole', steps: close(cast, [{ id: 'step-1', label: '', start: { event: 0, offset: 0 }, from: 0 }]) };
}

type Opening = Omit<CastStep, 'end' | 'to'>;

function close(cast: Cast, openings: Opening[]): CastStep[] {
  const end = { event: cast.events.length, offset: 0 };
  const to = cast.events.at(-1)?.time ?? 0;
  return openings.map((opening, i) => ({
    ...opening,
    end: openings[i + 1]?.start ?? end,
    to: openings[i + 1]?.from ?? to,
  }));
}

/** A prompt's end opens a step when something is written before the next prompt: Enter alone is no step. */
function commandStarts(cast: Cast): Opening[] {
  const marks = promptMarks(cast);
  const openings: Opening[] = [];
  marks.forEach((mark, i) => {
    if (mark.kind !== 'B') return;
    const next = marks.slice(i + 1, i + 6).find((m) => m.kind === 'A' || m.kind === 'D');
    const last = { event: cast.events.length, offset: 0 };
    if (!hasText(cast, mark, next ?? last)) return;
    const n = openings.length + 1;
    openings.push({ id: `step-${n}`, label: '', start: { event: mark.event, offset: mark.offset }, from: mark.time });
  });
  return openings;
}

function hasText(cast: Cast, from: CastPosition, to: CastPosition): boolean {
  for (let i = from.event; i <= to.event && i < cast.events.length; i += 1) {
    const event = cast.events[i]!;
    if (event.code !== 'o') continue;
    const data = event.data.slice(
      i === from.event ? Math.max(from.offset, 0) : 0,
      i === to.event ? Math.max(to.offset, 0) : undefined,
    );
    if (printed(data).trim() !== '') return true;
  }
  return false;
}
