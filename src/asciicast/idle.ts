/** Where true time goes in a replay whose pauses are cut short. Both in seconds. */
export type ReplayClock = (trueTime: number) => number;

/** Longest pause shown, in seconds: of every one, or of one that begins and ends then. */
export type IdleLimit = number | ((from: number, until: number) => number);

/**
 * Shortens every pause between events to a limit and tells where each moment went. In a pause that is shortened time
 * goes faster.
 *
 * @param times moments at which something happened, in seconds and in order, of one cast or of several merged
 * @param idle Infinity leaves time as it is
 */
export function limitIdle(times: Iterable<number>, idle: IdleLimit): ReplayClock {
  /** For pause i: when it begins and ends, and how much was cut before and by it. */
  const from: number[] = [];
  const until: number[] = [];
  const removed: number[] = [];
  let last = 0;
  let total = 0;
  for (const time of times) {
    const limit = typeof idle === 'number' ? idle : idle(last, time);
    if (time - last > limit) {
      total += time - last - limit;
      from.push(last);
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
    const before = i === 0 ? 0 : removed[i - 1]!;
    const part = Math.min(1, (time - from[i]!) / (until[i]! - from[i]!));
    return time - before - (removed[i]! - before) * part;
  };
}
