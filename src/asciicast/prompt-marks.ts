/**
 * Semantic-prompt marks (OSC 133), by which a shell says where its prompt, the line typed and the output begin.
 *
 * A prompt begins, B it ends and typing begins, C output begins, D the command has ended. P and N begin a prompt as A does,
 * I ends one as B does. Specification: https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md,
 * and for kitty's options https://sw.kovidgoyal.net/kitty/shell-integration/#notes-for-shell-developers
 */

/** A mark as the shell sent it. */
export interface ShellMark {
  kind: 'A' | 'B' | 'C' | 'D';
  /**
   * What an A begins: a prompt for a new command, or one for the next line of a command (`k=s`, `k=c`), or text at the
   * right end of the line (`k=r`). `initial` for the other kinds.
   */
  prompt: 'initial' | 'continuation' | 'right';
  /** Exit status, of a D that carries one. */
  status?: number;
  /** The command line as the shell read it, of a C that carries one (`cmdline_url`, `cmdline`). */
  commandLine?: string;
}

/** Part of a terminal's output: text to show, or a mark of so many UTF-16 units. */
export type OutputPiece = { text: string } | { mark: ShellMark; length: number };

/** Longest mark, in UTF-16 units: a command line may be in it. What is longer is no mark. */
const MAX_MARK = 16_384;

const MARK = /(?:\x1b\]|\x9d)133;([ABCDPNI])([^\x07\x1b\x9c\x18\x1a]*)(?:\x07|\x1b\\|\x9c)/g;
const BEGUN = /^(?:\x1b\]|\x9d)(?:1(?:3(?:3(?:;[^\x07\x1b\x9c\x18\x1a]*\x1b?)?)?)?)?$/;

/**
 * Finds the marks in a terminal's output, chunk by chunk as it comes; a mark may be torn anywhere between two chunks.
 * The pieces of all chunks and of `end` make up the whole output but for its marks.
 */
export class PromptMarkParser {
  #carry = '';

  /** Text that belongs to a mark perhaps, whose rest has not come: held back until the next chunk. */
  get held(): string {
    return this.#carry;
  }

  /** What can be said of the output up to the end of this chunk, in order. */
  feed(chunk: string): OutputPiece[] {
    const text = this.#carry + chunk;
    const pieces: OutputPiece[] = [];
    let behind = 0;
    if (text.includes(']133;') || text.includes('\x9d133;')) {
      for (const match of text.matchAll(MARK)) {
        if (match.index > behind) pieces.push({ text: text.slice(behind, match.index) });
        behind = match.index + match[0].length;
        pieces.push({ mark: readMark(match[1]!, match[2]!), length: match[0].length });
      }
    }
    const to = begun(text, behind);
    if (to > behind) pieces.push({ text: text.slice(behind, to) });
    this.#carry = text.slice(to);
    return pieces;
  }

  /** What was held back, when no more output comes. */
  end(): OutputPiece[] {
    const text = this.#carry;
    this.#carry = '';
    return text === '' ? [] : [{ text }];
  }
}

/** Where a mark begins whose rest has not come; the text's length when there is none. */
function begun(text: string, from: number): number {
  const osc = Math.max(text.lastIndexOf('\x1b]'), text.lastIndexOf('\x9d'));
  if (osc >= from && text.length - osc <= MAX_MARK && BEGUN.test(text.slice(osc))) return osc;
  return text.endsWith('\x1b') && text.length > from ? text.length - 1 : text.length;
}

function readMark(letter: string, rest: string): ShellMark {
  const options = rest.split(';').slice(1);
  const option = (name: string): string | undefined =>
    options.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
  const kind = letter === 'P' || letter === 'N' ? 'A' : letter === 'I' ? 'B' : (letter as ShellMark['kind']);
  const sort = kind === 'A' ? option('k') : undefined;
  const mark: ShellMark = {
    kind,
    prompt: sort === 's' || sort === 'c' ? 'continuation' : sort === 'r' ? 'right' : 'initial',
  };
  if (kind === 'D' && /^-?\d{1,9}$/.test(options[0] ?? '')) mark.status = Number(options[0]);
  if (kind === 'C') {
    const line = commandLine(option('cmdline_url'), option('cmdline'));
    if (line !== undefined) mark.commandLine = line;
  }
  return mark;
}

/** @param quoted as bash's `printf %q` writes it; with quotes in it, or cut at a semicolon, it is left alone */
function commandLine(url: string | undefined, quoted: string | undefined): string | undefined {
  if (url !== undefined) {
    try {
      return decodeURIComponent(url);
    } catch {
      return undefined;
    }
  }
  return quoted === undefined || /'|\\$/.test(quoted) ? undefined : quoted.replace(/\\(.)/g, '$1');
}
