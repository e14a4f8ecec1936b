import type { Process, Snapshot } from '../../kernel/snapshot.ts';
import type { Series } from '../../sources/moment.ts';
import { ByProcess, commandOf, identityOf, identityText, isNoise, nameOf } from '../shared/process.ts';
import { processOf } from '../shared/rows.ts';
import { keepPlaces } from '../shared/places.ts';
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
export function plan(series: Series, { title, processes, cgroups }: Props, shown?: Plan): Plan {
  const { snapshots, terminals } = series;
  // A row may be a terminal's shell, which is another process after another step.
  const wanted =
    processes && rowsOf(series, processes).flatMap((row) => snapshots.flatMap((s) => processOf(row, s) ?? []));
  return { title, known: knownProcesses(snapshots, terminals, wanted, shown?.known), ...(cgroups ? { cgroups } : {}) };
}

/**
 * Every process that ever runs in a series of snapshots, in the order they appeared.
 * @param terminals what terminals are called, by name
 * @param wanted limits them to these and pid 1
 * @param shown those of the plan before: they keep their places, and what is known of them
 */
function knownProcesses(
  snapshots: Snapshot[],
  terminals: Record<string, string> = {},
  wanted?: Process[],
  shown?: Known[],
): Known[] {
  const asked = setOf(wanted ?? []);
  const earlier = new ByProcess<Known>();
  for (const one of shown ?? []) earlier.set(one, one);
  const isChosen = (p: Process) =>
    earlier.get(p) !== undefined || (!isNoise(p) && (wanted === undefined || p.pid === 1 || asked(p)));
  const chosen = setOf(snapshots.flatMap((s) => s.processes.filter(isChosen)));
  const known = new ByProcess<Known>();
  snapshots.forEach((snapshot, number) => {
    for (const process of snapshot.processes) {
      if (!chosen(process)) continue;
      const old = known.get(process) ?? earlier.get(process);
      known.set(process, {
        ...identityOf(process),
        name:
          process.args.length === 0 && old
            ? old.name
            : process.terminal === undefined
              ? commandOf(process)
              : nameOf(process),
        ...(process.terminal === undefined ? {} : { owner: terminals[process.terminal] ?? process.terminal }),
        parent: parentOf(process, snapshot, chosen),
        nspid: process.nspid,
        pidNamespace: process.namespaces.pid ?? old?.pidNamespace,
        cgroup: process.cgroup,
        first: known.get(process)?.first ?? number,
        last: number,
      });
    }
  });
  return keepPlaces(known.values(), shown, identityText);
}

/** Whether a process is one of some. */
function setOf(processes: Process[]): (process: Process) => boolean {
  const all = new ByProcess<true>();
  for (const process of processes) all.set(process, true);
  return (process) => all.get(process) === true;
}
