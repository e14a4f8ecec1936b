import { isWhiteout, lookThrough, type Sight, type Trace } from '../../kernel/overlay.ts';
import type { FileEntry, Snapshot, Stack } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';

/** What looking down on a stack shows; it stands on top of it. */
export interface KnownView {
  name: string;
  label: string;
  kind: Stack['kind'];
  /** First and last step after which the stack is there. */
  first: number;
  last: number;
  /** Paths with a place in it. */
  paths: string[];
}

/** One sheet: a layer's directory. */
export interface KnownSheet {
  directory: string;
  name: string;
  /** Counted from the lowest. */
  number: number;
  /** Its colour: 1 to 5, 6 for one that can be written to. */
  hue: number;
  writable: boolean;
  /** Paths with a place on it: those of all sheets of a stack that stands alone, so that each has its place on every sheet. */
  paths: string[];
  /** Has files without a place of their own. */
  rest: boolean;
}

/** Sheets that lie on each other and belong to the same stacks, with what stands on them. */
export interface Known {
  /** Topmost first. */
  sheets: KnownSheet[];
  view?: KnownView;
  above: Known[];
}

/** A file on a sheet. */
export interface Place {
  path: string;
  entry: FileEntry;
  kind: Trace['kind'];
  /** Hidden in every stack that is there, or only in these; undefined where it is not. */
  hidden: 'all' | string[] | undefined;
  /** This step hid it. */
  covered: boolean;
  fresh: boolean;
}

export interface Sheet extends KnownSheet {
  there: boolean;
  /** It came into being in this step. */
  fresh: boolean;
  bytes: number;
  /** How many of the stacks it belongs to. */
  shared: number;
  /** Bytes of files that no stack shows. */
  wasted: number;
  /** One for each path with a place. */
  places: (Place | undefined)[];
  rest: boolean;
  /** Files without a place. */
  others: FileEntry[];
  /** What this step did to the files that have a place. */
  came: Place[];
  went: string[];
}

/** A path as it is seen from above. */
export interface Spot {
  path: string;
  sight: Sight | undefined;
  fresh: boolean;
}

export interface View extends KnownView {
  there: boolean;
  fresh: boolean;
  /** The step ended it. */
  gone: boolean;
  spots: Spot[];
  /** Bytes of its sheets, and of what it does not show of them. */
  bytes: number;
  wasted: number;
  /** Files of its sheets that it does not show. */
  hidden: string[];
  /** Its sheets, the lowest first: what a trace's layer counts. */
  sheets: Sheet[];
  where: string | undefined;
}

export interface Segment {
  sheets: Sheet[];
  view: View | undefined;
  above: Segment[];
}

/** What is in a directory of the initial mount namespace, as far as it was listed. */
export function entriesOf({ files, processes }: Snapshot, directory: string): FileEntry[] {
  return files?.[processes[0]?.namespaces.mnt ?? 0]?.find((t) => t.path === directory)?.entries ?? [];
}

/** Whether an entry is named where it has no place: not a directory that is looked into. */
export const isNamed = (entry: FileEntry): boolean => entry.type !== 'directory' || !!entry.unread;

const sizeOf = (files: { entry: FileEntry }[]): number => files.reduce((sum, f) => sum + (f.entry.size ?? 0), 0);

/** A stack as it is seen from above. */
interface Look {
  label: string;
  stack: Stack;
  /** Directories of its sheets, the lowest first. */
  directories: string[];
  sights: Map<string, Sight>;
}

/** What a path of a sheet is in a stack. */
const traceIn = ({ sights, directories }: Look, path: string, directory: string): Trace | undefined =>
  sights.get(path)?.on.find((t) => directories[t.layer] === directory);

function looksOf(snapshot: Snapshot, known: Known[], below: string[] = []): Look[] {
  return known.flatMap(({ sheets, view, above }) => {
    const directories = [...below, ...sheets.map((s) => s.directory).reverse()];
    const stack = view && snapshot.stacks?.find((s) => s.name === view.name);
    const deeper = looksOf(snapshot, above, directories);
    return stack
      ? [
          {
            label: view.label,
            stack,
            directories,
            sights: lookThrough(directories.map((d) => entriesOf(snapshot, d))),
          },
          ...deeper,
        ]
      : deeper;
  });
}

