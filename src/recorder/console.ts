import type { Socket } from 'node:net';
import type { CastEvent, ShellMark } from '../asciicast/index.ts';
import { KEY_NAMES, keyBytes } from '../recording/keys.ts';
import { RecorderError } from './errors.ts';
import { Screen } from './screen.ts';

/** Milliseconds between two keys: uneven as a hand, the same at every recording. */
function pause(index: number, char: string): number {
  const wave = Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1;
  return 38 + wave * 52 + (char === ' ' ? 25 : 0);
}

/** One terminal of a recording: types into it, keeps what it sends, knows where its shell stands. */
export class Console {
  readonly name: string;
  readonly screen: Screen;
  /** The cast's events so far. */
  readonly events: CastEvent[] = [];
  /** Exit status of the last command that ended; null when none has since the last line was sent. */
  status: number | null = null;

  #socket: Socket;
  #seconds: () => number;
  #recording = false;
  #decoder = new TextDecoder();
  /** Before recording: what was sent since the last prompt began. */
  #shown = '';
  #atPrompt = false;
  #parsed: Promise<void> = Promise.resolve();
  #watchers = new Set<() => void>();
  #closed = false;

  /**
   * @param seconds the recording's clock: seconds since its start, shared by all its terminals
   */
  constructor(name: string, socket: Socket, cols: number, rows: number, seconds: () => number) {
    this.name = name;
    this.#socket = socket;
    this.#seconds = seconds;
    this.screen = new Screen(cols, rows, (mark) => this.#mark(mark));
    socket.on('data', (data: Buffer) => {
      const text = this.#decoder.decode(data, { stream: true });
      if (this.#recording && text) this.events.push({ time: this.#seconds(), code: 'o', data: text });
      else if (!this.#recording) this.#shown = (this.#shown + text).replace(/^.*(?=\x1b\]133;A)/s, '');
      this.#parsed = this.screen.write(text).then(() => {
        for (const check of this.#watchers) check();
      });
    });
    socket.once('close', () => {
      this.#closed = true;
      for (const check of this.#watchers) check();
    });
  }

  #mark(mark: ShellMark): void {
    if (mark.kind === 'D') this.status = mark.status ?? null;
    this.#atPrompt = mark.kind === 'B';
  }

  /** From now on what the terminal shows belongs to the cast, which begins with the prompt that stands there. */
  startRecording(): void {
    this.#recording = true;
    this.events.push({ time: 0, code: 'o', data: this.#shown });
  }

  /** Writes a marker: a step begins. */
  marker(id: string): void {
    this.events.push({ time: this.#seconds(), code: 'm', data: id });
  }

  /** Waits until the shell shows its prompt. @throws RecorderError with the screen after `seconds` */
  async prompt(seconds: number): Promise<void> {
    await this.#until(() => this.#atPrompt, seconds, 'no prompt');
  }

  /**
   * Types a line at a human pace and presses Enter when the screen shows it; the pace is the only thing here that passes time.
   *
   * @param seconds the screen may take to show the line
   * @throws RecorderError with the screen when it shows another line: the cast would show a command that nobody typed
   */
  async type(line: string, seconds: number): Promise<void> {
    await this.#parsed;
    this.screen.startTyping();
    await this.#press([...line]);
    await this.#until(() => this.screen.typed() === line, seconds, 'the line typed is not what is shown');
    this.#sendEnter();
  }

  /** Presses named keys. */
  async keys(names: string[]): Promise<void> {
    this.screen.startOutput();
    this.#atPrompt = false;
    this.status = null;
    await this.#press(
      names.map((name) => {
        const bytes = keyBytes(name);
        if (bytes === undefined) throw new RecorderError(`unknown key ${name}: use ${KEY_NAMES}`);
        return bytes;
      }),
    );
  }

  async #press(keys: string[]): Promise<void> {
    for (const [index, key] of keys.entries()) {
      await new Promise((resolve) => {
        setTimeout(resolve, pause(index, key));
      });
      this.#socket.write(key);
    }
  }

  #sendEnter(): void {
    this.screen.startOutput(1);
    this.#atPrompt = false;
    this.status = null;
    this.#socket.write('\r');
  }

  /** Waits until the output since the last line matches. @throws RecorderError with the screen after `seconds` */
  async match(pattern: RegExp, seconds: number): Promise<void> {
    await this.#until(() => pattern.test(this.screen.output()), seconds, `no output matched ${pattern}`);
  }

  async #until(met: () => boolean, seconds: number, failure: string): Promise<void> {
    await this.#parsed;
    if (met()) return;
    await new Promise<void>((resolve, reject) => {
      const done = (error?: RecorderError) => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        if (error) reject(error);
        else resolve();
      };
      const check = () => {
        if (met()) done();
        else if (this.#closed) done(new RecorderError(`terminal ${this.name} closed`));
      };
      const timer = setTimeout(
        () =>
          done(
            new RecorderError(
              `${failure} in terminal ${this.name} within ${seconds} s; its screen:\n${this.screen.text()}`,
            ),
          ),
        seconds * 1000,
      );
      this.#watchers.add(check);
      check();
    });
  }
}
