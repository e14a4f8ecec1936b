import { spawn, spawnSync } from 'node:child_process';
import { RecorderError } from './errors.ts';

/**
 * Runs a program to its end.
 * @param input text for its standard input
 * @returns its standard output
 * @throws RecorderError with the command and what it printed, when it exits with another status than 0
 */
export function run(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('error', reject);
    child.on('close', (status, signal) => {
      if (status === 0) resolve(out);
      else
        reject(
          new RecorderError(
            `${[command, ...args].join(' ')}\nended with ${signal ?? `status ${status}`}:\n${(err || out).trim().split('\n').slice(-20).join('\n')}`,
          ),
        );
    });
  });
}

/** Whether a program of that name is on the PATH. */
export function have(command: string): boolean {
  return (
    spawnSync('sh', ['-c', `command -v ${command}`], {
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
    }).status === 0
  );
}
