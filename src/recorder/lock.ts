import { mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { explained, RecorderError } from './errors.ts';
import { start } from './process.ts';
import { say } from './progress.ts';

/**
 * Does work that one recorder does at a time, whichever process it is; another waits until it is done.
 *
 * The kernel keeps the lock (flock(2), by flock(1)) and gives it up when its holder ends, even by kill -9; the file
 * stays and means nothing by itself.
 * @param file the lock's file; its folder is made
 * @throws RecorderError when it cannot be locked, or what `work` throws
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw explained(error, `cannot lock ${file}`);
  }
  let holder = await hold(file, ['--nonblock', '--conflict-exit-code', String(BUSY)]);
  if (!holder) {
    say(`another recorder is at work on ${basename(file, '.lock')}: waiting for it`);
    holder = await hold(file, []);
  }
  if (!holder) throw new RecorderError(`cannot lock ${file}`);
  try {
    return await work();
  } finally {
    await holder.release();
  }
}

const BUSY = 75;

/** A program that holds the lock until its standard input ends, as it does with this process. */
async function hold(file: string, options: string[]): Promise<{ release(): Promise<void> } | undefined> {
  const child = start('flock', [...options, file, 'sh', '-c', 'echo held; read -r line'], { stdin: 'pipe' });
  let words = '';
  child.stderr.on('data', (data: string) => {
    words += data;
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new RecorderError(`cannot lock ${file}: ${error.message}`)));
    child.once('close', (status) => resolve(status));
  });
  const held = new Promise<'held'>((resolve) => child.stdout.once('data', () => resolve('held')));
  const first = await Promise.race([held, closed]);
  if (first === BUSY) return undefined;
  if (first !== 'held') throw new RecorderError(`cannot lock ${file}: ${words.trim() || `status ${first}`}`);
  return {
    release: async () => {
      child.stdin?.end();
      await closed;
    },
  };
}
