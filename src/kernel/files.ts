import { ProbeError } from './probe.ts';
import type { FileEntry, FileTree, FileType } from './snapshot.ts';

/** One directory as src/recorder/guest/pushed/files.sh listed it. */
export interface Listing {
  /** Where it was looked at: '' the probe's own root, or `/proc/PID/root`. */
  base: string;
  tree: FileTree;
}

/** By the first hexadecimal digit of st_mode (inode(7), S_IFMT). */
const TYPES: Record<string, FileType> = {
  1: 'fifo',
  2: 'character',
  4: 'directory',
  6: 'block',
  8: 'file',
  a: 'link',
  c: 'socket',
};

/**
 * Parses what files.sh printed, once or several times in a row: fields that end with NUL, so that a
 * name may hold any byte a name can. A name that is not UTF-8 keeps U+FFFD in place of what is not.
 * @throws ProbeError when the text is cut off or not of this form
 */
export function parseFiles(text: string): Listing[] {
  const fields = text.split('\0');
  if (fields.pop() !== '') throw new ProbeError('the listing of files was cut off');
  let at = 0;
  const next = (): string => {
    const field = fields[at++];
    if (field === undefined) throw new ProbeError('the listing of files was cut off');
    return field;
  };
  const listings: Listing[] = [];
  while (at < fields.length) {
    const head = next();
    if (head !== 'tree')
      throw new ProbeError(`a listing of files begins with "tree", not with ${JSON.stringify(head.slice(0, 40))}`);
    const [base, path, depth] = [next(), next(), Number(next())];
    const closed = new Set<string>();
    for (let field = next(); field !== ''; field = next()) closed.add(field);
    const files: [path: string, facts: string, target: string][] = [];
    for (let field = next(); field !== ''; field = next()) files.push([below(field), next(), next()]);
    const opaque = new Set<string>();
    for (let field = next(); field !== ''; field = next()) opaque.add(below(field));
    const device = files.find(([file]) => file === '')?.[1].split(' ')[5];
    const unread = (file: string, on: string | undefined) =>
      file !== '' && (file.split('/').length >= depth || closed.has(file) || on !== device);
    listings.push({
      base,
      tree: {
        path,
        depth,
        entries: files.flatMap((file) => parseEntry(file, unread, opaque)).sort((a, b) => (a.path < b.path ? -1 : 1)),
      },
    });
  }
  return listings;
}

/** `./bin/sh` to `bin/sh`, `.` to ''. */
function below(path: string): string {
  return path.replace(/^\.\/?/, '');
}

/** None for a file that went away while it was looked at. */
function parseEntry(
  [path, facts, target]: [string, string, string],
  unread: (path: string, device: string | undefined) => boolean,
  opaque: Set<string>,
): FileEntry[] {
  if (facts === 'gone') return [];
  const [mode = '', uid, gid, size, device = '', on] = facts.split(' ');
  const type = TYPES[mode.charAt(0)];
  if (mode.length !== 4 || type === undefined)
    throw new ProbeError(`${path || '.'}: not what lstat(2) says of a file: ${JSON.stringify(facts)}`);
  return [
    {
      path,
      type,
      mode: (Number.parseInt(mode, 16) & 0o7777).toString(8).padStart(4, '0'),
      uid: Number(uid),
      gid: Number(gid),
      ...(type === 'file' ? { size: Number(size) } : {}),
      ...(type === 'link' ? { target } : {}),
      ...(type === 'character' || type === 'block'
        ? {
            device: device
              .split(':')
              .map((n) => Number.parseInt(n, 16))
              .join(':'),
          }
        : {}),
      ...(type === 'directory' && unread(path, on) ? { unread: true as const } : {}),
      ...(opaque.has(path) ? { opaque: true as const } : {}),
    },
  ];
}
