import type { Series } from '../../sources/moment.ts';
import { nameOf } from './process.ts';
import { keepPlaces } from './places.ts';
import { defaultRows, keyOf, pidRows, processOf, terminalRow, type Row } from './rows.ts';

/** Chooses processes: a terminal's name (its innermost shell), else a regular expression on name or command line, or both in detail. */
export type Selector =
  | string
  | {
      /** The innermost shell of this terminal, or with `name` or `pid`: only processes of it. */
      terminal?: string | undefined;
      /** Regular expression on the name or the command line. */
      name?: string | undefined;
      /** Which of the processes that fit, from 1; all of them where absent. */
      nth?: number | undefined;
      pid?: number | undefined;
      /** What to call it. */
      label?: string | undefined;
    };

/**
 * The rows of a diagram: those its selectors fit, or those nobody has to choose. A selector may fit none yet.
 * @param shown rows of the plan before: they keep their places as long as the series has their processes
 */
export function rowsOf(series: Series, selectors?: readonly Selector[], shown?: readonly Row[]): Row[] {
  const { snapshots, terminals } = series;
  const rows = selectors
    ? selectors.flatMap((selector) => select(selector, series))
    : defaultRows(snapshots, terminals);
  if (!shown) return rows;
  // What fitted once may not fit any more: a process that executed another program, the first process beside others.
  const fitting = new Set(rows.map(keyOf));
  const still = shown.flatMap((row) => {
    const first = fitting.has(keyOf(row)) ? -1 : snapshots.findIndex((s) => processOf(row, s));
    return first < 0 ? [] : { ...row, first, last: snapshots.findLastIndex((s) => processOf(row, s)) };
  });
  return keepPlaces([...rows, ...still], shown, keyOf);
}

/** The rows one selector fits in any snapshot. */
export function select(selector: Selector, { snapshots, terminals }: Series): Row[] {
  const detail = detailed(selector, terminals);
  const { terminal, name, nth, pid, label } = detail;
  let rows: Row[];
  if (terminal !== undefined && name === undefined && pid === undefined)
    rows = [terminalRow(snapshots, terminal, terminals[terminal] ?? terminal) ?? []].flat();
  else {
    const pattern = new RegExp(name ?? '');
    rows = pidRows(
      snapshots,
      (p) =>
        (pid === undefined || p.pid === pid) &&
        (terminal === undefined || p.terminal === terminal) &&
        (pattern.test(nameOf(p)) || pattern.test(p.args.join(' '))),
    ).map((row) => (terminal === undefined ? row : { ...row, owner: terminals[terminal] ?? terminal }));
    if (nth !== undefined) rows = rows.slice(nth - 1, nth);
  }
  return label === undefined ? rows : rows.map((row) => ({ ...row, label }));
}

/** A selector in detail: a text is a terminal's name where there is one of that name, else a pattern. */
export function detailed(selector: Selector, terminals: Record<string, string>): Exclude<Selector, string> {
  if (typeof selector !== 'string') return selector;
  return Object.hasOwn(terminals, selector) ? { terminal: selector } : { name: selector };
}
