import type { IUnicodeVersionProvider, Terminal } from '@xterm/headless';

/** East Asian Wide and Fullwidth (UAX #11), as ranges of code points: first, last. */
const WIDE = [
  0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97c, 0xac00, 0xd7a3,
  0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x1b000, 0x1b2fb, 0x20000, 0x3fffd,
];
const EMOJI = /^\p{Emoji_Presentation}$/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;

const widths = new Map<number, 0 | 1 | 2>();

/** How many cells of a terminal a code point takes: 2 for wide characters and emoji, 0 for what joins the character before. */
export function cellWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300) return codePoint === 0 ? 0 : 1;
  let width = widths.get(codePoint);
  if (width === undefined) {
    const char = String.fromCodePoint(codePoint);
    width = ZERO.test(char) ? 0 : isWide(codePoint) || EMOJI.test(char) ? 2 : 1;
    widths.set(codePoint, width);
  }
  return width;
}

function isWide(codePoint: number): boolean {
  for (let i = 0; i < WIDE.length; i += 2) if (codePoint >= WIDE[i]! && codePoint <= WIDE[i + 1]!) return true;
  return false;
}

/** xterm.js alone knows the widths of Unicode 6, where an emoji is one cell. */
const provider: IUnicodeVersionProvider = {
  version: 'site',
  wcwidth: cellWidth,
  /** Bit 0: joins the cell before it. Bits 1 and 2: width. (InputHandler of xterm.js 6 reads it so.) */
  charProperties(codePoint, preceding) {
    let width: number = cellWidth(codePoint);
    let join = width === 0 && preceding !== 0;
    if (join) {
      const before = (preceding >> 1) & 3;
      if (before === 0) join = false;
      else if (before > width) width = before;
    }
    return (width << 1) | (join ? 1 : 0);
  },
};

/** Makes an emulator reckon with the widths of `cellWidth`. */
export function useWidths(terminal: Terminal): void {
  terminal.unicode.register(provider);
  terminal.unicode.activeVersion = provider.version;
}
