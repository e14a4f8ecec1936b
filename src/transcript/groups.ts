/** Rows of a group of pieces, at least: about half of what a terminal shows. */
export const GROUP_ROWS = 12;
/** Groups of a group of groups. */
const GROUP_SIZE = 32;

/** A part of a long transcript that stays in one piece, and how many rows it takes. */
export interface Piece {
  html: string;
  rows: number;
  /** Number of the step it belongs to. */
  step: number;
}

/**
 * Puts pieces into groups, and those into groups again, until a few are left.
 * The browser leaves out a group that is out of sight with all that is in it, and the player
 * changes the state of many steps at once, so that a session's length costs next to nothing.
 */
export function groupHtml(pieces: readonly Piece[]): string {
  const groups: Piece[][] = [];
  let rows = GROUP_ROWS;
  for (const piece of pieces) {
    if (rows >= GROUP_ROWS) {
      groups.push([]);
      rows = 0;
    }
    groups.at(-1)!.push(piece);
    rows += piece.rows;
  }
  let level = groups.map(wrap);
  while (level.length > GROUP_SIZE)
    level = Array.from({ length: Math.ceil(level.length / GROUP_SIZE) }, (_, i) =>
      wrap(level.slice(i * GROUP_SIZE, (i + 1) * GROUP_SIZE)),
    );
  return level.map((piece) => piece.html).join('');
}

function wrap(pieces: readonly Piece[]): Piece {
  const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
  const { step } = pieces[0]!;
  return {
    html: `<div class="tr-group${heightClasses(rows)}" data-n="${step}">${pieces.map((piece) => piece.html).join('')}</div>`,
    rows,
    step,
  };
}

/** A number of rows, a class a digit (transcript.css): the room it takes while it is left out, without an inline style. */
function heightClasses(rows: number): string {
  const digits = [...String(Math.min(rows, 99_999))].reverse();
  return digits.map((digit, power) => (digit === '0' ? '' : ` tr-${'uthkm'[power]}${digit}`)).join('');
}
