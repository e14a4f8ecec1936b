import type { Example } from '../shared/example.ts';

export const examples: Example[] = [
  { name: 'flat', title: 'PID namespaceは1つ', props: { recording: 'uts-namespace' } },
  { name: 'fresh', title: 'この手順で箱ができた', props: { recording: 'pid-namespace', at: 'unshare' } },
  { name: 'gone', title: 'この手順で終わった', props: { recording: 'pid-namespace', at: 'leave' } },
  { name: 'for-children', title: '次の子から別のPID namespace', props: { recording: 'pid-no-fork', at: 'first' } },
  { name: 'containers', title: 'コンテナが4つ', props: { recording: 'docker-namespaces' } },
  { name: 'exec', title: '後から入ったプロセス', props: { recording: 'nsenter', at: 'exec' } },
  {
    name: 'adopted',
    title: '親が終わり、PID 1に引き取られた',
    props: { recording: 'pid1-zombies', at: 'parent-ends' },
  },
  { name: 'zombie', title: 'ゾンビになった', props: { recording: 'pid1-zombies', at: 'child-ends' } },
  { name: 'zombies', title: '溜まったゾンビ', props: { recording: 'pid1-init', at: 'full' } },
  { name: 'bare', title: 'runcだけで動くコンテナ', props: { recording: 'runc-bare', at: 'tree' } },
  { name: 'cgroups', title: 'cgroupの居場所も', props: { recording: 'docker-chain', cgroups: true } },
];
