import { isSameProcess } from '../../kernel/identity.ts';
import { NAMESPACE_TYPES } from '../../kernel/snapshot.ts';
import type { NamespaceType, Process } from '../../kernel/snapshot.ts';
import { sameIn } from '../shared/process.ts';
import { absence, keyOf, processOf, titleOf, type Row } from '../shared/rows.ts';
import type { Moment } from '../../sources/moment.ts';
import { contentsOf } from './contents.ts';
import { initialNamespaces, isNewForChildren, isNewProcess, isNewWorld, otherWorlds } from '../shared/worlds.ts';

/** One namespace of one process. */
export interface Cell {
  type: NamespaceType;
  /** undefined where there is no process, or it has no namespaces any more (a zombie). */
  inode: number | undefined;
  /** 0 the initial namespace, 1 the first other one of this type in the picture, 2 the second ... */
  world: number;
  /** This step put the process there. */
  fresh: boolean;
  /** What is in it; '' for nothing, undefined where that was not read. */
  holds: string | undefined;
  /** What was in it before the step, where the process was there and that was something else. */
  held: string | undefined;
  /** Where its next child will be, if elsewhere (ns/pid_for_children, ns/time_for_children). */
  next?: { inode: number; world: number; fresh: boolean };
}

/** One process of the table. */
export interface TableRow {
  /** The same for the same row in every drawing. */
  key: string;
  title: string;
  process: Process | undefined;
  /** Why there is no process. */
  absent: string;
  /** The process came into being in this step. */
  fresh: boolean;
  /** The row has another process than before the step, or none any more. */
  left: Process | undefined;
  cells: Cell[];
}

/** What the table shows. */
export interface Table {
  rows: TableRow[];
  /** How many namespaces of each type beside the initial one. */
  others: Record<NamespaceType, number[]>;
}

/** Reads the rows from a moment. */
export function tableOf(moment: Moment, rows: Row[]): Table {
  const { snapshot, before, number } = moment;
  const processes = rows.map((row) => processOf(row, snapshot));
  const initial = initialNamespaces(snapshot);
  const others = otherWorlds(snapshot, processes);
  const world = (type: NamespaceType, inode: number) => (inode === initial[type] ? 0 : others[type].indexOf(inode) + 1);

  const cell = (process: Process | undefined, type: NamespaceType): Cell => {
    const inode = process?.namespaces[type];
    if (!process || inode === undefined)
      return { type, inode: undefined, world: 0, fresh: false, holds: undefined, held: undefined };
    const holds = contentsOf(type, process, snapshot);
    const old = sameIn(before, process);
    const held = before && old?.namespaces[type] === inode ? contentsOf(type, old, before) : undefined;
    const next = type === 'pid' || type === 'time' ? process.forChildren?.[type] : undefined;
    return {
      type,
      inode,
      world: world(type, inode),
      fresh: isNewWorld(moment, process, type),
      holds,
      held: held === holds ? undefined : held,
      ...(next === undefined
        ? {}
        : {
            next: {
              inode: next,
              world: world(type, next),
              fresh: isNewForChildren(moment, process, type as 'pid' | 'time'),
            },
          }),
    };
  };
  return {
    others,
    rows: rows.map((row, i) => {
      const process = processes[i];
      const previous = before ? processOf(row, before) : undefined;
      return {
        key: keyOf(row),
        title: titleOf(row, process),
        process,
        absent: absence(row, number),
        fresh: process !== undefined && isNewProcess(moment, process),
        left: previous && !isSameProcess(previous, process) ? previous : undefined,
        cells: NAMESPACE_TYPES.map((type) => cell(process, type)),
      };
    }),
  };
}
