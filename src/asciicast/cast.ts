/**
 * A terminal recording in memory, whichever version of the format it came from
 * (https://docs.asciinema.org/manual/asciicast/v3/).
 */

/** Colours of the terminal a cast was recorded in, as its header gives them: `#rrggbb`, the palette joined by colons. */
export interface CastTheme {
  fg: string;
  bg: string;
  palette: string;
}

/** What a cast's header says. Fields the file does not have are absent. */
export interface CastHeader {
  /** Columns of the terminal at the start. */
  cols: number;
  /** Rows of the terminal at the start. */
  rows: number;
  /** TERM of the recorded terminal. */
  termType?: string;
  /** What the recorded terminal answered to XTVERSION. */
  termVersion?: string;
  theme?: CastTheme;
  /** When the recording started, in seconds since 1970 (Unix time). */
  timestamp?: number;
  /** Longest pause a replay should show, in seconds. */
  idleTimeLimit?: number;
  /** Command that was recorded. */
  command?: string;
  title?: string;
  /** Environment variables the recorder kept. */
  env?: Record<string, string>;
  tags?: string[];
}

/** One line of the event stream. */
export interface CastEvent {
  /** Seconds since the start of the recording, never less than the event before. */
  time: number;
  /** `o` output, `i` input, `m` marker, `r` resize (`COLSxROWS`), `x` exit status; other codes are kept as they are. */
  code: string;
  data: string;
}

/** A whole recording of one terminal. */
export interface Cast extends CastHeader {
  /** Version of the file it was read from; a cast made in memory is 3. */
  version: 1 | 2 | 3;
  events: CastEvent[];
}

/** A cast that cannot be read. The message names the file, the line and what to do. */
export class CastError extends Error {
  /** Name of the file as the caller gave it. */
  readonly file: string;
  /** Line in the file, the first is 1. */
  readonly line: number;

  constructor(file: string, line: number, problem: string, advice: string) {
    super(`${file}:${line}: ${problem}. ${advice}`);
    this.name = 'CastError';
    this.file = file;
    this.line = line;
  }
}
