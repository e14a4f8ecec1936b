import type { Example } from '../shared/example.ts';

export const examples: Example[] = [
  { name: 'nothing-done', title: '対策を選ぶ前', props: {} },
  {
    name: 'some-done',
    title: '三つの対策を選び、全部開いたところ',
    props: { ticked: ['psa', 'netpol', 'verify'], unfolded: 9 },
  },
  { name: 'folded', title: '目標だけが開いたところ', props: { unfolded: 0 } },
];
