/** The room, in em of a table's text, that a page 390 px wide leaves between the outer edges of its cells' text. */
const ROOM = 24;
/** What stands between the texts of two columns there, in em. */
const BETWEEN = 1;
/** A cell up to here is kept on one line, and a word up to here whole, where the room allows. */
const WHOLE = 8;
/** What a column of longer text asks for. */
const TEXT = 6;

/** Where a line may end within a name: after a sign, and after a space; never after the signs a name begins with. */
const PIECES = /(?<=[^\s/._-]{2}[/._-]|\s)/u;

/** Cuts a name into the pieces a narrow table may set under each other: `memory.`, `swap.`, `max`. */
export const pieces = (name: string): string[] => name.split(PIECES);

const NARROW = /[fijlrt.,:;'|!]/;

/** How wide a text is set at most, in em, whatever the font: Japanese is as wide as high, Latin is narrower. */
export const emsOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c >= '\u1100' ? 1 : NARROW.test(c) ? 0.4 : 0.6), 0);

/** The widest part of a text that should not be broken: a word in Latin, or one in katakana. */
function widestWord(text: string): number {
  const words = [...text.split(/[\s\u1100-\uffff]+/u).flatMap(pieces), ...(text.match(/[ァ-ヺー]+/gu) ?? [])];
  return Math.max(0, ...words.map(emsOf));
}

/**
 * The least width of each column of a table, in whole em of its text. It makes
 * a layout that depends neither on where a browser's dictionary sees phrases
 * nor on one font: below it no column is squeezed, and all of them together
 * fit the narrowest page that must show a table whole.
 * @param rows text of the cells, the header among them; rows may be shorter than others
 */
export function leastWidths(rows: readonly (readonly string[])[]): number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const wanted = Array.from({ length: count }, (_, column) => {
    const cells = rows.map((row) => row[column]?.trim() ?? '');
    const longest = Math.max(...cells.map(emsOf));
    return Math.ceil(longest <= WHOLE ? longest : Math.max(TEXT, ...cells.map((c) => Math.min(WHOLE, widestWord(c)))));
  });
  const room = ROOM - BETWEEN * (count - 1);
  let cap = WHOLE;
  const sum = (): number => wanted.reduce((all, width) => all + Math.min(width, cap), 0);
  while (cap > 1 && sum() > room) cap -= 1;
  const widths = wanted.map((width) => Math.max(1, Math.min(width, cap)));
  // What is left goes to the columns with the most text, which would grow highest.
  const text = widths.map((_, column) => rows.reduce((all, row) => all + emsOf(row[column] ?? ''), 0));
  const byText = [...widths.keys()].sort((a, b) => text[b]! - text[a]!);
  let left = room - sum();
  for (const column of byText) {
    const more = Math.max(0, Math.min(left, wanted[column]! - widths[column]!));
    widths[column]! += more;
    left -= more;
  }
  return widths;
}
