import type { Example } from '../shared/example.ts';

export const examples: Example[] = [
  { name: 'start', title: '何も分かれていない', props: { recording: 'uts-namespace', at: 'start' } },
  { name: 'fresh', title: 'この手順で1つ分かれた', props: { recording: 'uts-namespace', at: 'unshare' } },
  { name: 'other', title: '前の手順で分かれた', props: { recording: 'uts-namespace' } },
  { name: 'for-children', title: '次の子の行き先だけが違う', props: { recording: 'pid-no-fork', at: 'first' } },
  { name: 'containers', title: 'コンテナが4つ', props: { recording: 'docker-namespaces' } },
  {
    name: 'chosen',
    title: '行を選び、名前を付けた',
    props: {
      recording: 'docker-namespaces',
      at: 'joined',
      processes: [
        { name: '^/sbin/init', label: 'ホスト' },
        { name: 'sleep 1003', label: 'joined' },
      ],
    },
  },
];
