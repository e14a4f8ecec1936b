/** A thing of the data-flow diagram of 6. */
export interface Box {
  label: string;
  note?: string;
  kind?: 'outside' | 'store' | 'kernel';
}

/** What one thing hands to another; the number is that of the tables of 6, where they speak of it. */
export interface Flow {
  number?: number;
  label?: string;
}

const BOXES = {
  developer: { label: '開発者', kind: 'outside' },
  registry: { label: 'レジストリー', kind: 'outside' },
  user: { label: '利用者', kind: 'outside' },
  api: { label: 'APIサーバー' },
  etcd: { label: 'etcd', note: '秘密とYAML', kind: 'store' },
  kubelet: { label: 'kubelet', note: 'とruntime' },
  container: { label: 'コンテナ' },
  neighbour: { label: '隣のコンテナ' },
  kernel: { label: 'カーネル（一つを全員で共有）', kind: 'kernel' },
  cloud: { label: 'クラウド', kind: 'outside' },
} satisfies Record<string, Box>;

const FLOWS = {
  yaml: { number: 1, label: 'YAML' },
  image: { number: 2, label: 'イメージ' },
  request: { number: 3, label: '要求' },
  order: { number: 4, label: '指示' },
  syscall: { number: 5, label: 'システムコール' },
  traffic: { number: 6, label: '通信' },
  token: { number: 7, label: 'トークン' },
  metadata: { number: 8, label: 'メタデータ' },
  keep: {},
  hostCall: {},
  otherCall: {},
} satisfies Record<string, Flow>;

/** A rectangle: left, top, width, height. Lengths are the drawing's pixels. */
type Area = [x: number, y: number, w: number, h: number];

/** A trust boundary. The lines of its label begin at `at`, where no arrow passes. */
export interface Frame {
  area: Area;
  label: string[];
  at: [x: number, y: number];
}

/** The way of an arrow, and where on it its number stands with the label beside it. */
export interface Way {
  d: string;
  at?: [x: number, y: number];
  side?: 'right' | 'above';
}

/** Where all of it stands. */
interface Layout {
  name: 'wide' | 'narrow';
  width: number;
  height: number;
  boxes: Record<keyof typeof BOXES, Area>;
  frames: Record<'controlPlane' | 'node' | 'pod' | 'otherPod', Frame>;
  flows: Record<keyof typeof FLOWS, Way>;
}

const LAYOUTS: Layout[] = [
  {
    name: 'wide',
    width: 870,
    height: 540,
    boxes: {
      developer: [65, 16, 140, 44],
      registry: [345, 16, 120, 44],
      user: [515, 16, 120, 44],
      api: [65, 175, 140, 56],
      etcd: [65, 330, 140, 56],
      kubelet: [345, 190, 120, 60],
      container: [525, 200, 100, 50],
      neighbour: [725, 200, 100, 50],
      kernel: [345, 360, 485, 46],
      cloud: [515, 486, 120, 44],
    },
    frames: {
      controlPlane: { area: [30, 130, 215, 290], label: ['コントロールプレーン'], at: [42, 404] },
      node: { area: [320, 130, 545, 300], label: ['ノード'], at: [332, 148] },
      pod: { area: [505, 165, 140, 105], label: ['Pod'], at: [517, 183] },
      otherPod: { area: [705, 165, 140, 105], label: ['ほかのPod'], at: [717, 183] },
    },
    flows: {
      yaml: { d: 'M135 60V168', at: [135, 98], side: 'right' },
      image: { d: 'M405 60V183', at: [405, 98], side: 'right' },
      request: { d: 'M575 60V193', at: [575, 98], side: 'right' },
      order: { d: 'M205 208H338', at: [283, 208], side: 'above' },
      syscall: { d: 'M595 250V353', at: [595, 300], side: 'right' },
      traffic: { d: 'M625 225H718', at: [675, 225], side: 'above' },
      token: { d: 'M550 250V300H175V238', at: [283, 300], side: 'above' },
      metadata: { d: 'M575 406V479', at: [575, 456], side: 'right' },
      keep: { d: 'M105 231V323' },
      hostCall: { d: 'M405 250V353' },
      otherCall: { d: 'M775 250V353' },
    },
  },
  {
    name: 'narrow',
    width: 358,
    height: 694,
    boxes: {
      developer: [106, 10, 92, 40],
      registry: [2, 10, 92, 40],
      user: [262, 10, 92, 40],
      api: [42, 138, 120, 44],
      etcd: [42, 222, 84, 48],
      kubelet: [28, 368, 122, 56],
      container: [167, 392, 70, 50],
      neighbour: [257, 392, 88, 50],
      kernel: [12, 548, 338, 44],
      cloud: [130, 646, 100, 40],
    },
    frames: {
      controlPlane: { area: [32, 112, 142, 204], label: ['コントロール', 'プレーン'], at: [42, 285] },
      node: { area: [2, 336, 354, 274], label: ['ノード'], at: [30, 353] },
      pod: { area: [160, 364, 84, 88], label: ['Pod'], at: [167, 379] },
      otherPod: { area: [252, 364, 98, 88], label: ['ほかのPod'], at: [259, 379] },
    },
    flows: {
      yaml: { d: 'M130 50V131', at: [130, 82], side: 'right' },
      image: { d: 'M16 50V396H21', at: [16, 82], side: 'right' },
      request: { d: 'M300 50V330H226V385', at: [300, 82], side: 'right' },
      order: { d: 'M144 182V361', at: [144, 240], side: 'right' },
      syscall: { d: 'M184 442V541', at: [184, 510], side: 'right' },
      traffic: { d: 'M224 442V484H307V449', at: [262, 484], side: 'above' },
      token: { d: 'M204 392V160H169', at: [204, 240], side: 'right' },
      metadata: { d: 'M180 592V639', at: [180, 616], side: 'right' },
      keep: { d: 'M84 182V215' },
      hostCall: { d: 'M88 424V541' },
      otherCall: { d: 'M334 442V541' },
    },
  },
];

/** The same boxes, boundaries and flows, laid out for wide and for narrow screens. */
export const layouts = LAYOUTS.map(({ boxes, frames, flows, ...layout }) => ({
  ...layout,
  boxes: Object.entries<Box>(BOXES).map(([id, box]) => ({ ...box, area: boxes[id as keyof typeof BOXES] })),
  frames: Object.values(frames),
  flows: Object.entries<Flow>(FLOWS).map(([id, flow]) => ({ ...flow, ...flows[id as keyof typeof FLOWS] })),
}));
