import type { Socket } from 'node:net';
import { decode } from '../probe/decode.ts';
import type { Guest } from '../probe/guest.ts';
import { RecorderError } from './errors.ts';

/** A script that waits for its answer. */
interface Waiting {
  answer(status: number, output: string): void;
  fail(error: RecorderError): void;
}

/** The recorder's own channel into the guest: guest/disk/agent.sh answers at the other end. */
export class Agent implements Guest {
  #waiting = new Map<string, Waiting>();
  #next = 1;
  #rest = '';
  #socket: Socket;
  #closed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (data: string) => {
      const lines = (this.#rest + data).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) {
        const [id = '', status = '', output = ''] = line.split(' ');
        this.#waiting.get(id)?.answer(Number(status), decode(Buffer.from(output, 'base64')));
      }
    });
    socket.once('close', () => {
      this.#closed = true;
      for (const { fail } of [...this.#waiting.values()]) fail(closed());
    });
  }

  /** How many scripts wait for their answer. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Runs a shell script as root in the guest, outside every recorded terminal.
   * @param seconds limit; the promise is rejected after it, and an answer that comes later is nobody's
   * @returns its standard output and error together
   * @throws RecorderError when it exits with another status than 0, takes too long, or the machine has closed the channel
   */
  async run(script: string, seconds = 120): Promise<string> {
    if (this.#closed) throw closed();
    const id = String(this.#next++);
    let timer: NodeJS.Timeout | undefined;
    try {
      const { status, output } = await new Promise<{ status: number; output: string }>((resolve, reject) => {
        timer = setTimeout(
          () => reject(new RecorderError(`the guest did not answer within ${seconds} s:\n${script}`)),
          seconds * 1000,
        );
        this.#waiting.set(id, { answer: (status, output) => resolve({ status, output }), fail: reject });
        this.#socket.write(`${id} ${Buffer.from(script).toString('base64')}\n`);
      });
      if (status !== 0) throw new RecorderError(`in the guest, status ${status}:\n${script.trim()}\n${output.trim()}`);
      return output;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }
}

function closed(): RecorderError {
  return new RecorderError("the machine closed the agent's channel");
}
