import type { Series } from '../../sources/moment.ts';
import { namesOf, type People } from '../id-map/names.ts';
import type { Row } from '../shared/rows.ts';
import { rowsOf, type Selector } from '../shared/select.ts';
import { entriesOf } from './model.ts';
import type { Names } from './words.ts';

/** What an author chooses. */
export interface Props extends People {
  title: string;
  processes?: Selector[] | undefined;
  /** A directory that is listed in the initial mount namespace. */
  directory: string;
  /** Paths below it that get a row. Default: every file that is ever there. */
  files?: string[] | undefined;
}

/** What the table may show. */
export interface Plan {
  title: string;
  rows: Row[];
  /** The listed directory, and the files in it that get a row. */
  directory: string;
  paths: string[];
  /** Names of ids outside. */
  names: Names;
}

/** A row for each file that is ever there, a column for each process. */
export function plan(series: Series, { title, processes, directory, files, ...people }: Props, shown?: Plan): Plan {
  return {
    title,
    rows: rowsOf(series, processes, shown?.rows),
    directory,
    paths: files ?? filesOf(series, directory),
    names: namesOf(series, people).uid,
  };
}

/** Files that are ever in a directory, sorted. */
export function filesOf({ snapshots }: Series, directory: string): string[] {
  return [...new Set(snapshots.flatMap((s) => entriesOf(s, directory).map((e) => e.path)))].sort();
}
