import type { Moment } from '../../sources/moment.ts';
import { list, shortIds } from '../shared/words.ts';
import type { Gauge } from './gauges.ts';
import { nodesOf, type Member, type Node } from './model.ts';

/** How many cgroups a note tells of, and how many processes it names. */
const TOLD = 3;

/** From this share of the limit on it was reached: between two passes there was more. */
export const FULL = 0.97;

/** 「bash 617」, or 「PID 617」 where only the number is known. */
export const memberText = ({ name, pid }: Member): string => `${name ?? 'PID'} ${pid}`;

/** 「memory 63.1 / 64 MiB」 */
const gaugeText = ({ key, now, limit }: Gauge): string => `${key} ${now} / ${limit}`;

/** Why a cgroup is not there. */
export function absence({ known }: Node, number: number): string {
  return number < known.first ? 'まだない' : number > known.last ? '消えた' : 'いまはない';
}

/** What the tree shows. */
export function describe(nodes: Node[]): string {
  const there = nodes.filter((n) => n.cgroup);
  const limited = there.map((n) => ({ n, limits: limitsOf(n) })).filter(({ limits }) => limits.length > 0);
  return `cgroupが${there.length}個あります。上限があるのは${limited.length}個です。${limited
    .slice(0, 9)
    .map(({ n, limits }) => `${shortIds(n.path)} は ${limits.map(gaugeText).join('、')}。`)
    .join('')}${there.flatMap((n) => peaksOf(n).map((text) => `${shortIds(n.path)} の ${text}。`)).join('')}`;
}

const limitsOf = ({ gauges }: Node) => gauges.filter((g) => g.max !== 'max');

/** A longer path than this is told by its end. */
const LONG = 24;

/** 「/demo/child」, 「…/docker-80c03bf95d78….scope」 */
function shortPath({ path }: Node): string {
  const short = shortIds(path);
  return short.length > LONG ? short.replace(/.+(?=\/)/, '…') : short;
}

/** What the picture shows, in one sentence. */
export function shows(nodes: Node[], { number }: Moment): string {
  const there = nodes.filter((n) => n.cgroup);
  const [only] = nodes.length === 1 ? nodes : [];
  const subject = only ? shortPath(only) : 'ここに描くcgroup';
  if (there.length === 0)
    return `${subject} は、${nodes.every((n) => number < n.known.first) ? 'まだありません' : 'もうありません'}。`;
  const [climbed] = there.flatMap((n) => peaksOf(n).map((text) => `${shortPath(n)} の ${text}。`));
  if (climbed) return climbed;
  const limited = there.filter((n) => limitsOf(n).length > 0);
  if (limited.length === 0) return `${subject} に、上限はありません。`;
  if (limited.length > 2) return `${there.length}個のcgroupのうち、${limited.length}個に上限があります。`;
  return `${limited.map((n) => `${shortPath(n)} は ${limitsOf(n).map(limitText).join('、')} まで`).join('、')}。`;
}

const limitText = ({ key, limit }: Gauge): string => `${key} ${limit}`;

/** What the lines of a sampled step show: 「memory は、この手順の間に上限の 64 MiB まで上がりました」. */
function peaksOf({ gauges }: Node): string[] {
  return gauges.flatMap(({ key, spark, text, max, limit }) => {
    if (!spark) return [];
    const most = text(spark.peak);
    if (max === 'max' || spark.peak < max * FULL) return `${key} は、この手順の間に最大 ${most} まで上がりました`;
    return key === 'high' && spark.peak > max
      ? `memory は、この手順の間に high の ${limit} を超え、最大 ${most} まで上がりました`
      : `${key} は、この手順の間に上限の ${limit} まで上がりました`;
  });
}

/** What the step changed, the gravest first; '' where that is nothing. */
export function changes(tree: Node[], { elapsed }: Moment): string {
  if (elapsed !== undefined) return '';
  const told = nodesOf(tree)
    .map((n) => ({ n, sentences: sentencesOf(n) }))
    .filter(({ sentences }) => sentences.length > 0)
    .sort((a, b) => b.n.alerts.length - a.n.alerts.length);
  return `${told
    .slice(0, TOLD)
    .map(({ n, sentences }) => `${shortPath(n)}：${sentences.join('。')}。`)
    .join('')}${told.length > TOLD ? `ほか${told.length - TOLD}個も変わりました。` : ''}`;
}

function sentencesOf(node: Node): string[] {
  const { fresh, gone, typeFresh, cgroup, alerts, controllers, gauges, members } = node;
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
    ...(alerts.length > 0 ? [] : peaksOf(node)),
  ].flatMap((text) => text || []);
}
