import { isSameProcess } from '../../kernel/identity.ts';
import { holds } from '../../kernel/capabilities.ts';
import type { FileEntry, Process, Snapshot } from '../../kernel/snapshot.ts';
import { OVERFLOW, toInside } from '../id-map/model.ts';
import type { Moment } from '../../sources/moment.ts';
import { absence, keyOf, processOf, titleOf, type Row } from '../shared/rows.ts';
import { initialNamespaces } from '../shared/worlds.ts';

/** Numbers of the capabilities that are asked for (include/uapi/linux/capability.h). */
const CAP = { CHOWN: 0, DAC_OVERRIDE: 1, DAC_READ_SEARCH: 2 };
/** What may be done to a file: to read and write it, and to give it to another. */
export const ACTIONS = ['read', 'write', 'chown'] as const;
export type Action = (typeof ACTIONS)[number];

/** Which of a mode's three triples is looked at. */
export type Triple = 'owner' | 'group' | 'other';

/** What one process may do to one file. */
export interface Access {
  triple: Triple;
  can: Record<Action, boolean>;
  /** Allowed by a capability, not by the triple. */
  byCapability: boolean;
  /** Owner and group as the process sees them. */
  seen: { uid: number; gid: number };
  /** Owner and group have a place in the process's user namespace: without, no capability of it counts. */
  mapped: boolean;
}

/** A process that looks at the files. */
export interface Viewer {
  /** The same for the same row in every drawing. */
  key: string;
  title: string;
  absent: string;
  process: Process | undefined;
  /** Whom the column showed before the step, where that was another process. */
  was: Process | undefined;
  /** The column had no process before the step. */
  came: boolean;
  /** Effective UID as the process itself sees it, and as the initial user namespace does. */
  uid: { inside: number; outside: number } | undefined;
  /** It is in a user namespace of its own. */
  own: boolean;
}

/** One file in all columns. */
export interface FileRow {
  /** Path below the listed directory. */
  path: string;
  /** undefined before it is made and when it is gone. */
  entry: FileEntry | undefined;
  /** This step made it, or changed its owner or mode. */
  fresh: boolean;
  /** What it was before the step, where the step changed it. */
  before: FileEntry | undefined;
  access: (Access | undefined)[];
}

export interface Owners {
  viewers: Viewer[];
  files: FileRow[];
}

/**
 * What discretionary access control and capabilities say (fs/namei.c, generic_permission; fs/attr.c, chown_ok;
 * kernel/capability.c, capable_wrt_inode_uidgid). Directories above it, access control lists, read-only mounts and security modules are
 * not asked: a scenario shows files of which they do not speak.
 */
export function accessOf(process: Process, file: Pick<FileEntry, 'uid' | 'gid' | 'mode' | 'type'>): Access {
  const uid = toInside(file.uid, process.uidMap);
  const gid = toInside(file.gid, process.gidMap);
  const mapped = uid !== undefined && gid !== undefined;
  const groups = [process.gid.filesystem, ...(process.groups ?? [])];
  const triple: Triple = process.uid.filesystem === file.uid ? 'owner' : groups.includes(file.gid) ? 'group' : 'other';
  const bits = Number(file.mode.at({ owner: 1, group: 2, other: 3 }[triple])!);
  const capable = (cap: number) => mapped && holds(process.capabilities.effective, cap);
  const plain = { read: (bits & 4) !== 0, write: (bits & 2) !== 0, chown: false };
  const can = {
    read: plain.read || capable(CAP.DAC_OVERRIDE) || capable(CAP.DAC_READ_SEARCH),
    write: plain.write || capable(CAP.DAC_OVERRIDE),
    chown: capable(CAP.CHOWN),
  };
  return {
    triple,
    can,
    mapped,
    byCapability: ACTIONS.some((a) => can[a] && !plain[a]),
    seen: { uid: uid ?? OVERFLOW, gid: gid ?? OVERFLOW },
  };
}

/** The listed directory's files in a snapshot, the directory itself left out. */
export function entriesOf(snapshot: Snapshot, directory: string): FileEntry[] {
  const trees = snapshot.files?.[String(initialNamespaces(snapshot).mnt)] ?? [];
  return trees.find((t) => t.path === directory)?.entries.filter((e) => e.path !== '') ?? [];
}

/** Reads files and viewers at a moment. */
export function ownersOf(
  { snapshot, before, number }: Moment,
  rows: Row[],
  directory: string,
  paths: string[],
): Owners {
  const initial = initialNamespaces(snapshot).user;
  const viewers = rows.map((row): Viewer => {
    const process = processOf(row, snapshot);
    const previous = before ? processOf(row, before) : undefined;
    return {
      key: keyOf(row),
      title: titleOf(row, process),
      absent: absence(row, number),
      process,
      was: previous && isSameProcess(previous, process) ? undefined : previous,
      came: before !== null && process !== undefined && previous === undefined,
      uid: process && {
        inside: toInside(process.uid.effective, process.uidMap) ?? OVERFLOW,
        outside: process.uid.effective,
      },
      own: process !== undefined && process.namespaces.user !== initial,
    };
  });
  const [now, then] = [entriesOf(snapshot, directory), before && entriesOf(before, directory)];
  return {
    viewers,
    files: paths.map((path): FileRow => {
      const entry = now.find((e) => e.path === path);
      const old = then?.find((e) => e.path === path);
      const same = old && entry && old.uid === entry.uid && old.gid === entry.gid && old.mode === entry.mode;
      return {
        path,
        entry,
        fresh: then !== null && entry !== undefined && !same,
        before: same ? undefined : old,
        access: viewers.map((v) => (entry && v.process ? accessOf(v.process, entry) : undefined)),
      };
    }),
  };
}
