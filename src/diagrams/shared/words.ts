import type { NamespaceType } from '../../kernel/snapshot.ts';

/** What a namespace of each type keeps apart, in a word. */
export const SUBJECT: Record<NamespaceType, string> = {
  mnt: 'マウント',
  uts: 'ホスト名',
  ipc: 'プロセス間通信',
  pid: 'プロセスID',
  net: 'ネットワーク',
  user: 'ユーザー',
  cgroup: 'cgroupの起点',
  time: '経過時間',
};

/** a・b・c */
export const list = (items: string[]): string => items.join('・');

/** a・b・ほか5個: a list that stays short. `most` is how many are named where there are more. */
export const shortList = (items: string[], most: number): string =>
  items.length > most + 1 ? `${list(items.slice(0, most))}・ほか${items.length - most}個` : list(items);

/** A text with the ids of containers in it cut to what `docker ps` prints: `/system.slice/docker-80c03bf95d78….scope`. */
export const shortIds = (text: string): string => text.replace(/([0-9a-f]{12})[0-9a-f]{52}/g, '$1…');

/** Whether a path is `root` or below it. */
export const within = (path: string, root: string): boolean =>
  root === '/' || path === root || path.startsWith(`${root}/`);

/** The last four digits of an inode. */
export const lowDigits = (inode: number): string => String(inode).slice(-4);
