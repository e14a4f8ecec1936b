import { type Cast, CastError, type CastEvent, type CastHeader, type CastTheme } from './cast.ts';
import { jsonErrorLine } from './json-place.ts';

/** Longest line accepted, in bytes: a longer one is a damaged file, not a terminal session. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** Longest version 1 file accepted, in UTF-16 units: it is one JSON document, on however many lines. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

/** Largest terminal accepted, in columns or rows: an emulator allocates every cell of it. */
const MAX_CELLS = 2000;

/** Most resizes accepted, and most cells allocated by all of them: each costs an emulator time for every cell. */
const MAX_RESIZES = 5000;
const MAX_RESIZED_CELLS = 100_000_000;

/** Latest time accepted, in seconds: thirty years. */
const MAX_SECONDS = 1e9;

/** First second of the year 10000, in Unix time. */
const MAX_TIMESTAMP = 253_402_300_800;

const CUT_OFF = 'The recording was cut off here: remove this line, or record the session again';

const RERECORD = 'Record the session again, or restore the file';

/**
 * Reads an asciicast of version 1, 2 or 3.
 *
 * @param input the file's bytes (UTF-8), or its text
 * @param file name used in errors
 * @throws {CastError} with file and line when the file is not a cast
 */
export function parseCast(input: Uint8Array | string, file: string): Cast {
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decode(input, file);
  if (text.trim() === '') throw new CastError(file, 1, 'the file is empty', RERECORD);
  const newline = text.indexOf('\n');
  const head = newline < 0 ? text : text.slice(0, newline);
  const first = tryJson(head);
  if (isObject(first) && (first.version === 2 || first.version === 3)) {
    checkLineLengths(text, file);
    return parseLines(text, newline, first, first.version, file);
  }
  if (text.length > MAX_DOCUMENT)
    throw new CastError(
      file,
      1,
      `this file is longer than ${MAX_DOCUMENT / 1024 / 1024} MiB`,
      'No terminal session needs that: check that the file is a cast and is not damaged',
    );
  return parseDocument(text, file);
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (cutInsideCharacter(bytes))
      throw new CastError(file, lineOfBadByte(bytes), 'this line ends inside a character', CUT_OFF);
    throw new CastError(
      file,
      lineOfBadByte(bytes),
      'this line is not UTF-8',
      'Convert the file to UTF-8, or record the session again',
    );
  }
}

/** Whether a file is UTF-8 but for its last character, of which bytes are missing. */
function cutInsideCharacter(bytes: Uint8Array): boolean {
  try {
    // What a stream may still continue is no error yet.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A newline byte never stands inside a UTF-8 sequence, so lines can be tried one by one. */
function lineOfBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let line = 1, from = 0; from < bytes.length; line += 1) {
    const newline = bytes.indexOf(10, from);
    const to = newline < 0 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return 1;
}

function checkLineLengths(text: string, file: string): void {
  const encoder = new TextEncoder();
  for (let line = 1, from = 0; from < text.length; line += 1) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    // UTF-8 needs at most three bytes a UTF-16 unit, so short lines need no counting.
    if ((to - from) * 3 > MAX_LINE_BYTES && encoder.encode(text.slice(from, to)).length > MAX_LINE_BYTES)
      throw new CastError(
        file,
        line,
        `this line is longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB`,
        'No terminal session needs that: check that the file is a cast and is not damaged',
      );
    from = to + 1;
  }
}

function parseLines(
  text: string,
  newline: number,
  header: Record<string, unknown>,
  version: 2 | 3,
  file: string,
): Cast {
  const cast: Cast = {
    version,
    ...(version === 2 ? flatHeader(header, file) : nestedHeader(header, file)),
    events: [],
  };
  const clock = new Clock(file);
  const resizes = new Resizes(file);
  let line = 1;
  for (let from = newline < 0 ? text.length : newline + 1; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    line += 1;
    const source = text.slice(from, to);
    from = to + 1;
    if (source.trim() === '' || (version === 3 && source.startsWith('#'))) continue;
    let value: unknown;
    try {
      value = JSON.parse(source);
    } catch (error) {
      throw new CastError(
        file,
        line,
        `this line is not JSON: ${reason(error)}`,
        end < 0 ? CUT_OFF : 'Each line must be one array, as [1.5, "o", "text"]',
      );
    }
    const event = readEvent(value, line, file);
    if (event.code === 'r') resizes.add(event.data, line);
    event.time = version === 2 ? clock.at(event.time, line) : clock.after(event.time, line);
    cast.events.push(event);
  }
  return cast;
}

