import type { Series } from '../../sources/moment.ts';
import type { Row } from '../shared/rows.ts';
import { rowsOf, type Selector } from '../shared/select.ts';

/** What an author chooses. */
export interface Props {
  title: string;
  processes?: Selector[] | undefined;
}

/** What the table may show. */
export interface Plan {
  title: string;
  rows: Row[];
}

/** A row for each process that is ever there. */
export function plan(series: Series, { title, processes }: Props, shown?: Plan): Plan {
  return { title, rows: rowsOf(series, processes, shown?.rows) };
}
