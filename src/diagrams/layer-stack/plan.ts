import { isWhiteout, lookThrough } from '../../kernel/overlay.ts';
import type { FileEntry, Snapshot, Stack } from '../../kernel/snapshot.ts';
import type { Series } from '../../sources/moment.ts';
import { keepPlaces } from '../shared/places.ts';
import { LEGEND } from './legend.ts';
import { entriesOf, isNamed, type Known, type KnownSheet, type KnownView } from './model.ts';

/** So many files are seen of a stack whose sheets all show through. */
const SOME = 4;

/** How many read-only sheets have a colour of their own; further ones begin anew. */
const HUES = 5;

/** What an author chooses. */
export interface Props {
  title: string;
  /** Which stacks, from the left, by name. Default: all, without images that only name a sheet. */
  stacks?: (string | Choice)[] | undefined;
  /** How many files have a place on a sheet; those on which sheets differ come first. Default 12. */
  files?: number | undefined;
}

/** What the picture may show. */
export interface Plan {
  title: string;
  known: Known[];
  /** Markup of the legend: no step changes it, so what draws needs no words for it. */
  legend: string;
}

/** A stack to be drawn, and what to call it. */
export interface Choice {
  name: string;
  label?: string | undefined;
}

/** A place for each sheet and file that is ever there. A stack whose sheets were exchanged is planned from there on. */
export function plan({ snapshots }: Series, { title, stacks, files = 12 }: Props, shown?: Plan): Plan {
  const choices =
    stacks?.map((s) => (typeof s === 'string' ? { name: s } : s)) ?? defaultStacks(snapshots, shown?.known);
  let left = snapshots;
  for (const { name } of choices)
    for (let at = exchangedAt(left, name); at !== undefined; at = exchangedAt(left, name))
      left = left.map((s, number) =>
        number < at! && s.stacks ? { ...s, stacks: s.stacks.filter((stack) => stack.name !== name) } : s,
      );
  return { title, known: knownStacks(left, choices, files), legend: LEGEND };
}

/** Stacks that are ever there, by name. */
export function stacksOf(snapshots: Snapshot[]): Stack[] {
  return [...new Map(snapshots.flatMap((s) => s.stacks ?? []).map((s) => [s.name, s])).values()];
}

function defaultStacks(snapshots: Snapshot[], shown?: Known[]): Choice[] {
  const there = stacksOf(snapshots);
  const choices = there
    .filter((s) => s.kind !== 'image' || s.layers.length > 1 || there.length === 1)
    .map(({ name }) => ({ name }));
  return keepPlaces(choices, shown && viewsOf(shown), ({ name }) => name);
}

/** The stacks of a plan, in its order. */
const viewsOf = (known: Known[]): Choice[] =>
  known.flatMap(({ view, above }) => [...viewsOf(above), ...(view ? [{ name: view.name }] : [])]);

/**
 * When a stack came to have other sheets than before, as an image does whose tag moves to a new build: undefined where
 * it only grew. A sheet has one place in this diagram, so such a stack cannot be drawn.
 * @returns the number of the step, 0 the start
 */
export function exchangedAt(snapshots: Snapshot[], name: string): number | undefined {
  let last: string[] = [];
  for (const [number, { stacks = [] }] of snapshots.entries()) {
    const directories = stacks.find((s) => s.name === name)?.layers.map((l) => l.directory);
    if (!directories) continue;
    const common = Math.min(last.length, directories.length);
    if (directories.slice(0, common).join() !== last.slice(0, common).join()) return number;
    last = directories;
  }
  return undefined;
}

/** A chosen stack as it is where it is highest. */
interface Pile {
  view: Omit<KnownView, 'paths'>;
  /** Lowest first. */
  directories: string[];
  writable: boolean;
}

/**
 * What a series of snapshots has in its stacks: which sheet lies on which, shared ones once, and which
 * paths have a place on them, so that no step moves anything.
 * @param files at most so many paths have a place
 */
