import { ProbeError } from './errors.ts';
import type { Limit } from './snapshot.ts';

/**
 * A number as the kernel prints it: decimal digits, at most the twenty of an unsigned 64-bit one.
 * @param where file and field, for the error
 * @throws ProbeError for anything else: what is not a number must not become NaN, nor the end of a cut line a smaller number
 */
export function integer(text: string | undefined, where: string): number {
  if (text === undefined || !/^\d{1,20}$/.test(text))
    throw new ProbeError(
      `${where}: ${text === undefined ? 'nothing' : JSON.stringify(text.slice(0, 40))} where the kernel prints a number`,
    );
  return Number(text);
}

/** As {@link integer}, or `max`: no limit. */
export function limit(text: string | undefined, where: string): Limit {
  return text === 'max' ? 'max' : integer(text, where);
}

/** Numbers with white space between them. @throws ProbeError as {@link integer} */
export function integers(text: string, where: string): number[] {
  return text
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => integer(word, where));
}
