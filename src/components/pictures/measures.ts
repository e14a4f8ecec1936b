import { findPattern } from '../../authored/pattern.ts';

/** What a measurement counts, and how a number of it is printed in Japanese. */
export const KINDS = { seconds: '秒', bytes: '', ratio: '倍' } as const;
export type Kind = keyof typeof KINDS;

/** A measured value and, where the output gives it, how far the measurements lay apart. */
export interface Measure {
  /** In seconds, bytes or times. */
  value: number;
  /** As a reader reads it. */
  text: string;
  low?: number;
  high?: number;
}

/** Units that an output prints beside a number: Docker's are powers of 1000. */
const UNITS: Record<string, number> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 };
/** Units of a bare number, for tools that print none or another's: du's M, /proc's kB. */
export const BARE = { B: 1, KiB: 1024, MiB: 1024 ** 2 } as const;
export type Bare = keyof typeof BARE;

function number(text: string, kind: Kind, unit?: Bare): number | undefined {
  if (kind === 'seconds') {
    const match = /^(?:(\d+)m(?:in)? ?)?(\d+(?:\.\d+)?)(ms|s)$/.exec(text);
    return match ? Number(match[1] ?? 0) * 60 + Number(match[2]) / (match[3] === 'ms' ? 1000 : 1) : undefined;
  }
  if (kind === 'bytes') {
    const match = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text);
    if (!match) return undefined;
    const factor = unit && match[2] === '' ? BARE[unit] : UNITS[match[2]!.toLowerCase()];
    return factor && Number(match[1]) * factor;
  }
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * A measurement as a recorded output gives it.
 * @param output of a step
 * @param pattern flags m and u; its first group is the value, a second and third the lowest and highest.
 *   Seconds as `time` or systemd print them (`0m1.23s`, `1min 2.3s`, `45ms`), bytes with their unit (`7.8MB`, `312 MiB`),
 *   a ratio bare
 * @param unit of bytes that are printed without one; they are shown in MiB
 * @param at for messages: file, line, component
 * @throws when the pattern is not in the output, or what it found is not such a number
 */
export function measure(output: string, pattern: string, kind: Kind, at: string, unit?: Bare): Measure {
  const match = findPattern(pattern, 'mu', output);
  if (!match) throw new Error(`${at}: match="${pattern}" is not in the recorded output:\n${output}`);
  const [value, low, high] = match.slice(1, 4).map((text) => {
    if (text === undefined) return undefined;
    const n = number(text, kind, unit);
    if (n === undefined) throw new Error(`${at}: "${text}" is no number of ${kind}`);
    return n;
  });
  if (value === undefined) throw new Error(`${at}: match="${pattern}" needs a group around the value`);
  const text =
    kind === 'seconds'
      ? `${value < 10 ? value.toFixed(2) : value.toFixed(1)}${KINDS.seconds}`
      : kind === 'ratio'
        ? `${value.toFixed(2)}${KINDS.ratio}`
        : unit
          ? `${(value / BARE.MiB).toFixed(value < 10 * BARE.MiB ? 2 : 0)} MiB`
          : match[1]!.replace(/(?<=\d) ?(?=[A-Za-z])/, ' ');
  return { value, text, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}
