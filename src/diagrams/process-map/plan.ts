import type { Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Series } from '../../sources/moment.ts';
import { commandOf, isNoise, nameOf } from '../shared/process.ts';
import { processOf } from '../shared/rows.ts';
import { rowsOf, type Selector } from '../shared/select.ts';
import { parentOf, type Known } from './model.ts';

/** What an author chooses. */
export interface Props {
  title: string;
  /** Only these and pid 1. Default: every process that is ever there. */
  processes?: Selector[] | undefined;
  /** Whether each process says which cgroup it is in. */
  cgroups?: boolean | undefined;
}

/** What the map may show. */
export interface Plan {
  title: string;
  /** Every process that has a place. */
  known: Known[];
  cgroups?: boolean;
}

/** A place for each process that is ever there. */
export function plan(series: Series, { title, processes, cgroups }: Props): Plan {
  const { snapshots, terminals } = series;
  // A row may be a terminal's shell, which is another process after another step.
  const wanted =
    processes &&
    new Set(rowsOf(series, processes).flatMap((row) => snapshots.flatMap((s) => processOf(row, s)?.pid ?? [])));
  return { title, known: knownProcesses(snapshots, terminals, wanted), ...(cgroups ? { cgroups } : {}) };
}

/**
 * Every process that ever runs in a series of snapshots, in the order they appeared.
 * @param terminals what terminals are called, by name
 * @param wanted limits them to these and pid 1
 */
function knownProcesses(snapshots: Snapshot[], terminals: Record<string, string> = {}, wanted?: Set<number>): Known[] {
  const chosen = (p: Process) => !isNoise(p) && (wanted === undefined || p.pid === 1 || wanted.has(p.pid));
  const pids = new Set(snapshots.flatMap((s) => s.processes.filter(chosen).map((p) => p.pid)));
  const known = new Map<number, Known>();
  snapshots.forEach((snapshot, number) => {
    for (const process of snapshot.processes) {
      if (!pids.has(process.pid)) continue;
      known.set(process.pid, {
        pid: process.pid,
        name:
          process.args.length === 0 && known.has(process.pid)
            ? known.get(process.pid)!.name
            : process.terminal === undefined
              ? commandOf(process)
              : nameOf(process),
        ...(process.terminal === undefined ? {} : { owner: terminals[process.terminal] ?? process.terminal }),
        parent: parentOf(process, snapshot, (pid) => pids.has(pid)),
        nspid: process.nspid,
        pidNamespace: process.namespaces.pid ?? known.get(process.pid)?.pidNamespace,
        cgroup: process.cgroup,
        first: known.get(process.pid)?.first ?? number,
        last: number,
      });
    }
  });
  return [...known.values()];
}
