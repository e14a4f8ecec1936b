import type { Example } from '../shared/example.ts';

export const examples: Example[] = [{ name: 'all', title: '41個', props: {} }];