/** Stacks at a moment. */
export interface Piles {
  segments: Segment[];
  /** All sheets, from the lowest. */
  sheets: Sheet[];
  /** All views, from the left. */
  views: View[];
}

/** The stacks as they are at a moment. */
export function pilesOf({ snapshot, before }: Moment, known: Known[]): Piles {
  const now = looksOf(snapshot, known);
  const old = before && looksOf(before, known);
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

  const sheets: Sheet[] = [];
  const views: View[] = [];
  const segmentOf = (one: Known, below: Sheet[]): Segment => {
    const up = [...one.sheets].reverse().map(sheetOf);
    const all = [...below, ...up];
    const view = one.view && viewOf(one.view, all);
    sheets.push(...up);
    if (view) views.push(view);
    return { sheets: up.reverse(), view, above: one.above.map((k) => segmentOf(k, all)) };
  };

  const viewOf = (view: KnownView, sheets: Sheet[]): View => {
    const [look, was] = [now, old].map((looks) => looks?.find((l) => l.stack.name === view.name));
    const unseen = [...(look?.sights ?? [])].flatMap(([path, { on }]) =>
      on.some((t) => t.hiddenBy && t.entry.type !== 'directory' && !isWhiteout(t.entry)) ? path : [],
    );
    return {
      ...view,
      sheets,
      hidden: unseen,
      there: !!look,
      fresh: !!look && !!old && !was,
      gone: !look && !!was,
      where: look?.stack.merged?.path,
      bytes: sheets.reduce((sum, s) => sum + s.bytes, 0),
      wasted: look ? sizeOf([...look.sights.values()].flatMap((s) => s.on.filter((t) => t.hiddenBy))) : 0,
      spots: view.paths.map((path) => {
        const [sight, earlier] = [look, was].map((l) => l?.sights.get(path));
        return { path, sight, fresh: !!was && !!sight && !same(sight.seen, earlier?.seen) };
      }),
    };
  };

  const sheetOf = (sheet: KnownSheet): Sheet => {
    const { directory, paths } = sheet;
    const entries = entriesOf(snapshot, directory);
    const earlier = before ? entriesOf(before, directory) : [];
    const looks = now.filter((l) => l.directories.includes(directory));
    const all = entries.map((entry): Place => {
      const { path } = entry;
      const traces = looks.map((look) => ({
        label: look.label,
        name: look.stack.name,
        ...traceIn(look, path, directory),
      }));
      const openBefore = (name: string) => {
        const look = old?.find((l) => l.stack.name === name);
        const trace = look && traceIn(look, path, directory);
        return !!trace && !trace.hiddenBy;
      };
      const hiding = traces.filter((t) => t.hiddenBy).map((t) => t.label);
      return {
        path,
        entry,
        kind: traces[0]?.kind ?? 'base',
        covered: traces.some((t) => t.hiddenBy && openBefore(t.name)),
        hidden: hiding.length === 0 ? undefined : hiding.length === traces.length ? 'all' : hiding,
        fresh:
          earlier.length > 0 &&
          !same(
            earlier.find((e) => e.path === path),
            entry,
          ),
      };
    });
    const places = paths.map((path) => all.find((p) => p.path === path));
    const stacks = looks.map((l) => l.stack);
    const there = entries.length > 0;
    return {
      ...sheet,
      there,
      writable: sheet.writable && stacks.every((s) => s.writable),
      fresh: there && !!before && earlier.length === 0,
      bytes: stacks[0]?.layers.find((l) => l.directory === directory)?.bytes ?? 0,
      shared: looks.length,
      wasted: sizeOf(all.filter((p) => p.hidden === 'all')),
      places,
      others: entries.filter((e) => isNamed(e) && !paths.includes(e.path)),
      came: places.filter((p): p is Place => !!p?.fresh && p.kind !== 'merged'),
      went: paths.filter((path, i) => there && !places[i] && earlier.some((e) => e.path === path)),
    };
  };
  return { segments: known.map((k) => segmentOf(k, [])), sheets, views };
}
