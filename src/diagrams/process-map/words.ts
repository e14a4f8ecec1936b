import type { Moment } from '../shared/moment.ts';
import { list } from '../shared/words.ts';
import { isBox, nodesOf, type Node } from './model.ts';

/** How a process is named by its PIDs: 「hostでは653、中では1」. */
export function pidsText(nspid: number[]): string {
  return nspid.length < 2 ? `PID ${nspid[0]}` : nspid.map((pid, level) => `${levelName(level)} ${pid}`).join('、');
}

/** Whose number a PID is: level 0 the initial PID namespace. */
export function levelName(level: number): string {
  return level === 0 ? 'hostでは' : level === 1 ? '中では' : `${'さらに'.repeat(level - 1)}中では`;
}

const named = (node: Node): string => `${node.title}（${pidsText(node.nspid)}）`;

/** What the map shows. */
export function describe(tree: Node[]): string {
  const there = nodesOf(tree).filter((n) => n.process);
  const sentences = there.flatMap((node) => {
    const children = nodesOf(node.children.flatMap((c) => (isBox(c) ? c.members : [c])).map((c) => ({ ...c, children: [] }))).filter((c) => c.process);
    return children.length > 0 ? [`${node.title}（PID ${node.nspid[0]}）の${children.some((c) => c.gap) ? '下' : '子'}は、${list(children.map(named))}です。`] : [];
  });
  for (const node of there.filter((n) => n.nspid.length > 1))
    sentences.push(`${node.title}は、1つのプロセスなのに${node.nspid.length}つのPIDを持ちます。${pidsText(node.nspid)}です。`);
  for (const node of there) if (node.next) sentences.push(`${node.title}の次の子プロセスは、別のPID namespace（${node.next.inode}）に入ります。`);
  return sentences.join('') || `${list(there.map(named))}だけです。`;
}

/** What the step changed. */
export function changes(tree: Node[], { number }: Moment): string {
  const nodes = nodesOf(tree);
  const fresh = nodes.filter((n) => n.fresh).map(named);
  const gone = nodes.filter((n) => n.gone).map((n) => `${n.title}（PID ${n.nspid[0]}）`);
  const next = nodes.filter((n) => n.next?.fresh).map((n) => n.title);
  const text = [
    fresh.length > 0 ? `${list(fresh)}ができました。` : '',
    gone.length > 0 ? `${list(gone)}は終了しました。` : '',
    next.length > 0 ? `${list(next)} の次の子プロセスから、PID namespaceが別になります。` : '',
  ].join('');
  return text ? `この手順で：${text}` : number === 0 ? 'まだ何も起きていません。' : 'この手順でできたプロセスも、終わったプロセスもありません。';
}
