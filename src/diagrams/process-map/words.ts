import { list, shortIds, shortList } from '../shared/words.ts';
import { isBox, nodesOf, type Halt, type Node } from './model.ts';

/** What a process that does not go on is called, and what is said of it. */
export const HALTS: Record<Halt, { name: string; became: string; is: string }> = {
  zombie: {
    name: 'ゾンビ',
    became: 'ゾンビになりました',
    is: 'ゾンビです。終わったのに、親がまだ終了ステータスを受け取っていません',
  },
  stopped: { name: '停止', became: 'シグナルで停止しました', is: 'シグナルで停止しています' },
  frozen: { name: '凍結', became: '凍りました', is: 'cgroupごと凍っています' },
};
const KINDS = Object.keys(HALTS) as Halt[];

/** How a process is named by its PIDs: 「hostでは653、中では1」. */
function pidsText(nspid: number[]): string {
  return nspid.length < 2 ? `PID ${nspid[0]}` : nspid.map((pid, level) => `${levelName(level)} ${pid}`).join('、');
}

/** Whose number a PID is: level 0 the initial PID namespace. */
export function levelName(level: number): string {
  return level === 0 ? 'hostでは' : level === 1 ? '中では' : `${'さらに'.repeat(level - 1)}中では`;
}

const named = (node: Node): string => `${node.title}（${pidsText(node.nspid)}）`;

/** What the map shows. */
export function describe(tree: Node[], cgroups = false): string {
  const there = nodesOf(tree).filter((n) => n.process);
  const sentences = there.flatMap((node) => {
    const children = nodesOf(
      node.children.flatMap((c) => (isBox(c) ? c.members : [c])).map((c) => ({ ...c, children: [] })),
    ).filter((c) => c.process);
    return children.length > 0
      ? [
          `${node.title}（PID ${node.nspid[0]}）の${children.some((c) => c.gap) ? '下' : '子'}は、${list(children.map(named))}です。`,
        ]
      : [];
  });
  for (const node of there.filter((n) => n.nspid.length > 1))
    sentences.push(
      `${node.title}は、一つのプロセスなのに${node.nspid.length}個のPIDを持ちます。${pidsText(node.nspid)}です。`,
    );
  for (const node of there)
    if (node.next)
      sentences.push(`${node.title}の次の子プロセスは、別のPID namespace（${node.next.inode}）に入ります。`);
  for (const kind of KINDS) {
    const halted = there.filter((n) => n.halt === kind);
    if (halted.length > 0) sentences.push(`${list(halted.map(named))}は${HALTS[kind].is}。`);
  }
  if (cgroups)
    for (const node of there)
      sentences.push(`${node.title}（PID ${node.nspid[0]}）のcgroupは${shortIds(node.cgroup)}です。`);
  return sentences.join('') || `${list(there.map(named))}だけです。`;
}

/** What the map shows, in short: 「sh は、hostでは 2031、中では 1です。プロセスは一つ、PIDは二つです。」 */
export function shows(tree: Node[]): string {
  const there = nodesOf(tree).filter((n) => n.process);
  const inside = there.filter((n) => n.nspid.length > 1);
  const [first] = inside;
  const worlds = new Set(inside.map((n) => n.pidNamespace)).size;
  const halted = (kind: Halt) => there.filter((n) => n.halt === kind).length;
  return [
    !first
      ? 'PID namespaceは分かれていません。どのプロセスも、PIDは一つです。'
      : inside.length === 1
        ? `${named(first)}は、一つのプロセスです。`
        : `別のPID namespaceが${worlds}つあり、その中の${inside.length}個のプロセスは、hostからも見え、hostでは別のPIDです。`,
    ...KINDS.map((kind) => (halted(kind) > 0 ? `${HALTS[kind].name}が${halted(kind)}個あります。` : '')),
    ...there.map((n) => (n.next ? `${n.title} の次の子プロセスは、別のPID namespaceに入ります。` : '')),
  ].join('');
}

/** What the step changed; '' where that is nothing. */
export function changes(tree: Node[]): string {
  const nodes = nodesOf(tree);
  const fresh = nodes.filter((n) => n.fresh).map(named);
  const gone = nodes.filter((n) => n.gone).map((n) => `${n.title}（PID ${n.nspid[0]}）`);
  const next = nodes.filter((n) => n.next?.fresh).map((n) => n.title);
  const resumed = nodes.filter((n) => n.haltFresh && n.halt === undefined).map(named);
  const adopted = parents(tree)
    .filter(([, node]) => node.adopted)
    .map(([parent, node]) => `${named(node)}の親が、${named(parent)}に替わりました。`);
  const text = [
    fresh.length > 0 ? `${shortList(fresh, 2)}ができました。` : '',
    gone.length > 0 ? `${shortList(gone, 2)}は終了しました。` : '',
    ...KINDS.map((kind) => {
      const halted = nodes.filter((n) => n.haltFresh && n.halt === kind).map(named);
      return halted.length > 0 ? `${shortList(halted, 2)}は${HALTS[kind].became}。` : '';
    }),
    resumed.length > 0 ? `${shortList(resumed, 2)}がまた動きはじめました。` : '',
    ...adopted,
    ...nodes
      .filter((n) => n.replaced !== undefined)
      .map((n) => `${n.replaced}（PID ${n.nspid[0]}）は、同じPIDのまま${n.title}に替わりました。`),
    next.length > 0 ? `${list(next)} の次の子プロセスから、PID namespaceが別になります。` : '',
  ].join('');
  return text && `この手順で：${text}`;
}

/** Every node that has a parent in the picture, with it. */
function parents(tree: Node[]): [Node, Node][] {
  return nodesOf(tree).flatMap((parent) =>
    parent.children.flatMap((c) => (isBox(c) ? c.members : [c])).map((child): [Node, Node] => [parent, child]),
  );
}
