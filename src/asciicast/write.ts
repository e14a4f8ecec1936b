import type { Cast, CastEvent, CastHeader } from './cast.ts';

/** Writes a cast line by line, so that a recorder need not hold it. Lines end with a newline. */
export interface CastWriter {
  /** The first line of the file. */
  readonly header: string;
  /** The line of one event. Call it in order: an interval is the time since the event before. */
  line(event: CastEvent): string;
}

/**
 * Starts an asciicast v3.
 *
 * Times are rounded to the millisecond as absolute times and subtracted after that,
 * so the intervals in the file always add up to the true time: the error never accumulates.
 *
 * @throws {RangeError} from `line` when an event is earlier than the one before
 */
export function castWriter(header: CastHeader): CastWriter {
  let last = 0;
  return {
    header: `${JSON.stringify({
      version: 3,
      term: {
        cols: header.cols,
        rows: header.rows,
        type: header.termType,
        version: header.termVersion,
        theme: header.theme,
      },
      timestamp: header.timestamp,
      idle_time_limit: header.idleTimeLimit,
      command: header.command,
      title: header.title,
      env: header.env,
      tags: header.tags,
    })}\n`,
    line(event) {
      const now = Math.round(event.time * 1000);
      if (!(now >= last))
        throw new RangeError(
          `event at ${event.time} s comes after one at ${last / 1000} s: write events in order of time`,
        );
      const interval = ((now - last) / 1000).toFixed(3);
      last = now;
      return `[${interval}, ${JSON.stringify(event.code)}, ${JSON.stringify(event.data)}]\n`;
    },
  };
}

/**
 * The text of an asciicast v3 file.
 *
 * @throws {RangeError} when events are not in order of time
 */
export function writeCast(cast: CastHeader & Pick<Cast, 'events'>): string {
  const writer = castWriter(cast);
  return writer.header + cast.events.map((event) => writer.line(event)).join('');
}
