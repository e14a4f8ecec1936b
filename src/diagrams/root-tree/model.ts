import type { FileEntry, Mount, Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { keyOf, processOf, titleOf, type Row } from '../shared/rows.ts';
import { within } from '../shared/words.ts';
import { initialNamespaces, isNewWorld } from '../shared/worlds.ts';

/** A process that looks at the tree. */
export interface Viewer {
  /** Which row of the plan it is, whatever comes before it. */
  row: string;
  title: string;
  process: Process;
  /** Its root and its working directory as paths of its mount namespace. */
  root: string;
  cwd: string;
  /** This step drew the line anew, or led the process elsewhere. */
  rootMoved: boolean;
  cwdMoved: boolean;
  /** Its working directory is not below its root. */
  outside: boolean;
}

/** One path of a tree. */
export interface Node {
  path: string;
  /** The file itself, wherever its file system is mounted: a mount's id and the path in it. */
  file: string;
  /** Last part of the path; `/` at the top. */
  name: string;
  /** Directories on the way to it of which nothing else is to be said: they stand on its line. */
  way: { path: string; name: string }[];
  entry: FileEntry | undefined;
  /** What is mounted here, the topmost where several are. */
  mount: Mount | undefined;
  mountFresh: boolean;
  /** What this step unmounted here. */
  mountGone: Mount | undefined;
  /** Whose root it is, and who works in it. */
  roots: Viewer[];
  here: Viewer[];
  /** Appeared or went away in this step; not said again of what is in it. */
  fresh: boolean;
  gone: boolean;
  children: Node[];
  /** Further files that nothing is to be said about. */
  rest: Node[];
}

/** The tree of one mount namespace. */
export interface Panel {
  inode: number;
  initial: boolean;
  fresh: boolean;
  viewers: Viewer[];
  top: Node;
  /** Another file system stands at `/` than before the step. */
  replaced: boolean;
}

/** At least as many plain files are drawn as one line of names. */
const BUNDLE = 4;
const DELETED = / \(deleted\)$/;

/** One tree for each mount namespace that a row's process is in, the initial one first. */
export function panelsOf(moment: Moment, rows: Row[]): Panel[] {
  const viewers = rows.flatMap((row) => viewerOf(moment, row) ?? []);
  const initial = initialNamespaces(moment.snapshot).mnt;
  const inodes = new Set(viewers.map((v) => v.process.namespaces.mnt!));
  return [...inodes]
    .sort((a, b) => Number(b === initial) - Number(a === initial))
    .map((inode) => {
      const here = viewers.filter((v) => v.process.namespaces.mnt === inode);
      const replaced = isReplaced(moment, inode);
      return {
        inode,
        replaced,
        viewers: here,
        initial: inode === initial,
        fresh: here.some((v) => isNewWorld(moment, v.process, 'mnt')),
        top: treeOf(moment, inode, here),
      };
    });
}

function viewerOf(moment: Moment, row: Row): Viewer | undefined {
  const process = processOf(row, moment.snapshot);
  if (process?.namespaces.mnt === undefined) return undefined;
  const before = moment.before ? processOf(row, moment.before) : undefined;
  const [root, cwd] = [process.root.replace(DELETED, ''), process.cwd.replace(DELETED, '')];
  return {
    row: keyOf(row),
    title: titleOf(row, process),
    process,
    root,
    cwd,
    rootMoved: before !== undefined && before.root !== process.root,
    cwdMoved: before !== undefined && before.cwd !== process.cwd,
    outside: !within(cwd, root),
  };
}

function isReplaced({ snapshot, before }: Moment, inode: number): boolean {
  const id = (s: Snapshot | null) => s?.mounts[inode]?.findLast((m) => m.mountPoint === '/')?.id;
  return id(before) !== undefined && id(snapshot) !== undefined && id(before) !== id(snapshot);
}

/** What a snapshot has at each path of a mount namespace; neither where a listed directory is not there. */
type Files = Map<string, { entry?: FileEntry; mount?: Mount }>;

function filesOf(snapshot: Snapshot | null, inode: number): Files {
  const files: Files = new Map();
  for (const tree of snapshot?.files?.[inode] ?? []) {
    if (tree.stacked) continue;
    if (tree.entries.length === 0 && !files.has(tree.path)) files.set(tree.path, {});
    for (const entry of tree.entries) {
      const path = entry.path === '' ? tree.path : `${tree.path === '/' ? '' : tree.path}/${entry.path}`;
      // The deeper listing looked into what the other left unread.
      if (!files.get(path)?.entry || files.get(path)!.entry!.unread) files.set(path, { entry });
    }
  }
  for (const mount of snapshot?.mounts[inode] ?? [])
    files.set(mount.mountPoint, { ...files.get(mount.mountPoint), mount });
  return files;
}

function treeOf({ snapshot, before }: Moment, inode: number, viewers: Viewer[]): Node {
  const files = filesOf(snapshot, inode);
  const old = filesOf(before, inode);
  const known = old.size > 0;
  const nodes = new Map<string, Node>();
  // Where another mount stands than before, everything is another file.
  const same = (path: string) => coverOf(files, path) === coverOf(old, path);
  const node = (path: string): Node => {
    let found = nodes.get(path);
    if (found) return found;
    const { entry, mount } = files.get(path) ?? {};
    const past = old.get(path)?.mount;
    const parent = path === '/' ? undefined : node(parentOf(path));
    nodes.set(
      path,
      (found = {
        path,
        file: fileOf(files, path),
        way: [],
        entry,
        mount,
        name: path.slice(path.lastIndexOf('/') + 1) || '/',
        mountFresh: known && mount !== undefined && past?.id !== mount.id,
        mountGone: past !== undefined && mount === undefined && same(parentOf(path)) ? past : undefined,
        roots: viewers.filter((v) => v.root === path),
        here: viewers.filter((v) => v.cwd === path),
        fresh: known && entry !== undefined && !old.get(path)?.entry && same(parentOf(path)) && wasRead(old, path),
        gone: false,
        children: [],
        rest: [],
      }),
    );
    parent?.children.push(found);
    return found;
  };
  node('/');
  for (const path of [
    ...[...files].flatMap(([path, { entry, mount }]) => (entry || mount ? path : [])),
    ...viewers.flatMap((v) => [v.root, v.cwd]),
  ])
    node(path);
  for (const [path, { entry }] of old)
    if (entry && !files.get(path)?.entry && same(parentOf(path)) && wasRead(files, path))
      Object.assign(node(path), { entry, gone: true });
  for (const one of nodes.values()) arrange(one);
  return withWays(nodes.get('/')!);
}

/** A tree in which directories that only lead to one other stand on its line. */
function withWays(node: Node): Node {
  node.children = node.children.map((child) => {
    const below = withWays(child);
    const [only] = below.children;
    const plain = !isTold(below) && !below.mount && below.rest.length === 0;
    const leads = only && (only.entry ? only.entry.type === 'directory' : only.children.length > 0 || !!only.mount);
    if (!plain || !leads || below.children.length > 1 || only.roots.length > 0) return below;
    return { ...only, way: [...below.way, { path: below.path, name: below.name }, ...only.way] };
  });
  return node;
}

/** Whether somebody is here, or something happened. */
const isTold = ({ roots, here, fresh, gone, mountFresh, mountGone }: Node): boolean =>
  roots.length > 0 || here.length > 0 || fresh || gone || mountFresh || !!mountGone;

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** Which file stands at a path: where a mount is moved, its files move with it. */
function fileOf(files: Files, path: string): string {
  let top = path;
  while (top !== '/' && !files.get(top)?.mount) top = parentOf(top);
  return `${files.get(top)?.mount?.id ?? ''}:${path.slice(top === '/' ? 0 : top.length) || '/'}`;
}

/** Which mount a path lies on, as far as mounts are known. */
function coverOf(files: Files, path: string): number | undefined {
  const id = files.get(path)?.mount?.id;
  return id ?? (path === '/' ? undefined : coverOf(files, parentOf(path)));
}

/** Whether what is at a path was looked for: the directory that holds it was looked into, or it was to be listed itself. */
function wasRead(files: Files, path: string): boolean {
  const parent = files.get(parentOf(path))?.entry;
  return path !== '/' && ((parent !== undefined && !parent.unread) || (files.has(path) && !files.get(path)!.mount));
}

function arrange(node: Node): void {
  node.children.sort((a, b) => (a.name < b.name ? -1 : 1));
  const plain = node.children.filter(
    (n) => n.children.length + n.roots.length + n.here.length === 0 && !n.mount && !n.mountGone && !n.fresh && !n.gone,
  );
  if (plain.length < BUNDLE) return;
  node.rest = [...plain].sort((a, b) => Number(b.entry?.type === 'directory') - Number(a.entry?.type === 'directory'));
  node.children = node.children.filter((n) => !plain.includes(n));
}

/** How many boxes a tree takes, and how many lines: where only what matters most is drawn, where less, and so on to all of it. */
export interface Size {
  /** By {@link weightOf}: of what weighs so much or more. */
  lines: number[];
  boxes: number;
}

/** Weights that parts of a tree may have, 0 the heaviest. */
export const WEIGHTS = 4;

/**
 * How much a part of a tree matters where room is short: 0 where somebody is, or something happened, or below it; 1 a
 * mount; 2 what is in a root that is not the whole tree; 3 the rest.
 * @param inside of a root that is not the whole tree
 */
export function weightOf(node: Node, inside: boolean): number {
  const own = isTold(node) || node.path === '/' ? 0 : node.mount ? 1 : inside ? 2 : 3;
  return Math.min(own, ...node.children.map((n) => weightOf(n, inside)));
}

/** Whether what is in a node is in a root that is not the whole tree. */
export const isInside = (node: Node, inside: boolean): boolean =>
  inside || (node.roots.length > 0 && node.path !== '/');

/** What a tree takes. */
export function sizeOf(node: Node, outside = false): Size {
  const inside = isInside(node, outside);
  const sizes = node.children.map((n) => sizeOf(n, inside));
  const own = weightOf(node, outside);
  return {
    lines: Array.from({ length: WEIGHTS }, (_, weight) =>
      sizes.reduce(
        (sum, s) => sum + s.lines[weight]!,
        Number(own <= weight) + Number(node.rest.length > 0 && restWeight(inside) <= weight),
      ),
    ),
    boxes: sizes.reduce((sum, s) => sum + s.boxes, node.roots.length > 0 ? 1 : 0),
  };
}

/** What the line of further files weighs. */
export const restWeight = (inside: boolean): number => (inside ? 2 : 3);

/** All nodes in reading order. */
export function nodesOf(node: Node): Node[] {
  return [node, ...node.children.flatMap(nodesOf)];
}
