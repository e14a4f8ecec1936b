import type { Process, Snapshot } from '../../kernel/snapshot.ts';
import { ByProcess, commandOf, identityOf, identityText, innermostShell, isNoise, nameOf, sameIn } from './process.ts';

/** A row's name stays this short, in characters. */
const NAME_LENGTH = 24;

/**
 * A place for one process in a picture. It stands there in every step, so that
 * nothing jumps; which process is in it, a snapshot says.
 */
export interface Row {
  /** The innermost shell of this terminal... */
  terminal?: string;
  /** ...or this process. */
  pid?: number;
  /** When that process started, where it is known: another may get its pid. */
  startTime?: number;
  /** What the terminal is called. */
  owner?: string;
  /** Shown instead of a name made of owner and process. */
  label?: string;
  /** What to call it while there is no process. */
  name: string;
  /** First and last step after which it has a process. */
  first: number;
  last: number;
}

/** What makes a row the same one when others come before it. */
export const keyOf = ({ terminal, pid, startTime, label }: Row): string =>
  [terminal, pid && identityText({ pid, startTime }), label].filter(Boolean).join(' ');

/** The process a row shows. */
export function processOf(row: Row, snapshot: Snapshot): Process | undefined {
  const { terminal, pid } = row;
  if (terminal !== undefined) return innermostShell(snapshot, terminal);
  return pid === undefined ? undefined : sameIn(snapshot, { ...row, pid });
}

/** host の bash, sleep 1001, systemd */
export function titleOf(row: Row, process: Process | undefined): string {
  if (row.label !== undefined) return row.label;
  const name = process ? (row.owner === undefined ? commandOf(process, NAME_LENGTH) : nameOf(process)) : row.name;
  return row.owner === undefined ? name : `${row.owner} の ${name}`;
}

/** Why a row is empty at a step. */
export function absence(row: Pick<Row, 'first' | 'last'>, number: number): string {
  return number < row.first ? 'まだない' : number > row.last ? '終了した' : 'いまはない';
}

/**
 * The rows nobody has to choose: the shell of each terminal, then every process
 * the recording watches. pid 1 comes first where nothing else shows the initial
 * namespaces throughout, or there would be nothing to compare.
 * @param snapshots the source at each position, the start first
 * @param terminals label by name, in order; those of the snapshots where absent
 */
export function defaultRows(snapshots: Snapshot[], terminals: Record<string, string> = terminalsOf(snapshots)): Row[] {
  const shells = Object.entries(terminals).flatMap(
    ([terminal, owner]) => terminalRow(snapshots, terminal, owner) ?? [],
  );
  const watched = pidRows(snapshots, (p) => p.pid !== 1 && p.terminal === undefined);
  const rows = [...shells, ...watched];
  const initial = pidRows(snapshots, (p) => p.pid === 1);
  return rows.length > 1 && rows.some((row) => snapshots.every((s) => staysInitial(row, s)))
    ? rows
    : [...initial, ...rows];
}

/** The row of a terminal, undefined where it never has a shell. */
export function terminalRow(snapshots: Snapshot[], terminal: string, owner: string): Row | undefined {
  const shells = snapshots.map((s) => innermostShell(s, terminal));
  const first = shells.findIndex(Boolean);
  if (first < 0) return undefined;
  return { terminal, owner, name: nameOf(shells[first]!), first, last: shells.findLastIndex(Boolean) };
}

/** A row for each process that fits in any step, in the order they appeared. */
export function pidRows(snapshots: Snapshot[], fits: (process: Process) => boolean): Row[] {
  const rows = new ByProcess<Row>();
  snapshots.forEach((snapshot, number) => {
    for (const process of snapshot.processes) {
      const row = rows.get(process);
      if (row) row.last = number;
      else if (!isNoise(process) && fits(process))
        rows.set(process, {
          ...identityOf(process),
          name: commandOf(process, NAME_LENGTH),
          first: number,
          last: number,
        });
    }
  });
  return rows.values();
}

function staysInitial(row: Row, snapshot: Snapshot): boolean {
  const process = processOf(row, snapshot);
  const one = snapshot.processes[0];
  return process !== undefined && JSON.stringify(process.namespaces) === JSON.stringify(one?.namespaces);
}

function terminalsOf(snapshots: Snapshot[]): Record<string, string> {
  return Object.fromEntries(
    snapshots.flatMap((s) => s.processes.flatMap((p) => (p.terminal === undefined ? [] : [[p.terminal, p.terminal]]))),
  );
}
