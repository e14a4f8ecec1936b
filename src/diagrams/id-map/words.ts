import { ALL, OVERFLOW, type Band, type IdMap, type Ids } from './model.ts';

/** Names of ids outside, by number. */
export type Names = Record<string, string>;

/** 1000, or 100000〜165534 */
export function span(first: number, length: number): string {
  return length === 1 ? String(first) : `${first}〜${first + length - 1}`;
}

/** 1000 (shibuya) */
export function withName(id: number, names: Names): string {
  const name = names[String(id)];
  return name === undefined ? String(id) : `${id}（${name}）`;
}

/** root is 0 in every namespace. */
export const insideName = (id: number): string => (id === 0 ? '0（root）' : String(id));

/** The map in sentences. */
export function describe(map: IdMap, ids: Ids, names: Names): string {
  const kind = ids === 'uid' ? 'UID' : 'GID';
  if (!map.process) return `${map.title}は、いま動いていません。`;
  if (map.identity) return `${map.title}は初期user namespaceにいるので、${kind}は中と外で同じです。`;
  if (map.bands.length === 0) return `${map.title}の${kind}の写像はまだ書かれていません。中では誰もが${OVERFLOW}（nobody）です。`;
  const sentences = map.bands.map((b) => (b.length === 1
    ? `中の${insideName(b.inside)}は、外の${withName(b.outside, names)}です。`
    : `中の${span(b.inside, b.length)}は、外の${span(b.outside, b.length)}です。`));
  return `${map.title}の${kind}の写像。${sentences.join('')}写像のない外の${kind}は、中では${OVERFLOW}（nobody）に見えます。`;
}

/** What the step changed. */
export function changes(map: IdMap, number: number, names: Names): string {
  const own = map.bands.find((b): b is Band & Required<Pick<Band, 'own'>> => b.own !== undefined)?.own;
  if (map.process && map.fresh && !map.identity && own)
    return `この手順で：${map.title} が、中では${insideName(own.inside)}、外では${withName(own.outside, names)}になりました。`;
  if (map.process && map.fresh && map.identity) return `この手順で：${map.title} は、初期user namespaceに戻りました。`;
  return number === 0 ? 'まだ何も起きていません。' : 'この手順で変わった写像はありません。';
}

/** 65535個 */
export const amount = (length: number): string => (length === ALL ? 'すべて' : `${length}個`);