export function knownStacks(snapshots: Snapshot[], choices: Choice[], files: number): Known[] {
  const piles = choices.flatMap((choice) => pileOf(snapshots, choice) ?? []);
  const names = namesOf(snapshots);
  const worth = new Worth(snapshots, piles);
  let number = 0;
  const build = (members: Pile[], from: number): Known => {
    const [first] = members;
    let to = from;
    while (members.every((p) => p.directories.length > to && p.directories[to] === first!.directories[to])) to += 1;
    const alone = members.length === 1;
    // A stack by itself has the same places on every sheet; where sheets are of different breadth, each has its own.
    const own = alone && from === 0;
    // Where no sheet differs, some of what is the same everywhere is seen.
    const seen = (directories: string[]) =>
      [worth.best(directories, files, own), worth.best(directories, SOME, true)].find((paths) => paths.length > 0) ??
      [];
    const places = seen(first!.directories);
    const sheets = first!.directories.slice(from, to).map((directory, i): KnownSheet => {
      const paths = own ? places : worth.best([directory], files, false, first!.directories.indexOf(directory) > 0);
      const writable = alone && first!.writable && from + i === first!.directories.length - 1;
      number += 1;
      return {
        directory,
        number,
        paths,
        writable,
        hue: writable ? HUES + 1 : ((number - 1) % HUES) + 1,
        name: names.get(directory) ?? directory.replace(/\/diff$/, '').replace(/.*\//, ''),
        rest: snapshots.some((s) => entriesOf(s, directory).some((e) => isNamed(e) && !paths.includes(e.path))),
      };
    });
    const ended = alone ? [] : members.filter((p) => p.directories.length === to);
    const going = alone
      ? []
      : groups(
          members.filter((p) => p.directories.length > to),
          to,
        );
    return {
      sheets: sheets.reverse(),
      above: [
        ...ended.map((p) => ({ sheets: [], above: [], view: { ...p.view, paths: seen(p.directories) } })),
        ...going.map((g) => build(g, to)),
      ],
      ...(alone ? { view: { ...first!.view, paths: places } } : {}),
    };
  };
  return groups(piles, 0).map((members) => build(members, 0));
}

/** Those with the same sheet at a height, in order. */
function groups(piles: Pile[], height: number): Pile[][] {
  const by = new Map<string, Pile[]>();
  for (const pile of piles) {
    const key = pile.directories[height]!;
    by.set(key, [...(by.get(key) ?? []), pile]);
  }
  return [...by.values()];
}

function pileOf(snapshots: Snapshot[], { name, label = name }: Choice): Pile | undefined {
  const all = snapshots
    .map((s, number) => ({ number, stack: s.stacks?.find((stack) => stack.name === name) }))
    .filter((s): s is { number: number; stack: Stack } => s.stack !== undefined);
  const highest = all.reduce<Stack | undefined>(
    (most, { stack }) => (most && most.layers.length >= stack.layers.length ? most : stack),
    undefined,
  );
  if (!highest) return undefined;
  return {
    view: { name, label, kind: highest.kind, first: all[0]!.number, last: all.at(-1)!.number },
    directories: highest.layers.map((l) => l.directory),
    writable: all.some(({ stack }) => stack.writable),
  };
}

/** What the sheets are called: by the instruction that made them, or the image they are all of. */
function namesOf(snapshots: Snapshot[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { stacks = [] } of snapshots)
    for (const { name, kind, layers, writable } of stacks) {
      for (const { directory, createdBy } of layers) {
        if (createdBy !== undefined && !names.has(directory)) names.set(directory, instruction(createdBy));
        if (directory.endsWith('-init/diff')) names.set(directory, 'init');
      }
      if (kind === 'image' && layers.length === 1) names.set(layers[0]!.directory, name);
      if (kind === 'container' && writable) names.set(layers.at(-1)!.directory, `${name} の層`);
    }
  return names;
}

/** An instruction as it stands in a Dockerfile, from what a builder wrote of it. */
export function instruction(createdBy: string): string {
  return createdBy
    .replace(/ # buildkit$/, '')
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .replace(/^(RUN )?\/bin\/sh -c /, 'RUN ')
    .replace(/^(RUN (?:\|\d+ .*? )?)\/bin\/sh -c /, '$1');
}

/** Whether an entry is more than a directory on the way to another. */
const isLeaf = (entry: FileEntry, entries: FileEntry[]): boolean =>
  entry.path !== '' &&
  (isNamed(entry) || entry.opaque === true || !entries.some((e) => e.path.startsWith(`${entry.path}/`)));

/** Which paths are worth a place: first those on which sheets differ. */
class Worth {
  #entries = new Map<string, FileEntry[][]>();
  #snapshots: Snapshot[];
  #stirred = new Set<string>();
  #joined = new Set<string>();
  #unread = new Set<string>();

  constructor(snapshots: Snapshot[], piles: Pile[]) {
    this.#snapshots = snapshots;
    for (const { directories } of piles)
      for (const snapshot of snapshots) {
        const layers = directories.map((directory) => entriesOf(snapshot, directory));
        for (const [path, { on }] of lookThrough(layers))
          for (const { layer, entry, hiddenBy } of on) {
            // Directories whose content joins say nothing by themselves.
            if (on.some((t) => t.kind === 'merged')) this.#joined.add(`${directories[layer]} ${path}`);
            else if (entry.unread) this.#unread.add(`${directories[layer]} ${path}`);
            if (hiddenBy || isWhiteout(entry) || entry.opaque)
              for (const directory of [directories[layer], directories[hiddenBy?.layer ?? layer]])
                this.#stirred.add(`${directory} ${path}`);
          }
      }
  }

  /** Paths a sheet has at any time that are no mere directories on the way to others. */
  leaves(directory: string): string[] {
    let all = this.#entries.get(directory);
    if (!all) this.#entries.set(directory, (all = this.#snapshots.map((s) => entriesOf(s, directory))));
    return [...new Set(all.flatMap((entries) => entries.filter((e) => isLeaf(e, entries)).map((e) => e.path)))];
  }

  /**
   * At most so many paths of some sheets, sorted.
   * @param all also those that are the same wherever one looks, as long as there is room
   * @param upon the first of the sheets lies upon another
   */
  best(directories: string[], count: number, all: boolean, upon = false): string[] {
    const rank = new Map<string, number>();
    directories.forEach((directory, height) => {
      for (const path of this.leaves(directory)) {
        const key = `${directory} ${path}`;
        const value = this.#stirred.has(key)
          ? 0
          : this.#joined.has(key)
            ? 9
            : this.#unread.has(key)
              ? 4
              : height > 0 || upon
                ? 1
                : path.includes('/')
                  ? 3
                  : 2;
        rank.set(path, Math.min(value, rank.get(path) ?? value));
      }
    });
    const chosen = [...rank]
      .filter(([, value]) => value < (all ? 9 : 2))
      .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
      .slice(0, count);
    return chosen.map(([path]) => path).sort();
  }
}
