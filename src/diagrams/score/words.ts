import type { Moment } from '../../sources/moment.ts';
import { SOCKETS } from '../../sockets.ts';
import { list } from '../shared/words.ts';
import { STRINGS, type StringId } from './model.ts';
import type { Plan, ScoreRow } from './plan.ts';

/** What a string is called at its head. */
export const NAMES: Record<StringId, string> = {
  ...(Object.fromEntries(STRINGS.map((string) => [string, string])) as Record<StringId, string>),
  member: 'cgroup',
  root: '/',
  rights: '特権',
};

/** What a string is called in a sentence. */
const SUBJECTS: Record<StringId, string> = {
  ...(Object.fromEntries(STRINGS.map((string) => [string, string])) as Record<StringId, string>),
  cgroup: 'cgroup namespace',
  member: '入っているcgroup',
  root: 'ルートディレクトリー',
  rights: '特権',
};

/** What the strings decide: the eight namespaces together, the others each. */
export const QUESTIONS = { see: SOCKETS.see, member: SOCKETS.much, root: SOCKETS.files, rights: SOCKETS.may } as const;

const freshOf = (row: ScoreRow): StringId[] => STRINGS.filter((string) => string in row.fresh);
const subjects = (strings: StringId[]): string => list(strings.map((string) => SUBJECTS[string]));
const cutIn = (row: ScoreRow | undefined): StringId[] => STRINGS.filter((_string, i) => row?.cut[i] === '1');

/** What a row cut, for those who do not see the bead: 「utsがホストと別になる」; '' where it cut nothing. */
export function cutText(row: ScoreRow): string {
  const fresh = freshOf(row);
  return fresh.length === 0 ? '' : `${subjects(fresh)}がホストと別になる`;
}

/** The whole picture in a sentence: how many rows cut how many strings, by hand and at once, and what stays. */
export function shows({ parts, rows }: Plan): string {
  const ends = parts.map((name, part) => {
    const own = rows.filter((row) => row.part === part);
    return { name, cutting: own.filter((row) => freshOf(row).length > 0).length, cut: cutIn(own.at(-1)) };
  });
  const [hand, ...others] = ends;
  if (!hand) return '';
  const kept = STRINGS.filter((string) => !hand.cut.includes(string));
  const same = others.filter((other) => other.cut.join() === hand.cut.join());
  const stays = kept.length === 0 ? '' : `${subjects(kept)}は${same.length > 0 ? 'どちらも' : ''}同じまま。`;
  const ways = [`手では${hand.cutting}行`, ...same.map((other) => `${other.name}では${other.cutting}行`)];
  const rest = others
    .filter((other) => !same.includes(other))
    .map((other) => `${other.name}で分かれるのは${other.cut.length}本です。`);
  return `${STRINGS.length}本の線のうち${hand.cut.length}本が、${ways.join('、')}で、ホストから分かれます。${rest.join('')}${stays}`;
}

/** What the step changed; '' where it cut nothing. */
export function changes({ parts, rows }: Plan, { number }: Moment): string {
  const row = rows[number - 1];
  if (!row || freshOf(row).length === 0) return '';
  const fresh = freshOf(row);
  return row.part === 0
    ? `${subjects(fresh)}が、ホストと別になりました。`
    : `${parts[row.part]}は、${subjects(fresh)}の${fresh.length}本が初めから別です。`;
}

/** What the picture says, for those who do not see it. */
export function describe(plan: Plan): string {
  const cuts = plan.rows.flatMap((row, i) => (cutText(row) ? `手順${i + 1}で、${cutText(row)}。` : []));
  return `コマンドを上から順に並べ、プロセスをホストとつなぐ${STRINGS.length}本の線がどこで分かれるかを示します。${shows(plan)}${cuts.join('')}`;
}
