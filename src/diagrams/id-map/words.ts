import type { IdRange } from '../../kernel/snapshot.ts';
import { ALL, OVERFLOW, toInside, type Block, type IdMap, type Kind, type Names } from './model.ts';

/** Which ids a picture is about: UID・GID */
export const kindText = (kinds: Kind[]): string => kinds.map((k) => k.toUpperCase()).join('・');

/** 1000（shibuya） */
function idText(id: number, names: Names): string {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name === undefined ? String(id) : `${id}（${name}）`;
}

/** 100000〜165534 */
function rangeText(first: number, length: number, names: Names): string {
  return length === 1 ? idText(first, names) : `${idText(first, names)}〜${first + length - 1}`;
}

/** What stands in a block, and under it. */
export function blockText({ first, length, range }: Block, names: Names): [label: string, count?: string] {
  if (length === ALL) return range ? ['すべてのID', `0〜${ALL - 1}`] : ['すべてのID'];
  if (range)
    return length > 1
      ? [rangeText(first, length, names), `${length.toLocaleString('ja-JP')}個`]
      : [idText(first, names)];
  return [length > 1 && first + length === ALL ? `${idText(first, names)}〜` : rangeText(first, length, names)];
}

/** Names that hold inside every user namespace. */
export function insideNames(kinds: Kind[]): Names {
  return { 0: 'root', [OVERFLOW]: kinds[0] === 'gid' ? 'nogroup' : 'nobody' };
}

/** One range: 「中の0（root）は外の1000（shibuya）です。」 */
function rangeSentence({ inside, outside, length }: IdRange, kinds: Kind[], names: Names): string {
  return `中の${rangeText(inside, length, insideNames(kinds))}は外の${rangeText(outside, length, names)}です。`;
}

/** Who the process is: 「shibuya の bash（PID 712）のUIDは、中では0（root）、外では1000（shibuya）です。」 */
export function whoText(map: IdMap, kind: Kind, names: Names): string {
  const { process, title, initial } = map;
  if (!process) return `${title} は${map.absent}プロセスです。`;
  const outside = process[kind].effective;
  const ranges = kind === 'uid' ? process.uidMap : process.gidMap;
  const who = `${title}（PID ${process.pid}）の${kind.toUpperCase()}は`;
  if (initial) return `${who}${idText(outside, names)}です。初期user namespaceにいるので、中も外もありません。`;
  return `${who}、中では${idText(toInside(outside, ranges) ?? OVERFLOW, insideNames([kind]))}、外では${idText(outside, names)}です。`;
}

/** What the picture says. */
export function describe(map: IdMap, names: Record<Kind, Names>): string {
  if (!map.process) return whoText(map, 'uid', names.uid);
  const sentences = map.maps.flatMap(({ kinds, ranges }) => {
    const kind = kinds[0]!;
    const head = map.maps.length > 1 || kinds.length > 1 || kind === 'gid' ? `${kindText(kinds)}の写像：` : '';
    if (map.initial) return [];
    if (ranges.length === 0)
      return [
        `${head}写像は一つも書かれていません。どのIDも、中では${idText(OVERFLOW, insideNames(kinds))}に見えます。`,
      ];
    return [
      `${head}${ranges.map((r) => rangeSentence(r, kinds, names[kind])).join('')}それ以外の外のIDは、中では${idText(OVERFLOW, insideNames(kinds))}に見えます。`,
    ];
  });
  return [whoText(map, map.maps[0]!.kinds[0]!, names[map.maps[0]!.kinds[0]!]), ...sentences].join('');
}

/** What the step changed; '' where that is nothing. */
export function changes(map: IdMap): string {
  const { title, process, was, came, fresh, initial } = map;
  const sentences = [
    came && process && `${title}（PID ${process.pid}）ができました。`,
    was && !process && `${title}（PID ${was.pid}）は終了しました。`,
    fresh && '新しいuser namespaceに、この写像が書かれました。',
    was &&
      process &&
      !fresh &&
      `${title} は、${initial ? '初期user namespaceのプロセスに戻り' : `PID ${process.pid}に替わり`}ました。`,
  ].filter(Boolean);
  return sentences.length > 0 ? `この手順で：${sentences.join('')}` : '';
}
