import { ProbeError } from './errors.ts';
import { integer } from './numbers.ts';
import type { FileEntry, FileTree, FileType } from './snapshot.ts';

/** One directory as src/probe/files.sh listed it. */
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
 * Parses what files.sh printed, once or several times in a row: fields that end with NUL, so that a name may hold any
 * byte a name can. Bytes that are not UTF-8 are what the caller's decoder made of them (src/probe/decode.ts keeps them
 * apart). Where that was U+FFFD for all, names that became equal get one more each, so that none takes another's place.
 * @throws ProbeError when the text is cut off or not of this form
 */
export function parseFiles(text: string): Listing[] {
  const fields = text.split('\0');
  if (fields.pop() !== '') throw new ProbeError('the listing of files was cut off; run the probe again');
  let at = 0;
  const next = (): string => {
    const field = fields[at++];
    if (field === undefined) throw new ProbeError('the listing of files was cut off; run the probe again');
    return field;
  };
  const until = <T>(read: (field: string) => T): T[] => {
    const found: T[] = [];
    for (let field = next(); field !== ''; field = next()) found.push(read(field));
    return found;
  };
  const listings: Listing[] = [];
  while (at < fields.length) {
    const head = next();
    if (head !== 'tree')
      throw new ProbeError(`a listing of files begins with "tree", not with ${JSON.stringify(head.slice(0, 40))}`);
    const [base, path] = [next(), next()];
    const depth = integer(next(), `${path}: depth of its listing`);
    const closed = new Set(until((field) => field));
    const files = distinct(until((field): FileText => [below(field), next(), next()]));
    const opaque = new Set(until(below));
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

/** Path, what lstat(2) says, where it leads. */
type FileText = [path: string, facts: string, target: string];

/** A file is named once in a listing: where two names are equal now, they were not when they were bytes. */
function distinct(files: FileText[]): FileText[] {
  const seen = new Set<string>();
  return files.map(([path, facts, target]) => {
    let own = path;
    while (seen.has(own)) {
      if (!path.includes('\ufffd')) throw new ProbeError(`${path || '.'}: listed twice; run the probe again`);
      own += '\ufffd';
    }
    seen.add(own);
    return [own, facts, target];
  });
}

/** `./bin/sh` to `bin/sh`, `.` to ''. */
function below(path: string): string {
  return path.replace(/^\.(\/|$)/, '');
}

/** None for a file that went away while it was looked at. */
function parseEntry(
  [path, facts, target]: FileText,
  unread: (path: string, device: string | undefined) => boolean,
  opaque: Set<string>,
): FileEntry[] {
  if (facts === 'gone') return [];
  const [, mode = '', uid, gid, size, major = '', minor = '', on] =
    /^([0-9a-f]{4}) (\d+) (\d+) (\d+) ([0-9a-f]+):([0-9a-f]+) ([0-9a-f]+)$/.exec(facts) ?? [];
  const type = TYPES[mode.charAt(0)];
  if (type === undefined)
    throw new ProbeError(`${path || '.'}: not what lstat(2) says of a file: ${JSON.stringify(facts.slice(0, 80))}`);
  const number = (text: string | undefined) => integer(text, path || '.');
  return [
    {
      path,
      type,
      mode: (Number.parseInt(mode, 16) & 0o7777).toString(8).padStart(4, '0'),
      uid: number(uid),
      gid: number(gid),
      ...(type === 'file' ? { size: number(size) } : {}),
      ...(type === 'link' ? { target } : {}),
      ...(type === 'character' || type === 'block'
        ? { device: `${Number.parseInt(major, 16)}:${Number.parseInt(minor, 16)}` }
        : {}),
      ...(type === 'directory' && unread(path, on) ? { unread: true as const } : {}),
      ...(opaque.has(path) ? { opaque: true as const } : {}),
    },
  ];
}
