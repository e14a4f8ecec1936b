/**
 * Cuts terminal output where a program could go back over what it has written.
 *
 * Whether output only grows or is drawn over decides how it is replayed, and that depends on where the
 * cursor stands at a control sequence. So output is written to the emulator in these pieces,
 * and the cursor is looked at in between.
 */

/** A piece of output. `text` is printed (colours included), `move` changes the cursor's place, `erase` and `screen` change what is there. */
export interface Piece {
  kind: 'text' | 'move' | 'erase' | 'screen';
  data: string;
}

/** A printed piece is at most this long, so that what it writes is still in the emulator's buffer when it is read. */
const MAX_TEXT = 2000;

const RISKY = /\x08+|\r+(?![\r\n])|\x1b[78DEMc]|\x1b\[[0-?]*[ -/]*[@-~]/g;
/** An escape sequence or carriage return whose rest comes with the next event. */
const UNFINISHED = /(?:\x1b(?:\[[0-?]*[ -/]*)?|\r+)$/;

/** Looks, modes, reports, and moves to the right or down: nothing written can be hit by them. */
const HARMLESS = /[mhlnctqpaBCIe]$/;
const MOVES = /^[\x08\r]|[ADFGHZ`dfsu]$|^\x1b[78EM]/;
const ALTERNATE = /\[\?(?:.*;)?(?:47|1047|1049)(?:;.*)?[hl]$/;

/**
 * What of `data` can be judged now, in pieces, and the rest to put before the next event's data.
 */
export function cutOutput(data: string): { pieces: Piece[]; rest: string } {
  const rest = UNFINISHED.exec(data)?.[0] ?? '';
  const body = rest === '' ? data : data.slice(0, -rest.length);
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of body.matchAll(RISKY)) {
    const sequence = match[0];
    const kind = kindOf(sequence);
    if (kind === null) continue;
    addText(pieces, body.slice(from, match.index));
    pieces.push({ kind, data: sequence });
    from = match.index + sequence.length;
  }
  addText(pieces, body.slice(from));
  return { pieces, rest };
}

/** Whether output could be drawn over; cheap, and true too often rather than too seldom. */
export function mayRedraw(data: string): boolean {
  for (const match of data.replace(/\x1b\[\?2004[hl]\r?/g, '').matchAll(RISKY)) {
    if (kindOf(match[0]) !== null) return true;
  }
  return UNFINISHED.test(data);
}

function kindOf(sequence: string): Piece['kind'] | null {
  if (ALTERNATE.test(sequence)) return 'screen';
  if (MOVES.test(sequence)) return 'move';
  if (sequence.startsWith('\x1b[') && HARMLESS.test(sequence)) return null;
  return 'erase';
}

/** Line ends before the first character stand apart: they may lead the cursor past what was written. */
function addText(pieces: Piece[], text: string): void {
  if (text === '') return;
  const lead = /^[\x00-\x1a\x1c-\x1f]+/.exec(text)?.[0] ?? '';
  if (lead !== '') pieces.push({ kind: 'move', data: lead });
  for (let i = lead.length; i < text.length; i += MAX_TEXT)
    pieces.push({ kind: 'text', data: text.slice(i, i + MAX_TEXT) });
}
