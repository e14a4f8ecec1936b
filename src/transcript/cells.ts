import type { IBufferCell, IBufferLine, IBuffer } from '@xterm/headless';
import { nearestOf256, nearestOfRgb } from './palette.ts';

/** Text of one look. `look` is the space-separated class list, '' for plain text. */
export interface Run {
  look: string;
  text: string;
}

/** `cell` is xterm.js's way to read many cells without making an object of each. */
let cell: IBufferCell | undefined;

/**
 * Reads cells `from` (included) to `to` (excluded) of a line and adds them to `runs`.
 * Cells never written to are spaces, and left out at the right end of a whole line.
 */
export function readLine(line: IBufferLine, from: number, to: number, runs: Run[]): void {
  const end = Math.min(to, line.length);
  let gap = 0;
  for (let x = from; x < end; x += 1) {
    cell = line.getCell(x, cell);
    if (!cell || cell.getWidth() === 0) continue;
    const chars = cell.getChars();
    const plain = cell.isAttributeDefault();
    if (chars === '' && (plain || (cell.isBgDefault() && !cell.isInverse()))) {
      gap += 1;
      continue;
    }
    if (gap > 0) append(runs, '', ' '.repeat(gap));
    gap = 0;
    const text = chars === '' || cell.isInvisible() ? ' '.repeat(cell.getWidth()) : chars;
    append(runs, plain ? '' : lookOf(cell), text);
  }
  if (gap > 0 && to < line.length) append(runs, '', ' '.repeat(gap));
}

/** Adds text to the last run when it looks the same. */
export function append(runs: Run[], look: string, text: string): void {
  const last = runs.at(-1);
  if (last && last.look === look) last.text += text;
  else runs.push({ look, text });
}

/** Text without its looks. */
export function plainText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
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
    readLine(line, y === y0 ? x0 : 0, y === y1 ? x1 : line.length, runs);
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

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that is safe in HTML, in an attribute's double quotes as well. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ENTITIES[c]!);
}

/** Full-width characters of CJK fonts, all one em; and what a terminal gives two cells beside them, emoji. */
const WIDE =
  /([\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}][\u3099\u309a\u{e0100}-\u{e01ef}]*)+|\p{Emoji_Presentation}(?:[\ufe0f\u200d]|\p{Emoji_Modifier}|(?<=\u200d)\p{Extended_Pictographic})*/gu;

/**
 * Runs as HTML: `<span class>` for looks, and for wide characters, whose glyphs
 * must take exactly two cells for columns to stay aligned.
 */
export function runsToHtml(runs: readonly Run[]): string {
  let html = '';
  for (const { look, text } of runs) {
    const inner = /^[\x00-\x7f]*$/.test(text)
      ? escapeHtml(text)
      : escapeHtml(text).replace(
          WIDE,
          (match, cjk: string | undefined) =>
            `<span class="${cjk === undefined ? 'tr-emoji' : 'tr-wide'}">${match}</span>`,
        );
    html += look === '' ? inner : `<span class="${look}">${inner}</span>`;
  }
  return html;
}
