import type { Run } from './cells.ts';

/** A moment of a replay: milliseconds since its step began, and how much has been shown by then. */
export type Cue = readonly [ms: number, shown: number];

/** What a program that redraws its screen showed over time. */
export interface Frames {
  /** Rows that occur, as HTML; a row that starts a new line begins with a newline. */
  rows: string[];
  /** Each: milliseconds since the step began, how many rows of the frame before stay, and the rows that follow, as indexes into `rows`. */
  frames: number[][];
  /** Rows of the highest frame. */
  height: number;
}

/** What a step wrote. */
export interface Output {
  /** The finished text. */
  runs: Run[];
  /** When each part of it appeared, counted in UTF-16 units; empty when `frames` is there. */
  shown: Cue[];
  frames?: Frames;
}

/**
 * What one terminal shows of one step: usually a prompt, a command and its output.
 * A step has a block in its own terminal, and one in each other terminal where something appeared meanwhile.
 */
export interface Block {
  /** Number of the step, from 1; 0 for what stood there before the first. */
  step: number;
  /** False for what appeared in another terminal than the step's. */
  own: boolean;
  prompt: Run[];
  /** Command as typed, '' where nothing is known to be one. */
  command: string;
  /** Prompts that the shell showed within it, before its second and further lines: offset in `command`, and the prompt. */
  continuations: [offset: number, prompt: string][];
  /** When it was typed, counted in UTF-16 units of `command` and of the prompts in it. */
  typed: Cue[];
  output: Output;
  /** What the shell reported (OSC 133 D), absent where it did not. */
  status?: number;
  /** Seconds in true time: when the step's first key was typed, and when its command ended. */
  from: number;
  to: number;
}

/** One terminal of a finished session. */
export interface Pane {
  terminal: string;
  label: string;
  /** Columns of the terminal, the most it had. */
  cols: number;
  /** Cells of the longest line, at most `cols`. */
  width: number;
  blocks: Block[];
  /** The prompt that waits at the end. */
  rest: Run[];
}

/** One step as the reader sees it in the list. */
export interface SessionStep {
  id: string;
  number: number;
  terminal: string;
  /** Japanese sentence with inline code in backticks; '' for casts from elsewhere. */
  say: string;
  /** Command as typed, or ''. */
  command: string;
  /** Keys pressed instead of a command. */
  keys: string[];
  /** null where no command ended. */
  status: number | null;
  /** Milliseconds of replay until everything the step does has been shown, and until the next one begins. */
  shown: number;
  length: number;
  /** True seconds the command took, when the replay cuts a pause out of it. */
  trueSeconds?: number;
}

/** A recording, finished: all that the page needs. */
export interface Session {
  panes: Pane[];
  steps: SessionStep[];
}
