import type { Moment } from '../../sources/moment.ts';

/** Which step a picture shows: 手順 3/8 のあと. */
export function momentText({ number, count }: Pick<Moment, 'number' | 'count'>): string {
  if (number === 0) return '最初の手順の前';
  return count === null ? `手順 ${number} のあと` : `手順 ${number}/${count} のあと`;
}

/**
 * The moment as a picture marks it: with what it is compared with, which at rest is nothing. What is read from it has
 * no 新, no ring and no sentence of a change before the reader has moved. Rates are measured from the moment itself.
 */
export const compared = (moment: Moment): Moment => (moment.rest ? { ...moment, before: null } : moment);
