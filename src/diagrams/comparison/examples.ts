import type { Example } from '../shared/example.ts';

export const examples: Example[] = [
  {
    name: 'handmade',
    title: '手で作った箱とdocker run',
    props: {
      recording: 'handmade',
      processes: [
        { terminal: 'box', label: '手で作った箱' },
        { name: 'sleep 1001', label: 'docker run' },
      ],
    },
  },
  {
    name: 'three',
    title: 'ホストと2つのコンテナ',
    props: {
      recording: 'docker-namespaces',
      processes: [
        { name: '^/sbin/init', label: 'ホスト' },
        { name: 'sleep 1001', label: '既定' },
        { name: 'sleep 1004', label: '--privileged' },
      ],
    },
  },
];
