import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import type { IBuffer, IBufferLine, IUnicodeVersionProvider, Terminal } from '@xterm/headless';
import xterm from '@xterm/headless';

/**
 * A terminal without a screen. Its widths are those of Unicode's grapheme clusters, the same for what is recorded and
 * for what is shown: without the addon xterm.js knows the widths of Unicode 6, where an emoji is one cell.
 *
 * @param scrollback rows kept above the screen
 */
export function createTerminal(cols: number, rows: number, scrollback: number): Terminal {
  const terminal = new xterm.Terminal({ cols, rows, scrollback, allowProposedApi: true, logLevel: 'off' });
  // Its declaration names the terminal with a screen; it uses nothing but `unicode`, which is the same.
  new UnicodeGraphemesAddon().activate(terminal as never);
  return terminal;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
let widths: IUnicodeVersionProvider | undefined;

/** The grapheme clusters of a text, and how many cells a terminal gives each. */
export function clusters(text: string): { text: string; width: number }[] {
  if (!widths) {
    const register = (provider: IUnicodeVersionProvider) => {
      widths = provider;
    };
    new UnicodeGraphemesAddon().activate({ unicode: { register } } as never);
  }
  return Array.from(segmenter.segment(text), ({ segment }) => ({
    text: segment,
    // A variation selector asks for a picture, and two regional indicators are a flag.
    width: /\ufe0f|^\p{RI}{2}/u.test(segment) ? 2 : Math.max(1, widths!.wcwidth(segment.codePointAt(0)!)),
  }));
}

/** Largest parameter of a control sequence that is written as it came: more than any terminal has rows or columns. */
const MAX_PARAMETER = 9999;
const LARGE = /(?:\x1b\[|\x9b)[0-?]*?\d{5}[0-?]*/g;
const UNFINISHED = /(?:\x1b(?:\[[0-?]{0,200})?|\x9b[0-?]{0,200})$/;

/** Erases the screen to the cursor: see `Writer`. */
const ERASE_ABOVE = /(?<=(?:\x1b\[|\x9b)\??0*1J)/;

/**
 * Writes to a terminal what came from elsewhere, whatever it is.
 *
 * Parameters of control sequences are bounded: xterm.js scrolls, inserts and repeats as often as they say, and twenty bytes
 * would keep it busy for an hour. And it throws where CSI 1 J is written in the last cell of a buffer without a row below,
 * in a timer of its own, which ends the process: a row is lent to it there. A sequence may be torn between two texts.
 */
export class Writer {
  readonly #terminal: Terminal;
  #carry = '';
  #lent = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    const lend = ([what]: readonly (number | number[])[]): boolean => {
      const { active } = terminal.buffer;
      if (what !== 1 || active.cursorX < terminal.cols - 1 || active.cursorY + 1 < active.length) return false;
      this.#lent = true;
      terminal.resize(terminal.cols, terminal.rows + 1);
      return false;
    };
    terminal.parser.registerCsiHandler({ final: 'J' }, lend);
    terminal.parser.registerCsiHandler({ prefix: '?', final: 'J' }, lend);
  }

  /** Queues text, and a function to call when just that much has been written. */
  write(text: string, then?: () => void): void {
    if (text === '') {
      this.#terminal.write('', then);
      return;
    }
    const parts = this.#bounded(text).split(ERASE_ABOVE);
    for (const [i, part] of parts.entries()) {
      const last = i === parts.length - 1;
      if (parts.length === 1) this.#terminal.write(part, then);
      else
        this.#terminal.write(part, () => {
          if (this.#lent) this.#terminal.resize(this.#terminal.cols, this.#terminal.rows - 1);
          this.#lent = false;
          if (last) then?.();
        });
    }
  }

  /** The beginning of a sequence at the text's end comes with the next. */
  #bounded(text: string): string {
    const whole = this.#carry + text;
    this.#carry = UNFINISHED.exec(whole)?.[0] ?? '';
    const ready = this.#carry === '' ? whole : whole.slice(0, -this.#carry.length);
    return ready.replace(LARGE, (sequence) =>
      sequence.replace(/\d{5,}/g, (digits) => String(Math.min(Number(digits), MAX_PARAMETER))),
    );
  }
}

/**
 * A line that a shell's editor spread over rows, as it was typed: from cell `x0` of row `y0` to before cell `x1` of row `y1`.
 *
 * Editors end a row in their own ways (a space and a carriage return, a line feed), so no row is looked at for being
 * wrapped. A last cell left blank because a wide character did not fit is no character of the line.
 */
export function typedLine(buffer: IBuffer, y0: number, x0: number, y1: number, x1: number): string {
  let text = '';
  for (let y = y0; y <= y1; y += 1) {
    const line = buffer.getLine(y);
    if (!line) break;
    const from = y === y0 ? x0 : 0;
    let to = y === y1 ? x1 : line.length;
    if (
      y < y1 &&
      blankAt(line, line.length - 1) &&
      (buffer
        .getLine(y + 1)
        ?.getCell(0)
        ?.getWidth() ?? 1) === 2
    )
      to -= 1;
    text += line.translateToString(false, from, to);
  }
  return text;
}

function blankAt(line: IBufferLine, x: number): boolean {
  return (line.getCell(x)?.getChars() ?? '').trim() === '';
}
