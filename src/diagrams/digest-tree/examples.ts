import type { Example } from '../shared/example.ts';

const digest = { step: 'digest', match: 'sha256:[0-9a-f]{64}' };

export const examples: Example[] = [
  {
    name: 'manifest',
    title: 'タグ、manifest、configと層',
    props: {
      recording: 'registry-pull',
      tags: [{ tag: 'shibuya/web:1.0', step: 'header', match: 'sha256:[0-9a-f]{64}' }],
      documents: [{ step: 'manifest' }],
    },
  },
  {
    name: 'first',
    title: '初めて出てきたものに印が付き、まだのものは点線',
    props: {
      recording: 'registry-pull',
      at: 'header',
      tags: [{ tag: 'shibuya/web:1.0', step: 'header', match: 'sha256:[0-9a-f]{64}' }],
      documents: [{ step: 'manifest' }],
    },
  },
  {
    name: 'index',
    title: '2種類のCPUのindex',
    props: {
      recording: 'image-index',
      tags: [{ tag: 'shibuya/box:1.0', ...digest }],
      documents: [{ step: 'index' }, { step: 'amd64' }, { step: 'arm64' }],
    },
  },
  {
    name: 'leaves',
    title: '取らなかったmanifestは葉になる',
    props: {
      recording: 'image-index',
      tags: [{ tag: 'shibuya/box:1.0', ...digest }],
      documents: [{ step: 'index' }, { step: 'amd64' }],
    },
  },
  {
    name: 'documents',
    title: '文書の付いたイメージ',
    props: {
      recording: 'attestations',
      tags: [{ tag: 'shibuya/app:1.0', ...digest }],
      documents: [{ step: 'index' }, { step: 'image' }, { step: 'documents' }],
    },
  },
];
