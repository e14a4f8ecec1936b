import { list, shortList } from '../shared/words.ts';
import { NAMESPACE_TYPES } from '../../kernel/snapshot.ts';
import { CONTENTS } from './contents.ts';
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

/** What the table shows: 「inside の bash は、uts だけが別のnamespaceです。ほかの7種類は同じです。」 */
export function shows(table: Table): string {
  const there = present(table);
  if (there.length === 0) return 'ここに並ぶプロセスは、まだありません。';
  const next = there.flatMap((row) =>
    row.cells.filter((c) => c.next).map((c) => `${row.title} の次の子プロセスは、別の ${c.type} namespaceに入ります。`),
  );
  const apart = there.filter((row) => row.cells.some((c) => c.world > 0));
  const one = apart.length === 1 ? apart[0]! : undefined;
  const [own, same] = [true, false].map((differs) =>
    NAMESPACE_TYPES.filter((_type, column) => there.some((row) => row.cells[column]!.world > 0) === differs),
  ) as [string[], string[]];
  return [
    apart.length === 0
      ? there.length === 1
        ? `${titles(there)} は、8種類とも初期namespaceにいます。`
        : '8種類とも、全員が同じ初期namespaceにいます。'
      : one
        ? `${one.title} は、${own.length === 1 ? `${own[0]} だけ` : `${counted(own)}`}が別のnamespaceです。`
        : `${counted(own)}には、別のnamespaceがあります。`,
    apart.length > 0 && same.length > 0
      ? `${same.length > 3 ? `ほかの${same.length}種類` : list(same)}は${one ? '同じ' : '全員が同じ'}です。`
      : '',
    ...next,
  ].join('');
}

/** What the step changed, in sentences; '' where that is nothing. */
export function changes(table: Table): string {
  const contents = [
    ...Map.groupBy(
      table.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.held === undefined ? [] : [{ row, cell }]))),
      ({ cell }) => cell.inode,
    ).values(),
  ].map((same) => {
    const { type, held = '', holds = '' } = same[0]!.cell;
    const whose = `${titles(same.map(({ row }) => row))} の ${type}`;
    if (type === 'uts' || type === 'pid')
      return `${whose} の${CONTENTS[type]}が ${held} から ${holds} に変わりました。`;
    const [was, is] = [held, holds].map((text) => text.split(' ').filter(Boolean)) as [string[], string[]];
    const came = is.filter((name) => !was.includes(name));
    const went = was.filter((name) => !is.includes(name));
    const [more, less] = [came, went].map((names) => names.length > 0 && shortList(names, 2));
    return `${whose}${more ? ` に ${more} が加わ${less ? 'り、' : 'りました。'}` : ''}${less ? `${more ? '' : ' から '}${less} がなくなりました。` : ''}`;
  });
  const sentences = table.rows
    .flatMap((row) => {
      const fresh = row.cells.filter((c) => c.fresh);
      const own = fresh.filter((c) => c.world > 0).map((c) => c.type);
      const back = fresh.filter((c) => c.world === 0).map((c) => c.type);
      // Those that came into the same types in one step are told of together, by the first of them.
      const typesOf = ({ cells }: TableRow) => String(cells.filter((c) => c.fresh && c.world > 0).map((c) => c.type));
      const alike = row.fresh ? table.rows.filter((other) => other.fresh && typesOf(other) === typesOf(row)) : [row];
      if (alike[0] !== row) return [];
      const who = row.fresh
        ? `${list(alike.map(({ title, process }) => `${title}（PID ${process!.pid}）`))}ができ、${alike.length > 1 ? 'それぞれ ' : ''}`
        : `${row.title} の `;
      const next = row.cells.filter((c) => c.next?.fresh).map((c) => c.type);
      return [
        !row.process && row.left ? `${row.title}（PID ${row.left.pid}）は終了しました。` : '',
        row.process && row.left && !row.fresh ? `${row.title} は、もとのPID ${row.process.pid}に戻りました。` : '',
        own.length > 0 ? `${who}${counted(own)}が別のnamespaceになりました。` : '',
        back.length > 0 ? `${who}${counted(back)}が初期namespaceになりました。` : '',
        row.fresh && fresh.length === 0 ? `${who.replace(/き、.*/, 'きました。')}` : '',
        next.length > 0 ? `${row.title} の次の子プロセスから、${counted(next)}が別のnamespaceになります。` : '',
      ];
    })
    .concat(contents)
    .join('');
  return sentences && `この手順で：${sentences}`;
}

/** One cell in full: 「inside の bash の uts は uts:[4026532201]、別のnamespace。」 */
export function detail(table: Table, row: TableRow, cell: Cell): string {
  const { type, inode, world, next } = cell;
  if (inode === undefined)
    return row.process ? `${row.title} はnamespaceを手放しています。` : `${row.title} は${row.absent}プロセスです。`;
  const column = row.cells.indexOf(cell);
  const mates = world > 0 ? table.rows.filter((other) => other !== row && other.cells[column]!.inode === inode) : [];
  return `${row.title} の ${type} は ${type}:[${inode}]、${world === 0 ? '初期namespace' : '別のnamespace'}${mates.length ? `（${titles(mates)} と同じ）` : ''}。${cell.holds ? `中の${CONTENTS[type]}は ${cell.holds} です。` : ''}${
    next ? `次の子プロセスは ${type}:[${next.inode}] に入ります。` : ''
  }`;
}
