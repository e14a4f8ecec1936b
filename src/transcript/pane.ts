import {
  type Cast,
  type CastPosition,
  type CastStep,
  printed,
  type PromptMark,
  promptMarks,
  readSize,
  type ReplayClock,
} from '../asciicast/index.ts';
import { BlockBuilder } from './block.ts';
import { cellsOf, plainText, readRegion, type Run, sliceRuns } from './cells.ts';
import { Emulator, type Place } from './emulator.ts';
import type { Pane } from './model.ts';
import { mayRedraw } from './region.ts';

/** A step's beginning in one terminal: its place in that terminal's cast. */
export interface PaneStep extends CastStep {
  /** Number of the step in the recording, from 1. */
  number: number;
  /** What is typed: a line, keys such as C-c, or something no scenario tells. */
  input: 'line' | 'keys' | 'unknown';
  /** The line that is typed, where a scenario tells. */
  command?: string;
}

/** What one terminal needs to know to be rendered. */
export interface PaneSource {
  terminal: string;
  label: string;
  cast: Cast;
  /** Name of the cast's file, for errors. */
  file: string;
  /** Steps typed in this terminal, in order. */
  steps: PaneStep[];
  /** True seconds at which each step of the recording begins, in whichever terminal: index 0 is step 1. */
  starts: number[];
  clock: ReplayClock;
}

/** Where the shell stands: `none` before any sign of one. */
type Shell = 'none' | 'prompt' | 'command' | 'output';

