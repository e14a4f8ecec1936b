import {
  type Cast,
  type CastStep,
  printed,
  promptMarks,
  type PromptMark,
  readSize,
  type ReplayClock,
} from '../asciicast/index.ts';
import { BlockBuilder } from './block.ts';
import { plainText, readRegion, type Run } from './cells.ts';
import { Emulator, Place } from './emulator.ts';
import type { Block, Pane } from './model.ts';
import { cellWidth } from './width.ts';
import { mayRedraw } from './writes.ts';

/** A step's beginning in one terminal: its place in that terminal's cast. */
export interface PaneStep extends CastStep {
  /** Number of the step in the recording, from 1. */
  number: number;
  /** What is typed: a line, keys such as C-c, or something no scenario tells. */
  input: 'line' | 'keys' | 'unknown';
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

/** Where the shell stands: `none` before any sign of one, `echoed` when Enter was pressed but no C mark has come (yet). */
type Shell = 'none' | 'prompt' | 'command' | 'echoed' | 'output';

/**
 * Writes a cast to an emulator and takes it apart into blocks.
 *
 * Where the shell stands follows from the cast alone, so it is known when a write is queued;
 * what is on the screen is known only when the write is done, so it is read in between.
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
  /** The prompt on the screen, to become part of the next block. */
  private prompt: Run[] = [];
  private promptPlace: Place | null = null;
  /** The step's last command has ended and a prompt has come: what follows is nobody's until the next step begins. */
  private closed = false;
  /** A prompt waits although something was written behind it since. */
  private waiting = false;
  private readonly watched: Uint8Array;
  private readonly own: ReadonlySet<number>;

  constructor(source: PaneSource) {
    this.source = source;
    this.emulator = new Emulator(source.cast.cols, source.cast.rows);
    this.watched = Uint8Array.from(source.cast.events, (e) => (e.code === 'o' && mayRedraw(e.data) ? 1 : 0));
    this.own = new Set(source.steps.map((step) => step.number));
    const preamble = this.begin(0, true, [], 0, 0, source.steps[0]?.start.event ?? source.cast.events.length);
    this.current = preamble;
    this.queue(() => preamble.onOutputStart());
  }

  dispose(): void {
    this.emulator.dispose();
  }

  async read(): Promise<Pane> {
    const { cast, steps, file } = this.source;
    const marks = promptMarks(cast);
    let nextMark = 0;
    let nextStep = 0;
    for (const [index, event] of cast.events.entries()) {
      if (this.emulator.full) await this.emulator.drain();
      if (event.code === 'r') {
        const { cols, rows } = readSize(event.data, index + 2, file);
        await this.emulator.resize(cols, rows);
      }
      const data = event.code === 'o' ? event.data : '';
      let from = 0;
      this.startAside(index, event.time, data);
      while (true) {
        const mark = marks[nextMark]?.event === index ? marks[nextMark]! : null;
        const step = steps[nextStep]?.start.event === index ? steps[nextStep]! : null;
        const markFirst = mark !== null && (step === null || mark.offset <= step.start.offset);
        const to = markFirst ? mark.offset : step ? step.start.offset : data.length;
        if (to > from) this.write(data.slice(from, to), event.time);
        from = Math.max(from, to);
        if (markFirst) {
          this.onMark(mark, event.time);
          nextMark += 1;
        } else if (step) {
          this.beginStep(step);
          nextStep += 1;
        } else break;
      }
    }
    this.endOutput(cast.events.at(-1)?.time ?? 0);
    await this.emulator.drain();
    return this.finish();
  }

  private write(data: string, time: number): void {
    if (this.shell === 'prompt' || this.closed) this.emulator.write(data);
    else if (this.shell === 'command') {
      const newline = data.indexOf('\n');
      this.current.typed(newline < 0 ? data : data.slice(0, newline + 1), time);
      if (newline < 0) return;
      this.endCommand(time);
      this.shell = 'echoed';
      if (newline + 1 < data.length) this.current.output(data.slice(newline + 1), time);
    } else this.current.output(data, time);
  }

