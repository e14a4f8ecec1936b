import { closers, leavesOf, waysTo, type Branch, type Leaf, type Likelihood, type Tree } from './model.ts';

/** What must be so for a leaf to work, in a word and in a sentence. */
export const LIKELIHOOD: Record<Likelihood, { word: string; says: string; level: number }> = {
  default: { word: '既定のまま', says: '何も変えていない環境で起こる', level: 3 },
  loosened: { word: '緩めると', says: '設定を緩めた環境で起こる', level: 2 },
  flaw: { word: '穴があれば', says: '脆弱性か、盗んだ鍵が要る', level: 1 },
};

export const KIND: Record<Branch['kind'], string> = { any: 'どれか一つ', all: '全部そろうと' };

/** What the tree is, for those who do not see it. */
export function describe({ goal, mitigations }: Tree): string {
  const leaves = leavesOf(goal);
  return `攻撃の木です。目標は「${goal.name}」。${goal.parts.map((p) => `「${p.name}」`).join('と')}が${goal.kind === 'all' ? '全部そろうと' : 'どれか一つあれば'}届きます。末端の手口は${leaves.length}個、対策は${mitigations.length}個、届く道は${waysTo(goal, new Set())}通りです。`;
}

/** What remains after what was done. */
export function remains(tree: Tree, done: ReadonlySet<string>): string {
  const all = waysTo(tree.goal, new Set());
  if (done.size === 0) return `目標まで、${all}通りの道があります。`;
  const left = waysTo(tree.goal, done);
  const leaves = leavesOf(tree.goal);
  const open = leaves.filter((leaf) => waysTo(leaf, done) > 0).length;
  if (left === 0) return `選んだ${done.size}個の対策で、この木の道はすべて閉じました。木にない道は数えていません。`;
  const next = closers(tree)
    .filter((m) => !done.has(m.id))
    .map((m) => ({ m, ways: waysTo(tree.goal, new Set([...done, m.id])) }))
    .sort((a, b) => a.ways - b.ways)[0];
  return `選んだ${done.size}個の対策で、${all}通りのうち${left}通りが残ります。使える手口は${leaves.length}個のうち${open}個。${next && next.ways < left ? `次に効くのは「${next.m.name}」で、${next.ways}通りになります。` : ''}`;
}

/** What a screen reader hears behind a leaf's name. */
export const stateOf = (leaf: Leaf, done: ReadonlySet<string>, dead: boolean): string =>
  waysTo(leaf, done) === 0 ? '（閉じた）' : dead ? '（先で閉じている）' : '';