/** A printed piece is at most this long, so that what it writes is still in the emulator's buffer when it is read. */
const MAX_PIECE = 2000;
/** Behind it the terminal may show its other screen. */
const SCREENS = /\x1b\[\?(?:[\d;]*;)?(?:47|1047|1049)(?:;[\d;]*)?[hl]|\x1bc/g;
/** What a shell's editor writes when it begins to read a line: where none marks a prompt before it, the command goes on. */
const READS_ON = /\x1b\[6n|\x1b\[\?2004h(?!(?:\x1b\]|\x9d)133;[APN])/g;
/** Longest prompt of a further line that no mark tells from output. */
const MAX_CONTINUATION = 12;
/** How a prompt ends. */
const PROMPT_END = /[$#%>:❯»›] ?$/;

/**
 * Writes a cast to an emulator and takes it apart into blocks.
 *
 * What is written is cut where something has to be looked at, and all decisions are made between two writes, when the
 * screen is as it was at that moment of the recording.
 */
export async function renderPane(source: PaneSource): Promise<Pane> {
  const reader = new PaneReader(source);
  try {
    return await reader.read();
  } finally {
    reader.dispose();
  }
}

class PaneReader {
  private readonly source: PaneSource;
  private readonly emulator: Emulator;
  private readonly builders: BlockBuilder[] = [];
  private current: BlockBuilder;
  private currentStep = 0;
  private shell: Shell = 'none';
  /** Whether the end of the command being typed is marked by a C; without, it is Enter. */
  private marksOutput = false;
  /** The prompt on the screen, to become part of the next block, where it began and where it ended. */
  private prompt: Run[] = [];
  private promptStart: Place | null = null;
  private promptEnd: Place | null = null;
  /** The step's last command has ended and a prompt has come: what follows is nobody's until the next step begins. */
  private closed = false;
  /** A prompt waits although something was written behind it since. */
  private waiting = false;
  /** A prompt for a further line of the command is being written. */
  private continuing = false;
  /** A step began in the middle of a line, whose beginning is this. */
  private begun: { place: Place; runs: Run[] } | null = null;
  /** Row behind Enter, while what stands there may be the prompt of a further line. */
  private entered: Place | null = null;
  /** Whether that Enter may have been none: the row was full, or did not show the line that is known. */
  private uncertain = false;
  /** Of the known line: how many of its lines have been entered, and how long was what the screen showed of them. */
  private linesEntered = 0;
  private linesLength = 0;
  /** The line was given up by Ctrl-C, and a prompt for it comes again. */
  private givenUp = false;
  /** The prompt that is being written stands for the same line as the one before. */
  private drawsAnew = false;
  /** What is being written and when, for what happens in the midst of it. */
  private piece = '';
  /** End of what was written before it, and the cell in which the cursor was then. */
  private before = '';
  private beforeX = 0;
  private now = 0;
  /** Number of the step that runs, in whichever terminal. */
  private running = 0;
  private cols: number;
  private readonly watched: Uint8Array;
  private readonly own: ReadonlySet<number>;

  constructor(source: PaneSource) {
    this.source = source;
    this.cols = source.cast.cols;
    this.emulator = new Emulator(source.cast.cols, source.cast.rows);
    this.emulator.onLineFeed(() => this.onLineFeed());
    this.watched = Uint8Array.from(source.cast.events, (e) => (e.code === 'o' && mayRedraw(e.data) ? 1 : 0));
    this.own = new Set(source.steps.map((step) => step.number));
    this.current = this.begin(0, true, 0, 0);
    this.queue(() => this.current.startOutput());
  }

  dispose(): void {
    this.emulator.dispose();
  }

  async read(): Promise<Pane> {
    const { cast, steps } = this.source;
    const marks = promptMarks(cast);
    noteTyping(marks, steps);
    const entries = enteredByMark(marks);
    let nextMark = 0;
    let nextStep = 0;
    for (const [index, event] of cast.events.entries()) {
      if (this.emulator.full) await this.emulator.drain();
      if (event.code === 'r') await this.resize(index);
      const data = event.code === 'o' ? event.data : '';
      let from = 0;
      if (data !== '') this.aside(index, event.time, data);
      while (true) {
        const mark = marks[nextMark]?.event === index ? marks[nextMark]! : null;
        const step = steps[nextStep]?.start.event === index ? steps[nextStep]! : null;
        const markFirst = mark !== null && (step === null || mark.offset <= step.start.offset);
        const to = markFirst ? mark.offset : step ? step.start.offset : data.length;
        if (to > from) this.write(data.slice(from, to), index, to === data.length);
        from = Math.max(from, to);
        if (markFirst) {
          const marksOutput = entries.has(mark);
          this.queue(() => this.onMark(mark, event.time, marksOutput));
          nextMark += 1;
        } else if (step) {
          this.queue(() => this.beginStep(step, index));
          nextStep += 1;
        } else break;
      }
    }
    const end = cast.events.at(-1)?.time ?? 0;
    this.queue(() => this.endOutput(end));
    await this.emulator.drain();
    return this.finish();
  }

  private async resize(index: number): Promise<void> {
    const { cast, file } = this.source;
    // Of resizes that show nothing in between, the last one counts.
    if (cast.events[index + 1]?.code === 'r') return;
    const { cols, rows } = readSize(cast.events[index]!.data, index + 2, file);
    const { terminal } = this.emulator;
    if (cols === terminal.cols && rows === terminal.rows) return;
    await this.emulator.drain();
    const own = [this.promptStart, this.promptEnd, this.entered, this.begun?.place ?? null];
    const places = [...own.filter((place) => place !== null), ...this.current.beforeResize()];
    await this.emulator.resize(cols, rows, places, this.shell === 'output' || this.shell === 'none');
    this.cols = Math.max(this.cols, cols);
  }

  /** Queues a part of an event's data, in pieces. */
  private write(data: string, index: number, last: boolean): void {
    const { events } = this.source.cast;
    const { time } = events[index]!;
    const pieces = cut(data);
    for (const [i, piece] of pieces.entries()) {
      const next = last && i === pieces.length - 1 ? (events[index + 1]?.time ?? time) : time;
      this.queue(() => {
        this.before = this.piece.slice(-2);
        this.piece = piece.text;
        this.beforeX = this.emulator.cursor.x;
        this.now = time;
      });
      this.emulator.write(piece.text, () => {
        this.wrote(time, next, index);
        this.emulator.tidy();
        if (piece.after === 'switched') this.current.switched();
        if (piece.after === 'reads') this.readsOn(events[index + 1]?.data ?? '');
      });
    }
  }

  private wrote(time: number, next: number, index: number): void {
    if (this.goesBack()) return;
    if (this.shell === 'prompt' || this.continuing) return;
    if (this.shell === 'command' && this.closed) {
      // Behind the prompt, and no step has begun: a job in the background, say.
      if (printed(this.piece) === '') return;
      const place = this.promptEnd;
      this.promptEnd = null;
      this.beginAside(this.currentStep, this.current.block.from, index, place ?? undefined);
    } else if (this.closed) return;
    if (this.shell === 'command') this.current.typed(time);
    else this.current.wrote(time, next);
  }

  /** A line feed was written while a line is typed whose end no mark tells: it is Enter, unless the shell's editor broke the line. */
  private onLineFeed(): void {
    if (this.shell !== 'command' || this.closed || this.marksOutput || this.continuing) return;
    const { current, emulator } = this;
    const line = emulator.buffer.getLine(emulator.line - 1);
    const cell = line?.getCell(line.length - 1);
    const full = cell !== undefined && (cell.getChars() !== '' || cell.getWidth() === 0);
    const known = current.knownLines;
    const shown = current.shownLine.slice(this.linesLength);
    const whole = known.length > 0 && isLine(shown, known[this.linesEntered] ?? '', this.linesEntered > 0);
    const byEditor = known.length > 0 || /\r\r\n|\x1b\[/.test(this.before + this.piece);
    if (known.length > 0 && !whole && /\^C\r*\n/.test(this.before + this.piece)) this.givenUp = true;
    // An editor breaks a line with the cursor behind the row's last cell.
    const elsewhere = /^\r*\n/.test(this.piece) && !this.before.endsWith('\r') && this.beforeX < line!.length;
    if (this.givenUp || (full && !whole && byEditor && !elsewhere)) return;
    if (this.linesEntered < known.length - 1) {
      this.linesEntered += 1;
      this.linesLength = current.shownLine.length;
      return;
    }
    if (this.begun) this.splitLine();
    current.endCommand(this.now);
    current.startOutput();
    this.shell = 'output';
    this.entered = emulator.cursor;
    this.uncertain = known.length > 0 && (full || !whole);
  }

  /** The editor goes back up into the line: what was taken for Enter, behind a full row, was its way to the next. */
  private goesBack(): boolean {
    const { entered, emulator, current } = this;
    if (this.shell !== 'output' || !this.uncertain || !entered || emulator.cursor.row >= entered.row) return false;
    if (!/\x1b\[\d*A/.test(this.piece) || /\x1b\[[\d;]*[Hf]|\x1b\[\?\d+[hl]/.test(this.piece)) return false;
    current.resumeCommand();
    this.shell = 'command';
    return true;
  }

  /** A prompt that no command has ended before: the known line was given up, or stood above a list of completions and is drawn whole again. */
  private asksAgain(mark: PromptMark): boolean {
    const { current, givenUp } = this;
    this.givenUp = false;
    if (givenUp) {
      this.linesEntered = 0;
      this.linesLength = 0;
      return true;
    }
    const [first] = current.knownLines;
    if (this.shell !== 'output' || !this.uncertain || first === undefined) return false;
    const { data } = this.source.cast.events[mark.event]!;
    const end = promptMarks({
      ...this.source.cast,
      events: [{ time: 0, code: 'o', data: data.slice(mark.offset) }],
    })[0];
    const drawn = end?.kind === 'B' ? printed(data.slice(mark.offset + end.offset)).trimEnd() : '';
    if (drawn === '' || !first.startsWith(drawn)) return false;
    current.resumeCommand();
    return true;
  }

  /** The shell's editor begins to read where no prompt was marked: still in the row behind Enter, it asks for a further line. */
  private readsOn(next: string): void {
    const { entered, emulator, current } = this;
    if (!entered || this.shell !== 'output' || /^(?:\x1b\]|\x9d)133;[APN]/.test(next)) return;
    const { buffer } = emulator;
    const asked = emulator.lineOf(entered) === emulator.line && buffer.cursorX <= MAX_CONTINUATION;
    if (!asked) return;
    current.resumeCommand();
    this.shell = 'command';
  }

  private onMark(mark: PromptMark, time: number, marksOutput: boolean): void {
    const { current } = this;
    if (mark.prompt === 'right') return;
    if (mark.prompt === 'continuation' || (mark.kind === 'B' && this.continuing)) {
      if (this.shell === 'output' && this.entered) {
        current.resumeCommand();
        this.shell = 'command';
      }
      this.continuing = mark.kind === 'A';
      if (this.shell === 'command') current.continuation(mark.kind === 'A');
      return;
    }
    if (mark.kind === 'A') {
      this.drawsAnew = mark.redrawn || this.asksAgain(mark);
      if (!this.drawsAnew) {
        this.endOutput(time);
        this.closed = true;
        this.waiting = false;
      }
      this.entered = null;
      this.shell = 'prompt';
      this.promptStart = this.emulator.cursor;
    } else if (mark.kind === 'B') {
      this.readPrompt();
      this.marksOutput = marksOutput;
      this.shell = 'command';
      if (this.drawsAnew && !this.closed) current.restartCommand();
    } else if (mark.kind === 'C') {
      if (this.shell === 'command' && !this.closed) {
        this.splitPrompt(mark.commandLine);
        current.endCommand(time, mark.commandLine);
        current.startOutput();
      }
      this.shell = 'output';
      this.entered = null;
    } else if (!this.closed && this.currentStep > 0) current.ended(time, mark.status);
  }

  private readPrompt(): void {
    const { buffer } = this.emulator;
    const start = this.promptStart;
    this.prompt = start
      ? readRegion(buffer, Math.max(0, this.emulator.lineOf(start)), start.x, this.emulator.line, buffer.cursorX)
      : [];
    this.promptEnd = this.emulator.cursor;
  }

  /** A prompt whose end was only supposed ends where the line begins that the shell says it read. */
  private splitPrompt(commandLine: string | undefined): void {
    const { promptStart: start, emulator, current } = this;
    if (commandLine === undefined || commandLine === '' || !start) return;
    const runs = readRegion(
      emulator.buffer,
      Math.max(0, emulator.lineOf(start)),
      start.x,
      emulator.line,
      emulator.buffer.cursorX,
    );
    const text = plainText(runs).trimEnd();
    if (text.endsWith(commandLine)) current.block.prompt = sliceRuns(runs, 0, text.length - commandLine.length);
  }

  /** The line in which a step began has ended: what stood there before was a prompt, or all of it is output. */
  private splitLine(): void {
    const { begun, current, emulator } = this;
    this.begun = null;
    if (!begun) return;
    const { buffer } = emulator;
    const y = emulator.line - 1;
    const text = plainText(
      readRegion(buffer, Math.max(0, emulator.lineOf(begun.place)), 0, y, buffer.getLine(y)?.length ?? 0),
    );
    if (text.startsWith(plainText(begun.runs))) current.block.prompt = begun.runs;
  }

  private beginStep(step: PaneStep, index: number): void {
    const atPrompt = this.shell === 'command' || this.shell === 'prompt' || this.waiting;
    // A marker may stand in the middle of a line: then all of the line belongs to the step that it begins.
    const line = step.input === 'unknown' && !atPrompt && !this.closed ? this.current.takeLine() : null;
    this.endOutput(step.from, line?.place);
    if (!atPrompt) this.marksOutput = false;
    this.waiting = false;
    const builder = this.begin(step.number, true, step.from, index, step.end.event);
    if (atPrompt) {
      builder.block.prompt = this.prompt;
      this.prompt = [];
    }
    const asks = line !== null && PROMPT_END.test(plainText(line.runs));
    if (step.input === 'line' || (step.input === 'unknown' && (atPrompt || asks))) {
      this.shell = 'command';
      this.begun = asks ? line : null;
      builder.startCommand(step.command ?? null);
    } else {
      this.shell = 'output';
      builder.startOutput(line?.place);
    }
  }

  /** Something appears here while a step runs in another terminal: it belongs to that step. */
  private aside(index: number, time: number, data: string): void {
    const { starts } = this.source;
    let running = this.running;
    while (running < starts.length && starts[running]! < time) running += 1;
    this.running = running;
    // A step of this terminal is begun by its own marker.
    if (running === 0 || this.own.has(running) || printed(data) === '') return;
    this.queue(() => {
      if (running <= this.currentStep || this.shell === 'prompt' || this.shell === 'none') return;
      if (this.closed && this.shell === 'command') this.waiting = true;
      this.endOutput(time);
      this.beginAside(running, starts[running - 1]!, index);
    });
  }

  private beginAside(number: number, from: number, index: number, place?: Place): void {
    if (this.closed && this.shell === 'command') this.waiting = true;
    const end = this.source.steps.find((s) => s.number > number)?.start.event;
    this.begin(number, false, from, index, end).startOutput(place);
    this.shell = 'output';
  }

  private begin(number: number, own: boolean, from: number, event: number, end?: number): BlockBuilder {
    const { cast, clock, steps } = this.source;
    const to = end ?? (number === 0 ? steps[0]?.start.event : undefined) ?? cast.events.length - 1;
    const builder = new BlockBuilder(this.emulator, {
      step: number,
      own,
      from,
      clock,
      watch: this.watched.subarray(event, to + 1).includes(1),
    });
    this.builders.push(builder);
    this.current = builder;
    this.currentStep = number;
    this.closed = false;
    this.begun = null;
    this.entered = null;
    this.uncertain = false;
    this.linesEntered = 0;
    this.linesLength = 0;
    this.givenUp = false;
    return builder;
  }

  private endOutput(time: number, before?: Place): void {
    if (this.closed) return;
    if (this.begun) {
      this.current.block.prompt = this.begun.runs;
      this.begun = null;
    }
    if (this.shell === 'command') this.current.endCommand(time);
    else this.current.endOutput(before);
  }

  private queue(then: () => void): void {
    this.emulator.write('', then);
  }

  private finish(): Pane {
    const { terminal, label } = this.source;
    const shown = this.builders.filter(({ block: { step, own, output } }) =>
      step > 0 && own ? true : output.runs.length > 0 || output.frames,
    );
    const cells = Math.max(0, cellsOf(this.prompt), ...shown.map((builder) => builder.cells));
    return {
      terminal,
      label,
      cols: this.cols,
      width: Math.min(this.cols, cells),
      blocks: shown.map((builder) => builder.block),
      rest: this.prompt,
    };
  }
}

/** Of a step whose line is known nothing is entered before its first C: prompts until then are that line's, drawn again. */
function noteTyping(marks: readonly PromptMark[], steps: readonly PaneStep[]): void {
  let i = 0;
  for (const { start, end, command } of steps) {
    while (i < marks.length && isBefore(marks[i]!, start)) i += 1;
    const within: PromptMark[] = [];
    for (; i < marks.length && isBefore(marks[i]!, end); i += 1) within.push(marks[i]!);
    const entered = within.findIndex((mark) => mark.kind === 'C');
    if (command === undefined || entered < 0) continue;
    for (const mark of within.slice(0, entered))
      if (mark.prompt === 'initial' && mark.kind !== 'D') mark.redrawn = true;
  }
}

function isBefore(a: CastPosition, b: CastPosition): boolean {
  return a.event < b.event || (a.event === b.event && a.offset <= b.offset);
}

/** Whether the screen shows a line whole, or with a ? for what the editor cannot draw. @param prompted with a short prompt before it */
function isLine(shown: string, line: string, prompted: boolean): boolean {
  const text = shown.trim();
  return [line.trim(), line.trim().replace(/[^\x00-\x7f]/gu, '?')].some(
    (wanted) =>
      text === wanted || (prompted && text.endsWith(wanted) && text.length - wanted.length <= MAX_CONTINUATION),
  );
}

/** The prompts' ends behind which a C marks the beginning of output. */
function enteredByMark(marks: readonly PromptMark[]): ReadonlySet<PromptMark> {
  const found = new Set<PromptMark>();
  let typing: PromptMark[] = [];
  for (const mark of marks) {
    if (mark.prompt !== 'initial') continue;
    if (mark.kind === 'B') typing.push(mark);
    else if (mark.kind === 'C') for (const b of typing) found.add(b);
    if (mark.kind === 'C' || mark.kind === 'D' || (mark.kind === 'A' && !mark.redrawn)) typing = [];
  }
  return found;
}

interface Piece {
  text: string;
  after?: 'switched' | 'reads';
}

/** Cuts data behind what must be looked at just when it was written, and where it is long. */
function cut(data: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const add = (to: number, after?: Piece['after']): void => {
    for (; from < to; from += MAX_PIECE) pieces.push({ text: data.slice(from, Math.min(to, from + MAX_PIECE)) });
    from = to;
    if (after) pieces.at(-1)!.after = after;
  };
  if (data.includes('\x1b')) {
    const stops: [number, Piece['after']][] = [];
    for (const match of data.matchAll(SCREENS)) stops.push([match.index + match[0].length, 'switched']);
    for (const match of data.matchAll(READS_ON)) stops.push([match.index + match[0].length, 'reads']);
    stops.sort(([a], [b]) => a - b);
    for (const [to, after] of stops) add(to, after);
  }
  add(data.length);
  return pieces;
}
