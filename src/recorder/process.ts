import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { RecorderError } from './errors.ts';

/** Programs under way. Each leads a process group of its own, so that what it started ends with it. */
const running = new Set<ChildProcess>();
process.once('exit', () => signalAll('SIGKILL'));

function signalAll(signal: NodeJS.Signals): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, signal);
    } catch {
      /* it has just ended */
    }
  }
}

/**
 * Ends every program that {@link start} started: asks first, so that it can remove what it made, and ends by force what
 * has not ended after `seconds`. Resolved when all have.
 */
export async function stopAll(seconds = 5): Promise<void> {
  const ended = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  signalAll('SIGTERM');
  const timer = setTimeout(() => signalAll('SIGKILL'), seconds * 1000);
  await Promise.all(ended);
  clearTimeout(timer);
}

/**
 * Starts a program that does not outlive this one, however this one ends (PR_SET_PDEATHSIG(2const), by setpriv(1)).
 * Its standard error and output are UTF-8.
 */
export function start(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; stdin?: 'pipe'; deathSignal?: 'TERM' | 'KILL' } = {},
): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const child = spawn('setpriv', ['--pdeathsig', options.deathSignal ?? 'TERM', '--', command, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8');
  return child as ReturnType<typeof start>;
}

/**
 * Runs a program to its end.
 * @returns its standard output
 * @throws RecorderError with the command and what it printed, when it is not there or exits with another status than 0
 */
export function run(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const line = [command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    let out = '';
    let err = '';
    child.stdout.on('data', (data: string) => {
      out += data;
    });
    child.stderr.on('data', (data: string) => {
      err += data;
    });
    child.on('error', (error) => reject(notThere('setpriv', error)));
    child.on('close', (status, signal) => {
      const words = (err || out).trim().split('\n').slice(-20).join('\n');
      if (status === 0) resolve(out);
      else if (status === NOT_FOUND && words.startsWith('setpriv:')) reject(notThere(command, words));
      else reject(new RecorderError(`${line}\nended with ${signal ?? `status ${status}`}:\n${words}`));
    });
  });
}

/** Exit status of setpriv(1) where there is no such program. */
const NOT_FOUND = 127;

function notThere(command: string, cause: unknown): RecorderError {
  return new RecorderError(`cannot run ${command} (${String(cause)}): install it, or put it on the PATH`);
}

/** Whether a program of that name is on the PATH. */
export function have(command: string): boolean {
  return (
    spawnSync('sh', ['-c', `command -v ${command}`], {
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
    }).status === 0
  );
}
