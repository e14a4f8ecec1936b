import type { Heard } from './alerts.ts';
import type { Gauged } from './gauges.ts';

/** Counters a reader may hear of, gravest first. A plan hands them to `draw`, so that what draws needs no words for them. */
export const HEARD: Heard[] = [
  ['memory', 'oom_group_kill', true, 'グループごと強制終了されました'],
  ['memory', 'oom_kill', true, 'OOM killでプロセスが強制終了されました'],
  ['pids', 'max', true, 'プロセスを増やせませんでした'],
  ['cpu', 'nr_throttled', false, '枠を使い切り、止められました'],
  ['memory', 'high', false, 'memory.highを超え、回収をさせられました'],
  ['memory', 'max', false, '上限に当たり、空きを作らされました'],
  ['memory', 'low', false, '守られるはずの分まで回収されました'],
];

/** What a counter may be called by an author. */
export const COUNTERS = [...new Set(HEARD.map(([, counter]) => counter))];

/**
 * Those that speak, unless the author names them: of the controllers shown, but for CPU: whatever has a quota is
 * throttled now and then, and more often where the machine is emulated.
 */
export function heardOf(controllers: readonly Gauged[], counters?: readonly string[]): Heard[] {
  return HEARD.filter(([part, counter]) =>
    counters ? counters.includes(counter) : part !== 'cpu' && controllers.includes(part),
  );
}
