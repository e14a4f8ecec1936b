import xterm from '@xterm/headless';
import type { IMarker } from '@xterm/headless';

/** An OSC 133 mark the shell sent. */
export interface Mark {
  kind: 'A' | 'B' | 'C' | 'D';
  /** Exit status of a D. */
  status: number | null;
}

/** What a terminal shows, kept by a terminal emulator: for expectations, and for the screen in an error. */
export class Screen {
  #terminal: xterm.Terminal;
  #from: IMarker | undefined;
  #below = 0;
  #end: { line: IMarker; column: number } | undefined;
  #onMark: (mark: Mark) => void;

  constructor(cols: number, rows: number, onMark: (mark: Mark) => void) {
    this.#onMark = onMark;
    this.#terminal = new xterm.Terminal({ cols, rows, scrollback: 50_000, allowProposedApi: true });
    this.#terminal.parser.registerOscHandler(133, (data) => {
      const kind = data.charAt(0) as Mark['kind'];
      if (kind === 'C') this.startOutput();
      if ((kind === 'D' || kind === 'A') && this.#end === undefined)
        this.#end = { line: this.#here(), column: this.#terminal.buffer.active.cursorX };
      this.#onMark({ kind, status: kind === 'D' ? Number(data.split(';')[1] ?? 0) : null });
      return true;
    });
  }

  #here(): IMarker {
    return this.#terminal.registerMarker(0) as IMarker;
  }

  /** Feeds output; resolved when it is parsed and its marks were reported. */
  write(data: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#terminal.write(data, resolve);
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
