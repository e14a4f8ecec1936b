import type { Moment } from '../../sources/moment.ts';
import type { DigestNode, TaggedTree } from './model.ts';

/** What the drawing says, in Japanese, for those who do not see it. */
export function describe(trees: TaggedTree[]): string {
  const below = ({ kind, platform, about, children }: DigestNode): string => {
    const name = `${about ? '文書の付いた' : platform ? `${platform}の` : ''}${kind}`;
    const leaves = (['config', 'layer', 'document'] as const)
      .map((k) => [k, children.filter((c) => c.kind === k).length] as const)
      .filter(([, n]) => n > 0)
      .map(([k, n]) => (k === 'config' ? 'config' : `${n}${k === 'layer' ? '枚の層' : 'つの文書'}`));
    const branches = children.filter((c) => c.kind === 'manifest' || c.kind === 'index').map(below);
    return children.length === 0 ? name : `${name}（中で${[...leaves, ...branches].join('と')}を指す）`;
  };
  return `${trees.map(({ tag, node }) => `タグ${tag}は${below(node)}を指す`).join('。')}。どれも中身のdigestで指している。`;
}

/** What a kind is called. */
export const KINDS: Record<DigestNode['kind'], string> = {
  index: 'index',
  manifest: 'manifest',
  config: 'config',
  layer: '層',
  document: '文書',
  other: 'blob',
};

/** How a thing stands to a step: not yet printed, printed for the first time, printed again, or known from before. */
export type State = 'later' | 'fresh' | 'named' | 'known';

/** @param moment at rest nothing is marked as printed by its step */
export function stateOf(
  { steps }: Pick<DigestNode, 'steps'>,
  { number, rest }: Pick<Moment, 'number' | 'rest'>,
): State {
  if (rest) return steps[0] !== undefined && steps[0] <= number ? 'known' : 'later';
  if (steps.includes(number)) return steps[0] === number ? 'fresh' : 'named';
  return steps[0] !== undefined && steps[0] < number ? 'known' : 'later';
}

/** Each thing of the trees once. */
function thingsOf(trees: TaggedTree[]): DigestNode[] {
  const all = (node: DigestNode): DigestNode[] => [node, ...node.children.flatMap(all)];
  return [...new Map(trees.flatMap(({ node }) => all(node)).map((n) => [n.digest, n])).values()];
}

/** What the picture shows, in a sentence. */
export function shows(trees: TaggedTree[]): string {
  const tops = new Set(trees.map(({ node }) => node.digest));
  const below = thingsOf(trees).filter((n) => !tops.has(n.digest));
  const counts = (['index', 'manifest', 'config', 'layer', 'document', 'other'] as const)
    .map((kind) => [kind, below.filter((n) => n.kind === kind).length] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => (kind === 'layer' ? `層${n}枚` : n > 1 ? `${KINDS[kind]} ${n}個` : KINDS[kind]));
  return `${trees.map(({ tag, node }) => `タグ${tag}が指すのは${KINDS[node.kind]}`).join('、')}。${
    counts.length > 0 ? `そこから${counts.join('、')}に、digestでつながる。` : ''
  }`;
}

/** What a step's output names of the drawing, in a sentence; nothing where it names nothing. */
export function changes(trees: TaggedTree[], number: number): string {
  const nodes = thingsOf(trees);
  const said = (state: State) => {
    const names = nodes
      .filter((n) => stateOf(n, { number }) === state)
      .map(({ kind, height }) => (kind === 'layer' ? `層 ${height}` : KINDS[kind]));
    return [...new Set(names)]
      .map((name) => {
        const n = names.filter((other) => other === name).length;
        return n > 1 ? `${name}（${n}個）` : name;
      })
      .join('、');
  };
  const [fresh, named] = [said('fresh'), said('named')];
  return [fresh && `初めて出てきたもの：${fresh}。`, named && `もう一度出てきたもの：${named}。`]
    .filter(Boolean)
    .join('');
}
