import type { Moment } from '../../sources/moment.ts';
import { list } from '../shared/words.ts';
import type { Cell, Table, TableRow } from './model.ts';

const present = (table: Table): TableRow[] =>
  table.rows.filter((row) => row.process && row.cells.some((c) => c.inode !== undefined));
const titles = (rows: TableRow[]): string => list(rows.map((row) => row.title));
const counted = (types: string[]): string =>
  types.length === 1 ? `${types[0]} ` : `${list(types)} の${types.length}種類`;

/** What the table says: 「host の bash は8種類とも初期namespaceにいます。inside の bash は uts だけが異なります。」 */
export function describe(table: Table): string {
  const there = present(table);
  const quiet = there.filter((row) => row.cells.every((c) => c.world === 0));
  const sentences =
    quiet.length > 0 ? [`${titles(quiet)} は${quiet.length > 1 ? 'どれも' : ''}8種類とも初期namespaceにいます。`] : [];
  there.forEach((row, i) => {
    const own = row.cells.filter((c) => c.world > 0).map((c) => c.type);
    if (own.length === 1) sentences.push(`${row.title} は ${own[0]} だけが初期namespaceと異なります。`);
    else if (own.length > 1) {
      const same = row.cells.filter((c) => c.world === 0).map((c) => c.type);
      sentences.push(
        `${row.title} は ${counted(own)}が初期namespaceと異なります${same.length ? `（${list(same)} は同じ）` : ''}。`,
      );
    }
    for (const other of there.slice(0, i)) {
      const shared = row.cells.filter((c, t) => c.world > 0 && c.inode === other.cells[t]!.inode).map((c) => c.type);
      if (shared.length > 0) sentences.push(`${row.title} と ${other.title} は ${counted(shared)}を共有しています。`);
    }
    for (const { type, next } of row.cells)
      if (next) sentences.push(`${row.title} の次の子プロセスは、別の ${type} namespace（${next.inode}）に入ります。`);
  });
  for (const row of table.rows) if (!row.process) sentences.push(`${row.title} は${row.absent}プロセスです。`);
  return sentences.join('');
}

/** What the step changed, in sentences. */
export function changes(table: Table, { number }: Moment): string {
  const sentences = table.rows
    .flatMap((row) => {
      const fresh = row.cells.filter((c) => c.fresh);
      const own = fresh.filter((c) => c.world > 0).map((c) => c.type);
      const back = fresh.filter((c) => c.world === 0).map((c) => c.type);
      const who = row.fresh ? `${row.title}（PID ${row.process!.pid}）ができ、` : `${row.title} の `;
      const next = row.cells.filter((c) => c.next?.fresh).map((c) => c.type);
      return [
        !row.process && row.left ? `${row.title}（PID ${row.left.pid}）は終了しました。` : '',
        row.process && row.left && !row.fresh ? `${row.title} は、もとのPID ${row.process.pid}に戻りました。` : '',
        own.length > 0 ? `${who}${counted(own)}が別のnamespaceになりました。` : '',
        back.length > 0 ? `${who}${counted(back)}が初期namespaceになりました。` : '',
        row.fresh && fresh.length === 0 ? `${row.title}（PID ${row.process!.pid}）ができました。` : '',
        next.length > 0 ? `${row.title} の次の子プロセスから、${counted(next)}が別のnamespaceになります。` : '',
      ];
    })
    .join('');
  return sentences
    ? `この手順で：${sentences}`
    : number === 0
      ? 'まだ何も起きていません。'
      : 'この手順で変わったnamespaceはありません。';
}

/** One cell in full: 「inside の bash の uts は uts:[4026532201]、別のnamespace。」 */
export function detail(table: Table, row: TableRow, cell: Cell): string {
  const { type, inode, world, next } = cell;
  if (inode === undefined)
    return row.process ? `${row.title} はnamespaceを手放しています。` : `${row.title} は${row.absent}プロセスです。`;
  const column = row.cells.indexOf(cell);
  const mates = world > 0 ? table.rows.filter((other) => other !== row && other.cells[column]!.inode === inode) : [];
  return `${row.title} の ${type} は ${type}:[${inode}]、${world === 0 ? '初期namespace' : '別のnamespace'}${mates.length ? `（${titles(mates)} と同じ）` : ''}。${
    next ? `次の子プロセスは ${type}:[${next.inode}] に入ります。` : ''
  }`;
}