/** Version 1 is one JSON document; anything that is no cast at all ends here too. */
function parseDocument(text: string, file: string): Cast {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CastError(
      file,
      jsonErrorLine(text),
      `not an asciicast: ${reason(error)}`,
      'The first line must be a JSON header, as {"version": 3, "term": {"cols": 80, "rows": 24}}',
    );
  }
  if (!isObject(value))
    throw new CastError(
      file,
      1,
      'the header is not an object',
      'The first line must be {"version": 3, "term": {"cols": 80, "rows": 24}}',
    );
  if (value.version !== 1)
    throw new CastError(
      file,
      1,
      `version ${describe(value.version)} is not known`,
      'asciicast versions 1, 2 and 3 can be read: convert the file with `asciinema convert`',
    );
  const cast: Cast = { version: 1, ...flatHeader(value, file), events: [] };
  if (!Array.isArray(value.stdout)) throw new CastError(file, 1, '`stdout` is not an array', RERECORD);
  const clock = new Clock(file);
  value.stdout.forEach((frame: unknown, i) => {
    if (!Array.isArray(frame) || frame.length !== 2 || typeof frame[0] !== 'number' || typeof frame[1] !== 'string')
      throw new CastError(file, 1, `\`stdout[${i}]\` is not [seconds, text]`, RERECORD);
    cast.events.push({ time: clock.after(frame[0], 1, `stdout[${i}]`), code: 'o', data: frame[1] });
  });
  return cast;
}

/** Adds intervals up in whole microseconds: thousands of them summed as floating point would drift. */
class Clock {
  private microseconds = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  after(seconds: number, line: number, field = 'the time'): number {
    if (!(seconds >= 0))
      throw new CastError(
        this.file,
        line,
        `${field} is ${seconds}, less than 0`,
        'An interval is the number of seconds since the event before: 0 or more',
      );
    const microseconds = this.microseconds + Math.round(seconds * 1e6);
    this.checkEnd(microseconds, line, field, seconds);
    this.microseconds = microseconds;
    return microseconds / 1e6;
  }

  private checkEnd(microseconds: number, line: number, field: string, seconds: number): void {
    if (microseconds <= MAX_SECONDS * 1e6) return;
    throw new CastError(
      this.file,
      line,
      `${field} is ${seconds}, which is more than ${MAX_SECONDS / 1e6} million seconds from the start`,
      'No session lasts that long: times are seconds, not milliseconds',
    );
  }

  at(seconds: number, line: number): number {
    const microseconds = Math.round(seconds * 1e6);
    if (!(seconds >= 0))
      throw new CastError(
        this.file,
        line,
        `the time is ${seconds}, less than 0`,
        'A time is the number of seconds since the start: 0 or more',
      );
    this.checkEnd(microseconds, line, 'the time', seconds);
    if (microseconds < this.microseconds)
      throw new CastError(
        this.file,
        line,
        `the time ${seconds} is before that of the event above, ${this.microseconds / 1e6}`,
        'Version 2 counts seconds from the start: put the events in order. Intervals need "version": 3 in the header',
      );
    this.microseconds = microseconds;
    return microseconds / 1e6;
  }
}

/** Keeps count of what a cast's resizes cost. */
class Resizes {
  private count = 0;
  private cells = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  add(data: string, line: number): void {
    const { cols, rows } = readSize(data, line, this.file);
    this.count += 1;
    this.cells += cols * rows;
    if (this.count <= MAX_RESIZES && this.cells <= MAX_RESIZED_CELLS) return;
    throw new CastError(
      this.file,
      line,
      `the terminal is resized for the ${this.count}th time, to ${this.cells} cells in all`,
      `A recording may do so ${MAX_RESIZES} times, to ${MAX_RESIZED_CELLS / 1e6} million cells in all: leave out resizes that show nothing`,
    );
  }
}

function readEvent(value: unknown, line: number, file: string): CastEvent {
  if (!Array.isArray(value) || value.length !== 3)
    throw new CastError(file, line, 'an event is not an array of three', 'Write it as [1.5, "o", "text"]');
  const [time, code, data] = value as unknown[];
  if (typeof time !== 'number')
    throw new CastError(file, line, `the time is ${describe(time)}, not a number`, 'Write it as [1.5, "o", "text"]');
  if (typeof code !== 'string' || code === '')
    throw new CastError(
      file,
      line,
      `the event code is ${describe(code)}, not a letter`,
      'Known codes are o, i, m, r and x',
    );
  if (typeof data !== 'string')
    throw new CastError(
      file,
      line,
      `the event data is ${describe(data)}, not a string`,
      'Write it as [1.5, "o", "text"]',
    );
  return { time, code, data };
}

/**
 * Columns and rows of a resize event's data, `COLSxROWS`.
 *
 * @throws {CastError} when the data is not a size
 */
