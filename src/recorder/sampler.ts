import type { Socket } from 'node:net';
import { END_OF_SAMPLES, parsePasses, type Samples } from '../kernel/samples.ts';
import { decode } from '../probe/decode.ts';
import { command, type Guest } from '../probe/guest.ts';
import { samplesOf } from '../probe/samples.ts';
import { RecorderError } from './errors.ts';

/** How long the guest waits between two passes, in seconds; a pass takes some 5 to 10 ms more where it is emulated. */
const WAIT_SECONDS = 0.02;

/** How long after it was told to the guest may take to begin and to end, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Reads what cgroups use while a step runs: between `begin` and `end` src/probe/sample.sh goes on in the guest. */
export class Sampler {
  readonly #guest: Guest;
  readonly #port: string;
  readonly #cgroups: readonly string[];
  readonly #seconds: () => number;
  #bytes = Buffer.alloc(0);
  /** When the bytes up to a length had come, in seconds. */
  #arrivals: { length: number; at: number }[] = [];
  #came: (() => void) | undefined;
  #pid = '';

  /**
   * @param socket what the guest writes to `port` comes from it
   * @param port path in the guest
   * @param cgroups patterns, as `watch.cgroups`
   * @param seconds the recording's clock
   */
  constructor(guest: Guest, socket: Socket, port: string, cgroups: readonly string[], seconds: () => number) {
    this.#guest = guest;
    this.#port = port;
    this.#cgroups = cgroups;
    this.#seconds = seconds;
    socket.on('data', (data: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, data]);
      this.#arrivals.push({ length: this.#bytes.length, at: this.#seconds() });
      this.#came?.();
    });
  }

  /** Waits until what has come is enough. */
  async #until(what: string, enough: () => boolean): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      const late = `samples did not ${what} within ${PATIENCE_MS / 1000} s: is there a bash in the guest?`;
      timer = setTimeout(() => reject(new RecorderError(late)), PATIENCE_MS);
      this.#came = () => enough() && resolve();
      this.#came();
    }).finally(() => clearTimeout(timer));
  }

  #isWhole(): boolean {
    return this.#bytes.subarray(-END_OF_SAMPLES.length).toString('latin1') === END_OF_SAMPLES;
  }

  /** @throws RecorderError when nothing comes */
  async begin(): Promise<void> {
    this.#bytes = Buffer.alloc(0);
    this.#arrivals = [];
    const sample = command('sample', String(WAIT_SECONDS), ...this.#cgroups);
    this.#pid = (await this.#guest.run(`${sample} </dev/null >${this.#port} 2>/dev/null & echo $!`)).trim();
    await this.#until('begin', () => this.#bytes.length > 0);
  }

  /**
   * @param start when the step began by the recording's clock, in seconds
   * @returns what was read since; null where nothing changed
   * @throws RecorderError when the guest goes on; ProbeError when it sends something else
   */
  async end(start: number): Promise<Samples | null> {
    await this.#guest.run(`kill ${this.#pid}`);
    await this.#until('end', () => this.#isWhole());
    const passes = parsePasses(decode(this.#bytes));
    const offset = this.#offset(passes.map((pass) => pass.time));
    return samplesOf(
      passes.map((pass) => ({ ...pass, time: (pass.time + offset - start) * 1000 })).filter((pass) => pass.time >= 0),
    );
  }

  /**
   * What the guest's clock lacks to the recording's. Terminals' output comes by the same way and is dated when it comes;
   * so is a pass, but that which came fastest dates the others: when they were read is known better than when they came.
   */
  #offset(times: readonly number[]): number {
    let at = -1;
    return Math.min(
      ...times.map((time) => {
        at = this.#bytes.indexOf('\x1e', at + 1);
        return this.#arrivals.find(({ length }) => length > at)!.at - time;
      }),
    );
  }
}
