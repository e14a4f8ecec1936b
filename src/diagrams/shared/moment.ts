import type { Moment } from '../../sources/moment.ts';

/** Which step a picture shows: 手順 3/8 のあと, or の途中 while it is played. */
export function momentText({ number, count, elapsed }: Pick<Moment, 'number' | 'count' | 'elapsed'>): string {
  if (number === 0) return '最初の手順の前';
  return `手順 ${number}${count === null ? '' : `/${count}`} の${elapsed === undefined ? 'あと' : '途中'}`;
}

/**
 * The moment as a picture marks it: with what it is compared with, which at rest is nothing. What is read from it has
 * no 新, no ring and no sentence of a change before the reader has moved. Rates are measured from the moment itself.
 */
export const compared = (moment: Moment): Moment => (moment.rest ? { ...moment, before: null } : moment);
