import type { Socket } from './sockets.ts';

/** One section of the article: what a chapter file may be called and where it is published. */
export interface Section {
  /** As printed: `1.1`; the last has no second number. */
  number: string;
  /** File name without its ending, and the route `/SLUG/`. */
  slug: string;
  /** Japanese, as the outline and the navigation show it. */
  title: string;
  /** Which socket of the map it belongs to; `process` where it is about all four at once. Absent where it is about none of them. */
  socket?: Socket | 'process';
}

/** A part of the article. */
export interface Part {
  number: string;
  /** Folder of its chapters under content/chapters. */
  folder: string;
  title: string;
  sections: Section[];
}

/** The whole article, in reading order, written or not. Routes are fixed: links to them are spread. */
export const OUTLINE: Part[] = [
  {
    number: '0',
    folder: '0-introduction',
    title: 'はじめに',
    sections: [
      { number: '0.1', slug: '0-1-history', title: 'コンテナの歴史' },
      { number: '0.2', slug: '0-2-vm', title: 'VMとの違い' },
      { number: '0.3', slug: '0-3-trends', title: '近年の傾向' },
    ],
  },
  {
    number: '1',
    folder: '1-mechanism',
    title: 'コンテナの仕組み',
    sections: [
      { number: '1.1', slug: '1-1-namespace', title: 'namespace', socket: 'see' },
      { number: '1.2', slug: '1-2-cgroup', title: 'cgroup', socket: 'much' },
      { number: '1.3', slug: '1-3-chroot', title: 'chroot / rootfs', socket: 'files' },
      { number: '1.4', slug: '1-4-essence', title: 'コンテナの本質', socket: 'process' },
    ],
  },
  {
    number: '2',
    folder: '2-image',
    title: 'Dockerイメージ',
    sections: [
      { number: '2.1', slug: '2-1-docker-hub', title: 'Docker Hub', socket: 'files' },
      { number: '2.2', slug: '2-2-image', title: 'イメージの構成', socket: 'files' },
      { number: '2.3', slug: '2-3-minimize', title: '最小化', socket: 'files' },
    ],
  },
  {
    number: '3',
    folder: '3-security',
    title: 'コンテナセキュリティ',
    sections: [
      { number: '3.1', slug: '3-1-capability', title: 'capability', socket: 'may' },
      { number: '3.2', slug: '3-2-root', title: 'コンテナroot', socket: 'may' },
      { number: '3.3', slug: '3-3-trust', title: 'イメージの信頼性', socket: 'files' },
    ],
  },
  {
    number: '4',
    folder: '4-usecases',
    title: 'Dockerのユースケースとアーキテクチャ',
    sections: [
      { number: '4.1', slug: '4-1-ci-cd', title: 'CI/CD', socket: 'files' },
      { number: '4.2', slug: '4-2-kubernetes', title: 'Kubernetes', socket: 'process' },
      { number: '4.3', slug: '4-3-environment', title: '環境統一', socket: 'files' },
    ],
  },
  {
    number: '5',
    folder: '5-tradeoffs',
    title: 'Dockerのメリット/デメリット',
    sections: [
      { number: '5.1', slug: '5-1-merits', title: 'メリット', socket: 'process' },
      { number: '5.2', slug: '5-2-demerits', title: 'デメリット', socket: 'process' },
    ],
  },
  {
    number: '6',
    folder: '6-summary',
    title: 'まとめ',
    sections: [{ number: '6', slug: '6-summary', title: 'まとめ', socket: 'process' }],
  },
];

/** Slugs of every section. */
export const SLUGS: ReadonlySet<string> = new Set(OUTLINE.flatMap((part) => part.sections.map((s) => s.slug)));

/** What stands behind the article: routes and titles. */
export const APPENDIX = [
  { slug: 'references', title: '参考' },
  { slug: 'glossary', title: '用語集' },
] as const;

/** A section by its slug, with the part it belongs to; undefined where the outline has none. */
export function findSection(slug: string): { part: Part; section: Section } | undefined {
  for (const part of OUTLINE) {
    const section = part.sections.find((s) => s.slug === slug);
    if (section) return { part, section };
  }
  return undefined;
}