export function readSize(data: string, line: number, file: string): { cols: number; rows: number } {
  const match = /^(\d+)x(\d+)$/.exec(data);
  const cols = Number(match?.[1]);
  const rows = Number(match?.[2]);
  if (!match || !isCells(cols) || !isCells(rows))
    throw new CastError(
      file,
      line,
      `a resize to ${JSON.stringify(data)}`,
      `Write columns and rows from 1 to ${MAX_CELLS}, as "80x24"`,
    );
  return { cols, rows };
}

function flatHeader(h: Record<string, unknown>, file: string): CastHeader {
  return {
    cols: cells(h.width, 'width', file),
    rows: cells(h.height, 'height', file),
    ...commonHeader(h, file),
    ...themeOf(h.theme, file),
  };
}

function nestedHeader(h: Record<string, unknown>, file: string): CastHeader {
  const term = h.term;
  if (!isObject(term))
    throw new CastError(
      file,
      1,
      `\`term\` is ${describe(term)}, not an object`,
      'Version 3 needs "term": {"cols": 80, "rows": 24}',
    );
  const header: CastHeader = { cols: cells(term.cols, 'term.cols', file), rows: cells(term.rows, 'term.rows', file) };
  const type = optional(term.type, 'string', 'term.type', file);
  if (type !== undefined) header.termType = type;
  const version = optional(term.version, 'string', 'term.version', file);
  if (version !== undefined) header.termVersion = version;
  return { ...header, ...themeOf(term.theme, file), ...commonHeader(h, file) };
}

function commonHeader(h: Record<string, unknown>, file: string): Partial<CastHeader> {
  const header: Partial<CastHeader> = {};
  const timestamp = optional(h.timestamp, 'number', 'timestamp', file);
  if (timestamp !== undefined) {
    if (!(timestamp >= 0 && timestamp < MAX_TIMESTAMP))
      throw new CastError(
        file,
        1,
        `\`timestamp\` is ${timestamp}`,
        'Give seconds since 1970, not milliseconds, or leave it out',
      );
    header.timestamp = timestamp;
  }
  const idle = optional(h.idle_time_limit, 'number', 'idle_time_limit', file);
  if (idle !== undefined) {
    if (!(idle > 0))
      throw new CastError(
        file,
        1,
        `\`idle_time_limit\` is ${idle}`,
        'Give a number of seconds above 0, or leave it out',
      );
    header.idleTimeLimit = idle;
  }
  const command = optional(h.command, 'string', 'command', file);
  if (command !== undefined) header.command = command;
  const title = optional(h.title, 'string', 'title', file);
  if (title !== undefined) header.title = title;
  if (h.env !== undefined && h.env !== null) {
    if (!isObject(h.env))
      throw new CastError(
        file,
        1,
        `\`env\` is ${describe(h.env)}, not an object`,
        'Write it as {"SHELL": "/bin/bash"}',
      );
    header.env = {};
    for (const [name, value] of Object.entries(h.env)) {
      const text = optional(value, 'string', `env.${name}`, file);
      if (text !== undefined) header.env[name] = text;
    }
  }
  if (h.tags !== undefined && h.tags !== null) {
    if (!Array.isArray(h.tags) || !h.tags.every((tag) => typeof tag === 'string'))
      throw new CastError(file, 1, '`tags` is not an array of strings', 'Write it as ["demo"]');
    header.tags = h.tags;
  }
  return header;
}

function themeOf(value: unknown, file: string): { theme?: CastTheme } {
  if (value === undefined || value === null) return {};
  if (!isObject(value))
    throw new CastError(
      file,
      1,
      `\`theme\` is ${describe(value)}, not an object`,
      'Remove it, or give fg, bg and palette',
    );
  const { fg, bg, palette } = value;
  if (typeof fg !== 'string' || typeof bg !== 'string' || typeof palette !== 'string')
    throw new CastError(file, 1, '`theme` lacks fg, bg or palette', 'Remove it, or give all three as strings');
  return { theme: { fg, bg, palette } };
}

function cells(value: unknown, field: string, file: string): number {
  if (typeof value === 'number' && isCells(value)) return value;
  throw new CastError(file, 1, `\`${field}\` is ${describe(value)}`, `Give a whole number from 1 to ${MAX_CELLS}`);
}

function isCells(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_CELLS;
}

/** asciinema 2 writes null for what it did not know. */
function optional<T extends 'string' | 'number'>(
  value: unknown,
  type: T,
  field: string,
  file: string,
): (T extends 'string' ? string : number) | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== type)
    throw new CastError(
      file,
      1,
      `\`${field}\` is ${describe(value)}, not a ${type}`,
      'Correct the header, or leave the field out',
    );
  return value as T extends 'string' ? string : number;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  // Not as JSON: it may be nested deeper than the stack is.
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40)}…` : json;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
