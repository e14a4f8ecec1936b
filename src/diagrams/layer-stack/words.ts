import { isWhiteout, type Trace } from '../../kernel/overlay.ts';
import type { FileEntry } from '../../kernel/snapshot.ts';
import { bytesText } from '../shared/bytes.ts';
import { visible } from '../shared/process.ts';
import { list } from '../shared/words.ts';
import type { Piles, Place, Spot, View } from './model.ts';

/** How many files a sentence names. */
const TOLD = 3;

/** A path with a slash where it is a directory. */
export const nameOf = ({ path, type }: FileEntry): string => visible(path) + (type === 'directory' ? '/' : '');

const sized = ({ size }: FileEntry): string => (size === undefined ? '' : `（${bytesText(size)}）`);
const some = (names: string[], told = TOLD): string =>
  list(names.slice(0, told)) + (names.length > told ? ` ほか${names.length - told}個` : '');
const quoted = ({ name }: { name: string }): string => `「${name}」`;

/** Where a file that is looked at comes from, what it hides, and what removed it. */
export function detail({ path, sight }: Spot, { sheets, label }: View, several: boolean): string | undefined {
  if (!sight) return undefined;
  const { seen, on } = sight;
  const sheet = ({ layer }: Trace) => quoted(sheets[layer]!);
  const owners = (traces: Trace[]) => list(traces.map((t) => sheet(t) + sized(t.entry)));
  const files = on.filter((t) => t !== seen && !isWhiteout(t.entry));
  const hidden = owners(files.filter((t) => t.hiddenBy));
  const joined = owners(files.filter((t) => !t.hiddenBy));
  const by = files.at(-1)?.hiddenBy;
  return (
    (several ? `${label}：` : '') +
    (seen
      ? `${nameOf(seen.entry)}${sized(seen.entry)}は${sheet(seen)}のものです。${joined && `${joined}のものと中身を合わせています。`}${seen.entry.opaque ? '下の層の中身は見せません（opaque）。' : ''}${hidden && `その下の${hidden}は隠れています。`}`
      : `${visible(path)} は見えません。${
          by
            ? `${sheet(by)}${by.entry.path === path ? '' : `の${nameOf(by.entry)}`}${isWhiteout(by.entry) ? 'のwhiteout' : by.entry.opaque ? '（opaque）' : ''}が、${hidden}のものを隠しています。`
            : `${sheet(on.at(-1)!)}にwhiteoutだけがあります。`
        }`)
  );
}

/** What a file is to the sheets below, as a mark and in words. */
export const KINDS: Partial<Record<Trace['kind'], [mark: string, words: string]>> = {
  added: ['＋', '追加'],
  changed: ['≠', '下を置き換え'],
  removed: ['×', '消した印（whiteout）'],
};

/** A file on a sheet, in words after its name. */
export function placeText({ kind, hidden, entry }: Place): string {
  return [
    KINDS[kind]?.[1],
    entry.opaque && 'opaque',
    hidden && `${hidden === 'all' ? '' : `${list(hidden)} では`}隠れる`,
  ]
    .filter(Boolean)
    .join('、');
}

/** What the picture says. */
export function describe({ sheets, views }: Piles): string {
  return `下から${list(sheets.filter((s) => s.there).map((s) => `${quoted(s)}${bytesText(s.bytes)}`))}の層があります。${views
    .map(
      ({ label, spots }) =>
        `${label} を上から見えるのは、${some(spots.flatMap(({ sight }) => (sight?.seen ? nameOf(sight.seen.entry) : [])))}です。`,
    )
    .join('')}`;
}

/** What the picture shows, in a sentence. */
export function shows({ sheets, views }: Piles): string {
  const there = views.filter((v) => v.there);
  const count = sheets.filter((s) => s.there).length;
  if (there.length === 0) return count === 0 ? 'まだ層はない。' : `${count}枚の層がある。まだ重ねていない。`;
  const common = there.length > 1 ? sheets.filter((s) => s.shared === there.length).length : 0;
  return [
    `${there.map((v) => `${v.label}は${v.sheets.length}枚（${bytesText(v.bytes)}）`).join('、')}の層の重なり${
      there.length === 1 ? '' : common > 0 ? `で、下の${common}枚は共有` : 'で、同じ層はない'
    }。`,
    ...there.map(({ label, wasted, hidden }) =>
      hidden.length === 0
        ? ''
        : `${there.length === 1 ? 'うち' : `${label}の`}${bytesText(wasted)}（${some(hidden.map(visible), 1)}）は隠れて見えない。`,
    ),
  ].join('');
}

/** What the step changed; nothing where it changed nothing. */
export function changes({ sheets, views }: Piles): string {
  return [
    ...views.map((v) =>
      v.fresh ? `${v.label} が${v.sheets.length}枚の層でできました。` : v.gone ? `${v.label} はなくなりました。` : '',
    ),
    ...sheets.flatMap((sheet) => {
      const told = (names: string[], to: string, happened: string) =>
        names.length > 0 ? `${quoted(sheet)}${to} ${some(names)} ${happened}。` : '';
      const came = (...kinds: Trace['kind'][]) =>
        sheet.came.filter((p) => kinds.includes(p.kind)).map((p) => nameOf(p.entry));
      return [
        told(came('base', 'added'), 'に', 'ができました'),
        told(came('changed'), 'の', 'が、下の層のものを隠しました'),
        told(came('removed'), 'に', 'を消した印（whiteout）ができました'),
        told(sheet.went.map(visible), 'から', 'がなくなりました'),
      ];
    }),
  ].join('');
}
