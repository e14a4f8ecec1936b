/** Where true time goes in a replay whose pauses are cut short. Both in seconds. */
export type ReplayClock = (trueTime: number) => number;

/**
 * Cuts every pause between events to `limit` and tells where each moment went.
 * Inside a pause time runs on until the limit and then stands still.
 *
 * @param times moments at which something happened, in seconds and in order, of one cast or of several merged
 * @param limit longest pause shown, in seconds; Infinity leaves time as it is
 */
export function limitIdle(times: Iterable<number>, limit: number): ReplayClock {
  /** For pause i: when it is cut, when it ends, and how much was cut before and by it. */
  const from: number[] = [];
  const until: number[] = [];
  const removed: number[] = [];
  let last = 0;
  let total = 0;
  for (const time of times) {
    if (time - last > limit) {
      total += time - last - limit;
      from.push(last + limit);
      until.push(time);
      removed.push(total);
    }
    last = time;
  }
  return (time) => {
    let low = 0;
    let high = from.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (from[middle]! < time) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return time;
    const i = low - 1;
    return time >= until[i]! ? time - removed[i]! : from[i]! - (i === 0 ? 0 : removed[i - 1]!);
  };
}
