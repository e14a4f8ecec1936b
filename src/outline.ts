/** One section of the article: what a chapter file may be called and where it is published. */
export interface Section {
  /** As printed: `1.1`; the last has no second number. */
  number: string;
  /** File name without its ending, and the route `/SLUG/`. */
  slug: string;
  /** Japanese, as the outline and the navigation show it. */
  title: string;
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
      { number: '1.1', slug: '1-1-namespace', title: 'namespace' },
      { number: '1.2', slug: '1-2-cgroup', title: 'cgroup' },
      { number: '1.3', slug: '1-3-chroot', title: 'chroot / rootfs' },
      { number: '1.4', slug: '1-4-essence', title: 'コンテナの本質' },
    ],
  },
  {
    number: '2',
    folder: '2-image',
    title: 'Dockerイメージ',
    sections: [
      { number: '2.1', slug: '2-1-docker-hub', title: 'Docker Hub' },
      { number: '2.2', slug: '2-2-image', title: 'イメージの構成' },
      { number: '2.3', slug: '2-3-minimize', title: '最小化' },
    ],
  },
  {
    number: '3',
    folder: '3-security',
    title: 'コンテナセキュリティ',
    sections: [
      { number: '3.1', slug: '3-1-capability', title: 'capability' },
      { number: '3.2', slug: '3-2-root', title: 'コンテナroot' },
      { number: '3.3', slug: '3-3-trust', title: 'イメージの信頼性' },
    ],
  },
  {
    number: '4',
    folder: '4-usecases',
    title: 'Dockerのユースケースとアーキテクチャ',
    sections: [
      { number: '4.1', slug: '4-1-ci-cd', title: 'CI/CD' },
      { number: '4.2', slug: '4-2-kubernetes', title: 'Kubernetes' },
      { number: '4.3', slug: '4-3-environment', title: '環境統一' },
    ],
  },
  {
    number: '5',
    folder: '5-tradeoffs',
    title: 'Dockerのメリット/デメリット',
    sections: [
      { number: '5.1', slug: '5-1-merits', title: 'メリット' },
      { number: '5.2', slug: '5-2-demerits', title: 'デメリット' },
    ],
  },
  {
    number: '6',
    folder: '6-summary',
    title: 'まとめ',
    sections: [{ number: '6', slug: '6-summary', title: 'まとめ' }],
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
