import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';

/** Runs a command with its output shown and answers its exit status; 127 where it does not exist. */
export function run(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.on('error', () => resolve(127));
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/** Runs a command and keeps what it prints, both streams as they came, for whoever shows it later. */
export function runKept(command: string, args: string[]): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
    child.on('error', (error) => resolve({ status: 127, text: `${error.message}\n` }));
    child.on('close', (status) => resolve({ status: status ?? 1, text }));
  });
}

/** What a command prints, or undefined where it fails or does not exist. */
function output(command: string, args: string[]): string | undefined {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  return result.status === 0 ? result.stdout : undefined;
}

/** Whether Debian packages can be installed from here. */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && output('apt-get', ['--version']) !== undefined;
}

let updated = false;

/** Installs Debian packages, as root; answers whether that worked. */
export async function installPackages(...names: string[]): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.log(`Installing ${names.join(', ')} with apt-get ...`);
  if (!updated) await run('apt-get', ['update', '-qq'], { env });
  updated = true;
  return (
    (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })) === 0
  );
}