  private onMark(mark: PromptMark, time: number): void {
    const { current } = this;
    if (mark.kind === 'A') {
      this.endOutput(time);
      this.closed = true;
      this.waiting = false;
      this.shell = 'prompt';
      this.queue(() => {
        this.promptPlace = new Place(this.emulator.terminal);
      });
    } else if (mark.kind === 'B') {
      this.shell = 'command';
      this.queue(() => {
        const { buffer } = this.emulator;
        const place = this.promptPlace;
        this.prompt = place
          ? readRegion(buffer, Math.max(0, place.line), place.x, buffer.baseY + buffer.cursorY, buffer.cursorX)
          : [];
        place?.dispose();
        this.promptPlace = null;
      });
    } else if (mark.kind === 'C') {
      if (!this.closed && (this.shell === 'command' || this.shell === 'echoed')) {
        current.flush();
        this.endCommand(time);
      }
      this.shell = 'output';
    } else if (!this.closed && this.currentStep > 0) {
      if (mark.status !== undefined) current.block.status = mark.status;
      this.queue(() => {
        current.block.to = time;
      });
    }
  }

  private beginStep(step: PaneStep): void {
    const atPrompt = this.shell === 'command' || this.shell === 'prompt' || this.waiting;
    this.endOutput(step.from);
    this.waiting = false;
    const taken: Run[] = [];
    const builder = this.begin(step.number, true, taken, step.from, step.start.event, step.end.event);
    if (atPrompt)
      this.queue(() => {
        taken.push(...this.prompt);
        this.prompt = [];
      });
    if (step.input === 'line' || (step.input === 'unknown' && atPrompt)) {
      this.shell = 'command';
      this.queue(() => builder.onCommandStart());
    } else {
      this.shell = 'output';
      this.queue(() => builder.onOutputStart());
    }
  }

  /** Something appears here while a step runs in another terminal: it belongs to that step. */
  private startAside(index: number, time: number, data: string): void {
    const { starts, steps } = this.source;
    let running = this.currentStep;
    while (running < starts.length && starts[running]! < time) running += 1;
    if (running <= this.currentStep || this.shell === 'prompt' || this.shell === 'none') return;
    // A step of this terminal is begun by its own marker.
    if (this.own.has(running) || printed(data) === '') return;
    if (this.closed && this.shell === 'command') this.waiting = true;
    this.endOutput(time);
    const end = steps.find((s) => s.number > running)?.start.event ?? this.source.cast.events.length;
    const builder = this.begin(running, false, [], starts[running - 1]!, index, end);
    this.shell = 'output';
    this.queue(() => builder.onOutputStart());
  }

  private begin(number: number, own: boolean, prompt: Run[], from: number, event: number, end: number): BlockBuilder {
    const builder = new BlockBuilder(this.emulator, {
      step: number,
      own,
      prompt,
      from,
      clock: this.source.clock,
      watch: this.watched.subarray(event, end).includes(1),
    });
    this.builders.push(builder);
    this.current = builder;
    this.currentStep = number;
    this.closed = false;
    return builder;
  }

  private endCommand(time: number): void {
    const { current } = this;
    this.queue(() => {
      current.onCommandEnd(time);
      current.onOutputStart();
    });
  }

  private endOutput(time: number): void {
    if (this.closed) return;
    const { current } = this;
    current.flush();
    if (this.shell === 'command') this.queue(() => current.onCommandEnd(time));
    else this.queue(() => current.onOutputEnd());
  }

  private queue(then: () => void): void {
    this.emulator.write('', then);
  }

  private finish(): Pane {
    const { terminal, label, cast } = this.source;
    const blocks = this.builders
      .map((b) => b.block)
      .filter((b) => (b.step > 0 && b.own ? true : b.output.runs.length > 0 || b.output.frames));
    return {
      terminal,
      label,
      cols: cast.cols,
      width: Math.min(cast.cols, widest(blocks, this.prompt)),
      blocks,
      rest: this.prompt,
    };
  }
}

function widest(blocks: Block[], rest: Run[]): number {
  let most = 0;
  const measure = (text: string): void => {
    for (const line of text.split('\n')) {
      if (line.length * 2 <= most) continue;
      let cells = 0;
      for (const char of line) cells += cellWidth(char.codePointAt(0)!);
      most = Math.max(most, cells);
    }
  };
  for (const block of blocks) {
    measure(plainText(block.prompt) + block.command);
    measure(plainText(block.output.runs));
    for (const row of block.output.frames?.rows ?? []) measure(row.replace(/<[^>]*>/g, '').replace(/&\w+;/g, '.'));
  }
  measure(plainText(rest));
  return most;
}
