import type { Socket } from 'node:net';
import { RecorderError } from './errors.ts';

/** The recorder's own channel into the guest: guest/agent.sh answers at the other end. */
export class Agent {
  #waiting = new Map<string, (answer: { status: number; output: string }) => void>();
  #next = 1;
  #rest = '';
  #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setMaxListeners(0);
    socket.setEncoding('latin1');
    socket.on('data', (data: string) => {
      const lines = (this.#rest + data).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) {
        const [id = '', status = '', output = ''] = line.split(' ');
        this.#waiting.get(id)?.({ status: Number(status), output: Buffer.from(output, 'base64').toString('utf8') });
        this.#waiting.delete(id);
      }
    });
  }

  /**
   * Runs a shell script as root in the guest, outside every recorded terminal.
   * @param seconds limit; the promise is rejected after it
   * @returns its standard output and error together
   * @throws RecorderError when it exits with another status than 0 or takes too long
   */
  async run(script: string, seconds = 120): Promise<string> {
    const id = String(this.#next++);
    const answer = new Promise<{ status: number; output: string }>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new RecorderError(`the guest did not answer within ${seconds} s:\n${script}`)),
        seconds * 1000,
      );
      this.#waiting.set(id, (a) => {
        clearTimeout(timer);
        resolve(a);
      });
      this.#socket.once('close', () => {
        clearTimeout(timer);
        reject(new RecorderError("the machine closed the agent's channel"));
      });
    });
    this.#socket.write(`${id} ${Buffer.from(script).toString('base64')}\n`);
    const { status, output } = await answer;
    if (status !== 0) throw new RecorderError(`in the guest, status ${status}:\n${script.trim()}\n${output.trim()}`);
    return output;
  }
}
