import type { IBuffer, IBufferCell, IBufferLine } from '@xterm/headless';
import { escapeHtml } from '../html/html.ts';
import glyphs from '../styles/mono-glyphs.json' with { type: 'json' };
import { clusters } from '../terminal/terminal.ts';
import { nearestOf256, nearestOfRgb } from './palette.ts';

/** Text of one look. */
export interface Run {
  /** The space-separated class list, '' for plain text. */
  look: string;
  text: string;
  /** Its glyphs come from another font than the monospace one, and must be held to the cells that the terminal gave them. */
  held?: Held;
}

/** `wide`: full-width glyphs, any number of them; `pair` and `single`: one character of two cells, or of one. */
interface Held {
  as: 'wide' | 'pair' | 'single';
  /** Cells of the whole run. */
  cells: number;
}

/** Cells that runs of one line take. */
export function cellsOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { text, held }) => sum + (held ? held.cells : text.length), 0);
}

/** `cell` is xterm.js's way to read many cells without making an object of each. */
let cell: IBufferCell | undefined;

/**
 * Reads cells `from` (included) to `to` (excluded) of a line and adds them to `runs`.
 * Cells never written to are spaces, and left out at the right end of a line unless it goes on in the next row.
 *
 * @param next the row in which this one goes on: the terminal wrapped it
 * @returns how many cells were left out
 */
export function readLine(line: IBufferLine, from: number, to: number, runs: Run[], next?: IBufferLine): number {
  let end = Math.min(to, line.length);
  // A wide character that did not fit left the last cell empty.
  if (next && end === line.length && line.getCell(end - 1)?.getChars() === '' && isWide(next)) end -= 1;
  let gap = 0;
  for (let x = from; x < end; x += 1) {
    cell = line.getCell(x, cell);
    if (!cell) continue;
    const chars = cell.getChars();
    const width = cell.getWidth();
    if (width === 0 && chars === '') continue;
    // The cell behind a wide character belongs to it, whatever was left there.
    if (width === 2) x += 1;
    const plain = cell.isAttributeDefault();
    if (chars === '' && (plain || (cell.isBgDefault() && !cell.isInverse()))) {
      gap += 1;
      continue;
    }
    if (gap > 0) append(runs, '', ' '.repeat(gap));
    gap = 0;
    const look = plain ? '' : lookOf(cell);
    if (chars === '' || cell.isInvisible()) append(runs, look, ' '.repeat(Math.max(width, 1)));
    else append(runs, look, chars, hold(chars, width));
  }
  if (gap === 0 || (!next && to >= line.length)) return gap;
  append(runs, '', ' '.repeat(gap));
  return 0;
}

function isWide(line: IBufferLine): boolean {
  return line.getCell(0)?.getWidth() === 2;
}

/** Plain text as runs, its characters held as those of a terminal are. */
export function textRuns(text: string): Run[] {
  if (/^[\x00-\x7f]*$/.test(text)) return text === '' ? [] : [{ look: '', text }];
  const runs: Run[] = [];
  for (const { text: chars, width } of clusters(text))
    append(runs, '', chars, chars === '\n' ? undefined : hold(chars, width));
  return runs;
}

/** Adds text to the last run when it looks the same. */
function append(runs: Run[], look: string, text: string, held?: Held): void {
  const last = runs.at(-1);
  if (last && last.look === look && !held && !last.held) last.text += text;
  else if (last?.held && last.look === look && held?.as === 'wide' && last.held.as === 'wide') {
    last.text += text;
    last.held.cells += held.cells;
  } else runs.push(held ? { look, text, held } : { look, text });
}

/** Text without its looks. */
export function plainText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** Keeps characters `from` to `to` (UTF-16 units) of the runs. */
export function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0;
  return runs
    .map((run): Run => {
      const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at));
      at += run.text.length;
      if (text === run.text || !run.held) return { ...run, text };
      return {
        ...run,
        text,
        held: { ...run.held, cells: Math.round((run.held.cells * text.length) / run.text.length) },
      };
    })
    .filter((run) => run.text !== '');
}

