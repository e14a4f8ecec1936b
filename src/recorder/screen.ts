import type { IMarker, Terminal } from '@xterm/headless';
import { PromptMarkParser, type ShellMark } from '../asciicast/index.ts';
import { createTerminal, typedLine, Writer } from '../terminal/terminal.ts';

/** What a terminal shows, kept by a terminal emulator: for expectations, and for the screen in an error. */
export class Screen {
  #terminal: Terminal;
  #marks = new PromptMarkParser();
  #writer: Writer;
  #from: IMarker | undefined;
  #below = 0;
  #end: { line: IMarker; column: number } | undefined;
  #typing: { line: IMarker; column: number } | undefined;
  #onMark: (mark: ShellMark) => void;

  constructor(cols: number, rows: number, onMark: (mark: ShellMark) => void) {
    this.#onMark = onMark;
    this.#terminal = createTerminal(cols, rows, 50_000);
    this.#writer = new Writer(this.#terminal);
  }

  #here(): IMarker {
    return this.#terminal.registerMarker(0) as IMarker;
  }

  #mark(mark: ShellMark): void {
    if (mark.prompt !== 'initial') return;
    if (mark.kind === 'C') this.startOutput();
    if ((mark.kind === 'D' || mark.kind === 'A') && this.#end === undefined)
      this.#end = { line: this.#here(), column: this.#terminal.buffer.active.cursorX };
    this.#onMark(mark);
  }

  /** Feeds output; resolved when it is parsed and its marks were reported. */
  write(text: string): Promise<void> {
    for (const piece of this.#marks.feed(text)) {
      if ('text' in piece) this.#writer.write(piece.text);
      else this.#terminal.write('', () => this.#mark(piece.mark));
    }
    return new Promise((resolve) => {
      this.#terminal.write('', resolve);
    });
  }

  /**
   * Output begins at the cursor's line, or `below` lines under it: called by the shell's C
   * mark, and by the recorder at Enter for a shell that sends none.
   */
  startOutput(below = 0): void {
    this.#from = this.#here();
    this.#below = below;
    this.#end = undefined;
  }

  /** A line will be typed from where the cursor stands. */
  startTyping(): void {
    this.#typing = { line: this.#here(), column: this.#terminal.buffer.active.cursorX };
  }

  /** The line typed since `startTyping`, as it stands on the screen up to the cursor, over however many rows. */
  typed(): string {
    const { active: buffer } = this.#terminal.buffer;
    const typing = this.#typing;
    if (!typing || typing.line.line < 0) return '';
    return typedLine(buffer, typing.line.line, typing.column, buffer.baseY + buffer.cursorY, buffer.cursorX);
  }

  /** Text since `startOutput`, as it stands on the terminal; lines that the width broke are joined. */
  output(): string {
    const buffer = this.#terminal.buffer.active;
    const from = buffer.type === 'alternate' ? 0 : Math.max(this.#from?.line ?? 0, 0) + this.#below;
    const end =
      buffer.type === 'alternate' || !this.#end || this.#end.line.line < 0
        ? { line: buffer.baseY + buffer.cursorY, column: this.#terminal.cols }
        : { line: this.#end.line.line, column: this.#end.column };
    const lines: string[] = [];
    for (let y = from; y <= end.line; y++) {
      const line = buffer.getLine(y);
      const next = buffer.getLine(y + 1);
      const text = line?.translateToString(!next?.isWrapped, 0, y === end.line ? end.column : undefined) ?? '';
      if (line?.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    return lines.join('\n').replace(/\s+$/, '');
  }

  /** The last rows of the terminal. */
  text(): string {
    const buffer = this.#terminal.buffer.active;
    return Array.from(
      { length: buffer.baseY + buffer.cursorY + 1 - buffer.baseY },
      (_, i) => buffer.getLine(buffer.baseY + i)?.translateToString(true) ?? '',
    ).join('\n');
  }
}
