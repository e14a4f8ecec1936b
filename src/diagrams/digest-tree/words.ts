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

/** @param number of the step, 0 before the first */
export function stateOf({ steps }: Pick<DigestNode, 'steps'>, number: number): State {
  if (steps.includes(number)) return steps[0] === number ? 'fresh' : 'named';
  return steps[0] !== undefined && steps[0] < number ? 'known' : 'later';
}

/** What a step's output names of the drawing, in a sentence. */
export function changes(trees: TaggedTree[], number: number): string {
  const all = (node: DigestNode): DigestNode[] => [node, ...node.children.flatMap(all)];
  const nodes = [...new Map(trees.flatMap(({ node }) => all(node)).map((n) => [n.digest, n])).values()];
  const said = (state: State) => {
    const names = nodes
      .filter((n) => stateOf(n, number) === state)
      .map(({ kind, height }) => (kind === 'layer' ? `層 ${height}` : KINDS[kind]));
    return [...new Set(names)]
      .map((name) => {
        const n = names.filter((other) => other === name).length;
        return n > 1 ? `${name}（${n}個）` : name;
      })
      .join('、');
  };
  if (number === 0) return 'どのdigestも、まだターミナルに出ていません。';
  const [fresh, named] = [said('fresh'), said('named')];
  return (
    [fresh && `この手順で初めて出てきたもの：${fresh}。`, named && `この手順がもう一度指したもの：${named}。`]
      .filter(Boolean)
      .join('') || 'この手順の出力に、図のdigestはありません。'
  );
}
