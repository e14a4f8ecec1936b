/** A place in an authored file, as the messages of the check name it. Both from 1. */
export interface Place {
  line: number;
  column: number;
}

/**
 * What a reader reads of a file, as plain Markdown, put together piece by piece;
 * every character knows where in the file it came from.
 */
export class Draft {
  text = '';
  #pieces: { at: number; from: number; length: number }[] = [];
  /** The authored file's text. */
  readonly source: string;
  readonly #lines: number[] = [0];

  constructor(source: string) {
    this.source = source;
    for (const { index } of source.matchAll(/\n/g)) this.#lines.push(index + 1);
  }

  /** Takes over the source from one offset up to another, as it stands. */
  copy(from: number, to: number): void {
    if (to <= from) return;
    this.#pieces.push({ at: this.text.length, from, length: to - from });
    this.text += this.source.slice(from, to);
  }

  /** Adds text that the source doesn't have at this place; findings in it are shown at `from`. */
  put(text: string, from: number): void {
    this.#pieces.push({ at: this.text.length, from, length: 0 });
    this.text += text;
  }

  /** A paragraph of running text. */
  paragraph(from: number, to: number): void {
    this.copy(from, to);
    this.text += '\n\n';
  }

  /** A text of few words, such as a title or a caption: an item of a list, where rules for whole sentences are silent. */
  label(from: number, to: number): void {
    this.put('- ', from);
    this.copy(from, to);
    // A comment ends the list: labels are no neighbours of each other.
    this.text += '\n\n<!-- -->\n\n';
  }

  /** Where in the file the character at this offset of {@link text} comes from. */
  place(offset: number): Place {
    const piece = this.#pieces.findLast(({ at }) => at <= offset);
    const index = piece ? piece.from + Math.min(offset - piece.at, piece.length) : 0;
    const line = this.#lines.findLastIndex((start) => start <= index);
    return { line: line + 1, column: index - this.#lines[line]! + 1 };
  }

  /** A line of the source, from 1. */
  line(number: number): string {
    return this.source.slice(this.#lines[number - 1], this.#lines[number] ?? undefined);
  }
}

/** Whether a text has anything Japanese in it. */
export const japanese = (text: string): boolean => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text);
