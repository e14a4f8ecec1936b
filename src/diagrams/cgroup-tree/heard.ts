import type { Heard } from './alerts.ts';

/** Counters a reader should hear of, gravest first. A plan hands them to `draw`, so that what draws needs no words for them. */
export const HEARD: Heard[] = [
  ['memory', 'oom_group_kill', true, 'グループごと強制終了されました'],
  ['memory', 'oom_kill', true, 'OOM killでプロセスが強制終了されました'],
  ['pids', 'max', true, 'プロセスを増やせませんでした'],
  ['cpu', 'nr_throttled', false, '枠を使い切り、止められました'],
  ['memory', 'high', false, 'memory.highを超え、回収をさせられました'],
  ['memory', 'max', false, '上限に当たり、空きを作らされました'],
  ['memory', 'low', false, '守られるはずの分まで回収されました'],
];
