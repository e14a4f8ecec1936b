import type { StepDetail } from '../../recording/step-event.ts';

/** Where a source stands: what every diagram is a picture of. A step event's detail is one. */
export type Moment = Pick<StepDetail, 'number' | 'count' | 'snapshot' | 'before'>;

/** Which step a picture shows: 手順 3/8 のあと. */
export function momentText({ number, count }: Moment): string {
  if (number === 0) return '最初の手順の前';
  return count === null ? `手順 ${number} のあと` : `手順 ${number}/${count} のあと`;
}
