import type { Moment } from '../../sources/moment.ts';
import { nameOf } from '../shared/process.ts';
import { list, shortIds } from '../shared/words.ts';
import type { Gauge } from './gauges.ts';
import { nodesOf, type Member, type Node } from './model.ts';

/** How many cgroups a note tells of, and how many processes it names. */
const TOLD = 3;

/** 「bash 617」, or 「PID 617」 where only the number is known. */
export const memberText = ({ process, pid }: Member): string => `${process ? nameOf(process) : 'PID'} ${pid}`;

/** 「memory 63.1 / 64 MiB」 */
const gaugeText = ({ key, now, limit }: Gauge): string => `${key} ${now} / ${limit}`;

/** Why a cgroup is not there. */
export function absence({ known }: Node, number: number): string {
  return number < known.first ? 'まだない' : number > known.last ? '消えた' : 'いまはない';
}

/** What the tree shows. */
export function describe(nodes: Node[]): string {
  const there = nodes.filter((n) => n.cgroup);
  const limited = there
    .map(({ path, gauges }) => ({ path, limits: gauges.filter((g) => g.max !== 'max') }))
    .filter((n) => n.limits.length > 0);
  return `cgroupが${there.length}個あります。上限があるのは${limited.length}個です。${limited
    .slice(0, 9)
    .map((n) => `${shortIds(n.path)} は ${n.limits.map(gaugeText).join('、')}。`)
    .join('')}`;
}

/** What the step changed, the gravest first. */
export function changes(tree: Node[], { number }: Moment): string {
  const told = nodesOf(tree)
    .map((n) => ({ n, sentences: sentencesOf(n) }))
    .filter(({ sentences }) => sentences.length > 0)
    .sort((a, b) => b.n.alerts.length - a.n.alerts.length);
  if (told.length === 0)
    return number === 0 ? 'まだ何も起きていません。' : 'この手順で変わった上限、メンバー、カウンターはありません。';
  return `この手順で、${told
    .slice(0, TOLD)
    .map(({ n, sentences }) => `${shortIds(n.path).replace(/.+(\/.+\/)/, '…$1')}：${sentences.join('。')}。`)
    .join('')}${told.length > TOLD ? `ほか${told.length - TOLD}個も変わりました。` : ''}`;
}

function sentencesOf({ fresh, gone, typeFresh, cgroup, alerts, controllers, gauges, members }: Node): string[] {
  const handed = (to: boolean, text: string) => {
    const names = list(controllers.filter((c) => c.fresh && c.handed === to).map((c) => c.name));
    return names && `${names} を子に渡${text}`;
  };
  const joined = (moved: boolean, text: string) => {
    const all = members.filter((m) => m.fresh && moved === (m.from !== undefined));
    return all.length > 0 && `${all.length > TOLD ? `${all.length}個のプロセス` : list(all.map(memberText))} が${text}`;
  };
  return [
    ...alerts.slice(0, 1).map((a) => a.text),
    fresh ? 'できました' : gone && '消えました',
    typeFresh && `cgroup.type が ${cgroup!.type} になりました`,
    handed(true, 'しはじめました'),
    handed(false, 'すのをやめました'),
    ...gauges.filter((g) => g.fresh).map((g) => `${g.key} の上限が ${g.limit} になりました`),
    joined(true, '入りました'),
    joined(false, '始まりました'),
  ].flatMap((text) => text || []);
}
