import type { Moment } from '../../sources/moment.ts';

/** Which step a picture shows: 手順 3/8 のあと. */
export function momentText({ number, count }: Pick<Moment, 'number' | 'count'>): string {
  if (number === 0) return '最初の手順の前';
  return count === null ? `手順 ${number} のあと` : `手順 ${number}/${count} のあと`;
}
