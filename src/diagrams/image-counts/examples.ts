import type { Example } from '../shared/example.ts';

const IMAGES = [
  { name: 'web:debian', label: 'Debian' },
  { name: 'web:alpine', label: 'Alpine' },
  { name: 'web:distroless', label: 'distroless風' },
  { name: 'web:empty', label: 'scratch' },
];

export const examples: Example[] = [
  { name: 'four', title: '4つの土台', props: { recording: 'minimize', step: 'count', images: IMAGES } },
  {
    name: 'two',
    title: 'いちばん大きいものと小さいもの',
    props: { recording: 'minimize', step: 'count', images: [IMAGES[0]!, IMAGES[3]!] },
  },
];