/**
 * Reads a region of the buffer, lines joined where the terminal had wrapped one that was too long.
 *
 * @param x0 first cell in line `y0`
 * @param x1 cell behind the last one in line `y1`
 */
export function readRegion(buffer: IBuffer, y0: number, x0: number, y1: number, x1: number): Run[] {
  const runs: Run[] = [];
  for (let y = y0; y <= y1; y += 1) {
    const line = buffer.getLine(y);
    if (!line) break;
    if (y > y0 && !line.isWrapped) append(runs, '', '\n');
    const next = y < y1 ? buffer.getLine(y + 1) : undefined;
    readLine(line, y === y0 ? x0 : 0, y === y1 ? x1 : line.length, runs, next?.isWrapped ? next : undefined);
  }
  return runs;
}

const looks = new Map<string, string>();

function lookOf(c: IBufferCell): string {
  const key = `${c.isFgDefault() ? '' : `${c.getFgColorMode()},${c.getFgColor()}`};${c.isBgDefault() ? '' : `${c.getBgColorMode()},${c.getBgColor()}`};${c.isBold() ? 1 : 0}${c.isDim() ? 1 : 0}${c.isItalic() ? 1 : 0}${c.isUnderline() ? 1 : 0}${c.isInverse() ? 1 : 0}${c.isStrikethrough() ? 1 : 0}`;
  let look = looks.get(key);
  if (look === undefined) {
    const names: string[] = [];
    if (!c.isFgDefault()) names.push(`f${c.isFgRGB() ? nearestOfRgb(c.getFgColor()) : nearestOf256(c.getFgColor())}`);
    if (!c.isBgDefault())
      names.push(`b${(c.isBgRGB() ? nearestOfRgb(c.getBgColor()) : nearestOf256(c.getBgColor())) % 8}`);
    if (c.isInverse()) names.push('inv');
    if (c.isBold()) names.push('bold');
    if (c.isDim()) names.push('dim');
    if (c.isItalic()) names.push('it');
    if (c.isUnderline()) names.push('ul');
    if (c.isStrikethrough()) names.push('st');
    look = names.map((name) => `tr-${name}`).join(' ');
    looks.set(key, look);
  }
  return look;
}

/** Characters that CJK fonts draw one em wide. */
const FULL_WIDTH =
  /^[\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}][\u3099\u309a\u{e0100}-\u{e01ef}]*$/u;

/** Characters that the monospace font has (subset-fonts.py). */
const OWN = new Set<string>();
for (const range of glyphs) {
  const [first, last = first] = range.split('-').map((hex) => Number.parseInt(hex, 16)) as [number, number?];
  for (let point = first; point <= last; point += 1) OWN.add(String.fromCodePoint(point));
}

const holds = new Map<string, Held['as']>();

/** How a character of the terminal is held to its cells; the monospace font's own need no holding. */
function hold(chars: string, width: number): Held | undefined {
  if (width === 1 && chars.length === 1 && OWN.has(chars)) return undefined;
  const key = chars + width;
  let as = holds.get(key);
  if (as === undefined) {
    as = width === 2 ? (FULL_WIDTH.test(chars) ? 'wide' : 'pair') : 'single';
    holds.set(key, as);
  }
  return { as, cells: Math.max(width, 1) };
}

const CLASS = { wide: 'tr-wide', pair: 'tr-pair', single: 'tr-cell' };

/** Runs as HTML: `<span class>` for looks, and for characters that must be held to their cells for columns to stay aligned. */
export function runsToHtml(runs: readonly Run[]): string {
  let html = '';
  let look = '';
  for (const run of runs) {
    if (run.look !== look) {
      if (look !== '') html += '</span>';
      if (run.look !== '') html += `<span class="${run.look}">`;
      look = run.look;
    }
    const text = escapeHtml(run.text);
    html += run.held ? `<span class="${CLASS[run.held.as]}">${text}</span>` : text;
  }
  return look === '' ? html : `${html}</span>`;
}
