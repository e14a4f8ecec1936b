import type { Example } from '../shared/example.ts';

export const examples: Example[] = [
  {
    name: 'handmade',
    title: '手で作った箱と、docker run',
    props: { recording: 'handmade', processes: ['box', { name: 'sleep 1001', label: 'docker run' }] },
  },
  {
    name: 'one',
    title: '1つのプロセスだけ',
    props: { recording: 'uts-namespace', processes: ['inside'] },
  },
];
