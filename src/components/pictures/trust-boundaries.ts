/** One thing of the data-flow diagram of 6. Lengths are the drawing's pixels. */
export interface Box { x: number; y: number; w: number; h: number; label: string; note?: string; kind?: 'outside' | 'store' | 'kernel' }

/** A trust boundary. Its label's first baseline stands at `at`, where no arrow passes. */
export interface Frame { x: number; y: number; w: number; h: number; label: string[]; at: [x: number, y: number] }

/** What one thing hands to another; a number where the tables of 6 speak of it, at `at` with its label beside it. */
export interface Flow { number?: number; label?: string; d: string; at?: [x: number, y: number]; side?: 'right' | 'above'; thin?: boolean }

/** The same boxes, boundaries and flows, laid out for wide and for narrow screens. */
export interface Layout { name: 'wide' | 'narrow'; width: number; height: number; boxes: Box[]; frames: Frame[]; flows: Flow[] }

export const layouts: Layout[] = [
  {
    name: 'wide', width: 870, height: 540,
    boxes: [
      { x: 65, y: 16, w: 140, h: 44, label: '開発者', kind: 'outside' },
      { x: 345, y: 16, w: 120, h: 44, label: 'レジストリー', kind: 'outside' },
      { x: 515, y: 16, w: 120, h: 44, label: '利用者', kind: 'outside' },
      { x: 65, y: 175, w: 140, h: 56, label: 'APIサーバー' },
      { x: 65, y: 330, w: 140, h: 56, label: 'etcd', note: '秘密とYAML', kind: 'store' },
      { x: 345, y: 190, w: 120, h: 60, label: 'kubelet', note: 'とruntime' },
      { x: 525, y: 200, w: 100, h: 50, label: 'コンテナ' },
      { x: 725, y: 200, w: 100, h: 50, label: '隣のコンテナ' },
      { x: 345, y: 360, w: 485, h: 46, label: 'カーネル（一つを全員で共有）', kind: 'kernel' },
      { x: 515, y: 486, w: 120, h: 44, label: 'クラウド', kind: 'outside' },
    ],
    frames: [
      { x: 30, y: 130, w: 215, h: 290, label: ['コントロールプレーン'], at: [42, 404] },
      { x: 320, y: 130, w: 530, h: 300, label: ['ノード'], at: [332, 148] },
      { x: 505, y: 165, w: 140, h: 105, label: ['Pod'], at: [517, 183] },
      { x: 705, y: 165, w: 140, h: 105, label: ['ほかのPod'], at: [717, 183] },
    ],
    flows: [
      { number: 1, label: 'YAML', d: 'M135 60V168', at: [135, 98], side: 'right' },
      { number: 2, label: 'イメージ', d: 'M405 60V183', at: [405, 98], side: 'right' },
      { number: 3, label: '要求', d: 'M575 60V193', at: [575, 98], side: 'right' },
      { number: 4, label: '指示', d: 'M205 208H338', at: [283, 208], side: 'above' },
      { number: 5, label: 'システムコール', d: 'M595 250V353', at: [595, 300], side: 'right' },
      { number: 6, label: '通信', d: 'M625 225H718', at: [675, 225], side: 'above' },
      { number: 7, label: 'トークン', d: 'M550 250V300H175V238', at: [283, 300], side: 'above' },
      { number: 8, label: 'メタデータ', d: 'M575 406V479', at: [575, 456], side: 'right' },
      { d: 'M105 231V323', thin: true }, { d: 'M405 250V353', thin: true }, { d: 'M775 250V353', thin: true },
    ],
  },
  {
    name: 'narrow', width: 358, height: 694,
    boxes: [
      { x: 2, y: 10, w: 92, h: 40, label: 'レジストリー', kind: 'outside' },
      { x: 106, y: 10, w: 92, h: 40, label: '開発者', kind: 'outside' },
      { x: 262, y: 10, w: 92, h: 40, label: '利用者', kind: 'outside' },
      { x: 42, y: 138, w: 120, h: 44, label: 'APIサーバー' },
      { x: 42, y: 222, w: 84, h: 48, label: 'etcd', note: '秘密とYAML', kind: 'store' },
      { x: 28, y: 368, w: 122, h: 56, label: 'kubelet', note: 'とruntime' },
      { x: 167, y: 392, w: 70, h: 50, label: 'コンテナ' },
      { x: 257, y: 392, w: 88, h: 50, label: '隣のコンテナ' },
      { x: 12, y: 548, w: 338, h: 44, label: 'カーネル（一つを全員で共有）', kind: 'kernel' },
      { x: 130, y: 646, w: 100, h: 40, label: 'クラウド', kind: 'outside' },
    ],
    frames: [
      { x: 32, y: 112, w: 142, h: 204, label: ['コントロール', 'プレーン'], at: [42, 285] },
      { x: 2, y: 336, w: 354, h: 274, label: ['ノード'], at: [30, 353] },
      { x: 160, y: 364, w: 84, h: 88, label: ['Pod'], at: [167, 379] },
      { x: 252, y: 364, w: 98, h: 88, label: ['ほかのPod'], at: [259, 379] },
    ],
    flows: [
      { number: 1, label: 'YAML', d: 'M130 50V131', at: [130, 82], side: 'right' },
      { number: 2, label: 'イメージ', d: 'M16 50V396H21', at: [16, 82], side: 'right' },
      { number: 3, label: '要求', d: 'M300 50V330H226V385', at: [300, 82], side: 'right' },
      { number: 4, label: '指示', d: 'M144 182V361', at: [144, 240], side: 'right' },
      { number: 5, label: 'システムコール', d: 'M184 442V541', at: [184, 510], side: 'right' },
      { number: 6, label: '通信', d: 'M224 442V484H307V449', at: [262, 484], side: 'above' },
      { number: 7, label: 'トークン', d: 'M204 392V160H169', at: [204, 240], side: 'right' },
      { number: 8, label: 'メタデータ', d: 'M180 592V639', at: [180, 616], side: 'right' },
      { d: 'M84 182V215', thin: true }, { d: 'M88 424V541', thin: true }, { d: 'M334 442V541', thin: true },
    ],
  },
];
