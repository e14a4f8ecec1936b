import type { Cast } from './cast.ts';
import { PromptMarkParser, type ShellMark } from './prompt-marks.ts';
import { printed } from './printed.ts';

/** A place in a cast: before the character `offset` of event `event`'s data. */
export interface CastPosition {
  event: number;
  offset: number;
}

/** A semantic-prompt mark in a cast. `event` and `offset` point behind it. */
export interface PromptMark extends ShellMark, CastPosition {
  /** Seconds since the start. */
  time: number;
  /** Of an A, and the B behind it: the prompt is drawn anew while a line is edited, no command has been entered since the one before. */
  redrawn?: true;
  /** Of a B that the shell did not send: the prompt was followed by none, and ends where its writing paused. */
  supposed?: true;
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

/** Seconds between two writes of a shell that belong to one prompt, at most: a hand takes longer between two keys. */
const PROMPT_PAUSE = 0.05;

/**
 * Every OSC 133 mark in a cast's output, in order, also those torn apart by an event's end.
 * Where a shell marks no end of its prompts (fish, kitty), one is supposed.
 */
export function promptMarks(cast: Cast): PromptMark[] {
  const parser = new PromptMarkParser();
  const marks: PromptMark[] = [];
  /** What the prompt is for whose end comes next. */
  let prompt: ShellMark['prompt'] = 'initial';
  cast.events.forEach((event, index) => {
    if (event.code !== 'o') return;
    /** Where the next piece begins in the event's data: what was held back began before it. */
    let at = -parser.held.length;
    for (const piece of parser.feed(event.data)) {
      at += 'text' in piece ? piece.text.length : piece.length;
      if (!('mark' in piece)) continue;
      const mark: PromptMark = { ...piece.mark, event: index, offset: at, time: event.time };
      if (mark.kind === 'B' && prompt === 'continuation') mark.prompt = prompt;
      if (mark.prompt !== 'right') prompt = mark.kind === 'A' ? mark.prompt : 'initial';
      marks.push(mark);
    }
  });
  const ended = supposeEnds(cast, marks);
  noteRedrawn(cast, ended);
  return ended;
}

/** Puts a B behind each prompt that has none before its command's output, or before the next prompt. */
function supposeEnds(cast: Cast, marks: readonly PromptMark[]): PromptMark[] {
  const all: PromptMark[] = [];
  marks.forEach((mark, i) => {
    all.push(mark);
    if (mark.kind !== 'A' || mark.prompt === 'right') return;
    const next = marks[i + 1];
    if (next?.kind === 'B' || next?.prompt === 'right') return;
    let { event } = mark;
    for (let i = event + 1; i < cast.events.length && i < (next?.event ?? Infinity); i += 1) {
      const { code, time } = cast.events[i]!;
      if (code !== 'o' || time - cast.events[event]!.time >= PROMPT_PAUSE) break;
      event = i;
    }
    if (event === next?.event) return;
    const { data, time } = cast.events[event]!;
    all.push({ kind: 'B', prompt: mark.prompt, event, offset: data.length, time, supposed: true });
  });
  return all;
}

/** Finds the prompts that were drawn anew: by a history search, a completion, a resize, `reset-prompt`. */
function noteRedrawn(cast: Cast, marks: readonly PromptMark[]): void {
  let typing: PromptMark | null = null;
  let prompt: PromptMark | null = null;
  for (const [i, mark] of marks.entries()) {
    if (mark.kind === 'C' || mark.kind === 'D') typing = null;
    else if (mark.prompt !== 'initial') continue;
    else if (mark.kind === 'A') {
      prompt = mark;
      if (typing && isRedrawn(cast, marks, typing, i)) mark.redrawn = true;
    } else {
      if (prompt?.redrawn) mark.redrawn = true;
      typing = mark;
    }
  }
}

/** @param typing where the line began that is edited @param index of the A that comes while it is */
function isRedrawn(cast: Cast, marks: readonly PromptMark[], typing: PromptMark, index: number): boolean {
  const edited = textBetween(cast, typing, marks[index]!);
  const entered = edited.lastIndexOf('\n');
  if (entered < 0) return true;
  // A program that draws its line anew goes back to where that began; a new prompt begins where the output has ended.
  if (/(?:\x1b\[|\x9b)[\d;]*[AFHf]/.test(edited.slice(entered))) return true;
  // Below a list of completions the line is drawn whole, at once. A shell that marks output would have marked that of a command.
  const rest = marks.slice(index + 1, index + 8);
  const b = rest.find((mark) => mark.kind === 'B');
  const decides = rest.find((mark) => mark.kind !== 'B' && mark.prompt === 'initial');
  if (decides?.kind !== 'C' || !b) return false;
  return printed(edited).includes('^C') || printed(cast.events[b.event]!.data.slice(b.offset)) !== '';
}

function textBetween(cast: Cast, from: CastPosition, to: CastPosition): string {
  let text = '';
  for (let i = from.event; i <= to.event && i < cast.events.length; i += 1) {
    const event = cast.events[i]!;
    if (event.code !== 'o') continue;
    text += event.data.slice(
      i === from.event ? Math.max(from.offset, 0) : 0,
      i === to.event ? Math.max(to.offset, 0) : undefined,
    );
  }
  return text;
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
  const marks = promptMarks(cast).filter((mark) => mark.prompt === 'initial' && !mark.redrawn);
  const end = { event: cast.events.length, offset: 0 };
  const openings: Opening[] = [];
  marks.forEach((mark, i) => {
    if (mark.kind !== 'B') return;
    let next = i + 1;
    while (next < marks.length && marks[next]!.kind !== 'A' && marks[next]!.kind !== 'D') next += 1;
    if (!hasText(cast, mark, marks[next] ?? end)) return;
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
