import type { FileEntry, FileType } from '../../kernel/snapshot.ts';
import { OVERFLOW } from '../id-map/model.ts';
import { list } from '../shared/words.ts';
import { ACTIONS, type Access, type Action, type FileRow, type Owners, type Triple, type Viewer } from './model.ts';

/** Names of ids outside, by id. */
export type Names = Record<number, string>;

export const ACTION: Record<Action, string> = { read: '読む', write: '書く', chown: '所有者を変える' };

const TRIPLE: Record<Triple, string> = { owner: '所有者', group: 'グループ', other: 'その他' };

const LETTER: Record<FileType, string> = {
  directory: 'd',
  file: '-',
  link: 'l',
  character: 'c',
  block: 'b',
  fifo: 'p',
  socket: 's',
};

/** 0（root） */
export function idText(id: number, names: Names): string {
  return Object.hasOwn(names, id) ? `${id}（${names[id]}）` : String(id);
}

/** `-rwsr-xr-x`, as ls(1) writes it. */
export function modeText({ type, mode }: Pick<FileEntry, 'type' | 'mode'>): string {
  const [special = 0, ...triples] = [...mode].map(Number);
  const letters = triples.map((bits, i) => {
    const marked = (special & (4 >> i)) !== 0;
    const x = (bits & 1) !== 0;
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${marked ? (i === 2 ? (x ? 't' : 'T') : x ? 's' : 'S') : x ? 'x' : '-'}`;
  });
  return LETTER[type] + letters.join('');
}

/** Who runs it becomes its owner. */
export function isSetuid({ mode }: Pick<FileEntry, 'mode'>): boolean {
  return (Number(mode.charAt(0)) & 4) !== 0;
}

/** Why: 「その他の組＋capability」 */
export function reasonText({ triple, byCapability, mapped }: Access): string {
  return `${TRIPLE[triple]}の組${byCapability ? '＋capability' : mapped ? '' : '、写像の外'}`;
}

/** 「UID 0（外では165536）」 */
export function whoText({ uid, own }: Viewer): string {
  if (!uid) return '';
  return own ? `UID ${uid.inside}（外では${uid.outside}）` : `UID ${uid.inside}`;
}

/** What the picture says. */
export function describe({ viewers, files }: Owners, directory: string, names: Names): string {
  const sentences = files.map(({ path, entry, access }) => {
    if (!entry) return `${path}はありません。`;
    const each = access.map((a, i) => {
      const viewer = viewers[i]!;
      if (!a) return `${viewer.title}は${viewer.absent}。`;
      const can = ACTIONS.filter((action) => a.can[action]);
      return `${viewer.title}からは所有者が${a.seen.uid}に見え、${can.length > 0 ? `${list(can.map((c) => ACTION[c]))}ことができます` : '何もできません'}（${reasonText(a)}）。`;
    });
    return `${path}は、ディスクでは所有者が${idText(entry.uid, names)}、モードが${modeText(entry)}です。${each.join('')}`;
  });
  return `${directory}のファイル。${sentences.join('')}`;
}

/** A set-user-ID bit is named; of the rest, the new digits. */
function modeChange(path: string, before: string, now: string): string[] {
  const [was, is] = [before, now].map((mode) => isSetuid({ mode }));
  if (was !== is) return [`${path}のsetuidのビットが${is ? '立ちました' : '落ちました'}`];
  return before === now ? [] : [`${path}のモードが${now}に変わりました`];
}

function change({ path, entry, before }: FileRow, names: Names): string {
  if (!entry) return '';
  if (!before) return `${path}が、所有者${idText(entry.uid, names)}で作られました`;
  return [
    ...(before.uid === entry.uid
      ? []
      : [`${path}の所有者が${idText(before.uid, names)}から${idText(entry.uid, names)}に変わりました`]),
    ...(before.gid === entry.gid ? [] : [`${path}のグループが${before.gid}から${entry.gid}に変わりました`]),
    ...modeChange(path, before.mode, entry.mode),
  ].join('。');
}

/** How many of the files each process may write: 「2個のファイルのうち書けるのは、boxが2個です。」 */
export function shows({ files, viewers }: Owners): string {
  const there = files.filter((f) => f.entry).length;
  if (there === 0) return 'ファイルは、まだありません。';
  const each = viewers.map(({ title, process, absent }, i) =>
    process ? `${title} が${files.filter((f) => f.access[i]?.can.write).length}個` : `${title} は${absent}ので0個`,
  );
  return `${there}個のファイルのうち書けるのは、${each.join('、')}です。`;
}

/** What the step changed; '' where that is nothing. */
export function changes({ files, viewers }: Owners, names: Names): string {
  const gone = files.filter((f) => !f.entry && f.before);
  const text = [
    ...viewers.map(({ title, process, was, came }) =>
      came
        ? `${title}（PID ${process!.pid}）ができました。`
        : was
          ? process
            ? `${title} は、PID ${process.pid}に替わりました。`
            : `${title}（PID ${was.pid}）は終了しました。`
          : '',
    ),
    ...files.filter((f) => f.fresh).map((f) => `${change(f, names)}。`),
    gone.length > 0 && `${list(gone.map((f) => f.path))}が消えました。`,
  ]
    .filter(Boolean)
    .join('');
  return text && `この手順で：${text}`;
}

/** Names that hold inside any user namespace. */
export const INSIDE: Names = { 0: 'root', [OVERFLOW]: 'nobody' };
