import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Description } from './description.ts';
import { withLock } from './lock.ts';
import { restore, savedMachine } from './machine.ts';
import { run, start, stopAll } from './process.ts';
import { sweep, temporaryFolder } from './temporary.ts';

const folder = mkdtempSync(join(tmpdir(), 'recorder-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const here = (file: string) => JSON.stringify(join(import.meta.dirname, file));

/** Programs of the given names on the PATH, before all others. */
function programs(scripts: Record<string, string>): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return `${bin}:${process.env['PATH']}`;
}

/** Another recorder: a Node that runs this code, whose first line of output is waited for. */
async function another(code: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

/** Whether a process runs: there, and no zombie that only waits to be counted. */
function runs(pid: string): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
const ended = (pid: string) => vi.waitFor(() => expect(runs(pid)).toBe(false), { timeout: 10_000, interval: 20 });
const written = (file: string) =>
  vi
    .waitFor(() => expect(readFileSync(file, 'utf8')).toMatch(/\n$/), { timeout: 10_000, interval: 20 })
    .then(() => readFileSync(file, 'utf8').trim());

describe('run', () => {
  it('reads what a program says as UTF-8, wherever it is cut', async () => {
    const text = '日本語é'.repeat(40_000);
    writeFileSync(join(folder, 'long'), text);
    expect(await run('cat', [join(folder, 'long')])).toBe(text);
  });

  it('says that a program is not there, and what to do', async () => {
    await expect(run('no-such-program', ['x'])).rejects.toThrow(/^cannot run no-such-program .*install it/);
  });

  it('says how a program ended, with its last words', async () => {
    await expect(run('sh', ['-c', 'echo "Fehlér" >&2; exit 127'])).rejects.toThrow(/ended with status 127:\nFehlér$/);
    await expect(run('sh', ['-c', 'kill -9 $$'])).rejects.toThrow(/ended with SIGKILL/);
  });
});

describe('stopAll', () => {
  it('asks programs to end, and what they started with them; forces those that do not', async () => {
    const polite = join(folder, 'polite');
    const stubborn = join(folder, 'stubborn');
    const child = start('sh', ['-c', `trap 'rm ${polite}; exit 0' TERM; sleep 1000 & echo $! > ${polite}; wait`]);
    start('sh', ['-c', `trap '' TERM; echo $$ > ${stubborn}; while :; do sleep 1000; done`]);
    const [inner, other] = [await written(polite), await written(stubborn)];
    await stopAll(0.5);
    await ended(inner);
    await ended(other);
    expect([existsSync(polite), child.exitCode]).toEqual([false, 0]);
  });
});

describe('a recorder that is killed', () => {
  it('leaves no program running', async () => {
    const pid = join(folder, 'orphan');
    const code = `import { start } from ${here('process.ts')};
      start('sh', ['-c', 'echo $$ > ${pid}; exec sleep 1000'], { deathSignal: 'KILL' }); console.log('on');`;
    const recorder = await another(code);
    const program = await written(pid);
    expect(runs(program)).toBe(true);
    recorder.kill('SIGKILL');
    await ended(program);
  });

  it('leaves folders that the next one removes, and no other', async () => {
    const parent = mkdtempSync(join(folder, 'tmp-'));
    const code = `import { temporaryFolder } from ${here('temporary.ts')};
      temporaryFolder(${JSON.stringify(parent)}, 'state'); console.log('on'); setInterval(() => {}, 1000);`;
    const recorder = await another(code);
    const mine = temporaryFolder(parent, 'state');
    mkdirSync(join(parent, 'recorder-notes'));
    // A pid given anew is not the recorder that made the folder.
    mkdirSync(join(parent, `recorder-state-${process.pid}.1-abcdef`));
    expect(sweep(parent)).toEqual([`recorder-state-${process.pid}.1-abcdef`]);
    expect(sweep(parent)).toEqual([]);
    recorder.kill('SIGKILL');
    await new Promise((resolve) => recorder.once('close', resolve));
    expect(sweep(parent)).toHaveLength(1);
    mine.remove();
    expect(readdirSync(parent)).toEqual(['recorder-notes']);
  });

  it('gives its lock up', async () => {
    const lock = join(folder, 'x.lock');
    const code = `import { withLock } from ${here('lock.ts')};
      await withLock(${JSON.stringify(lock)}, async () => { console.log('held'); await new Promise((r) => setTimeout(r, 1e6)); });`;
    const recorder = await another(code);
    let done = false;
    const second = withLock(lock, async () => {
      done = true;
    });
    // The waiting one has tried by now, if a third can try and is told to wait.
    await expect(run('flock', ['--nonblock', lock, 'true'])).rejects.toThrow();
    expect(done).toBe(false);
    recorder.kill('SIGKILL');
    await second;
    expect(done).toBe(true);
  });
});

describe('withLock', () => {
  it('lets one in at a time, and the next when one fails', async () => {
    const lock = join(folder, 'new', 'y.lock');
    let inside = 0;
    const work = (fail: boolean) =>
      withLock(lock, async () => {
        expect(++inside).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
        if (fail) throw new Error('no');
        return 'yes';
      });
    const all = await Promise.allSettled([work(false), work(true), work(false)]);
    expect(all.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('says why it cannot', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    await expect(withLock(join(folder, 'a-file', 'z.lock'), async () => 1)).rejects.toThrow(
      /^cannot lock .*z\.lock: EEXIST|ENOTDIR/,
    );
  });
});

describe('a machine', () => {
  const description = {
    name: 'test',
    title: 'Test',
    digest: 'd'.repeat(64),
    suite: 's',
    mirror: 'http://localhost/',
    components: ['main'],
    size: '64M',
    memory: 64,
    hostname: 'vm',
    packages: ['x'],
    users: [],
    downloads: [],
    roots: [],
    provision: 'true',
  } as unknown as Description;
  const disk = { image: '/cache/disk-test/disk.img', kernel: '/k', initrd: '/i' };
  let path: string | undefined;
  beforeEach(() => {
    path = process.env['PATH'];
    process.env['RECORDER_CACHE'] = mkdtempSync(join(folder, 'cache-'));
    process.env['RECORDER_ACCEL'] = 'tcg';
  });
  afterEach(() => {
    process.env['PATH'] = path;
    delete process.env['RECORDER_CACHE'];
    delete process.env['RECORDER_ACCEL'];
  });

  it('that QEMU refuses fails with its words, and says what to delete', async () => {
    process.env['PATH'] = programs({
      'qemu-system-x86_64': 'echo "qemu-system-x86_64: Image is corrupt; cannot be opened read/write" >&2; exit 1',
    });
    const state = join(folder, 'state.qcow2');
    writeFileSync(state, 'x');
    const saved = { description, accelerator: 'tcg' as const, state, disk, qemu: '7' };
    await expect(restore(saved)).rejects.toThrow(
      /QEMU ended \(status 1\): qemu-system-x86_64: Image is corrupt.*\n.*delete .*state\.qcow2: the next run boots it anew.*delete \/cache\/disk-test:/,
    );
  });

  it('that ends while it is asked fails with its words, too', async () => {
    const server = `require('node:net').createServer((s) => s.once('data', () => { console.error('out of memory'); process.exit(9); })).listen(process.argv.find((a) => a.includes('id=agent')).match(/path=([^,]*)/)[1])`;
    writeFileSync(join(folder, 'qemu.cjs'), server);
    process.env['PATH'] = programs({
      'qemu-system-x86_64': `exec ${process.execPath} ${join(folder, 'qemu.cjs')} "$@"`,
    });
    const state = join(folder, 'state.qcow2');
    writeFileSync(state, 'x');
    const saved = { description, accelerator: 'tcg' as const, state, disk, qemu: '7' };
    await expect(restore(saved)).rejects.toThrow(/^QEMU ended \(status 9\): out of memory/);
  });

  it('is built once by two recorders at a time', async () => {
    const log = join(folder, 'built');
    process.env['PATH'] = programs({
      // Its last arguments but one are the suite and the archive.
      mmdebstrap: `echo built >> ${log}; mkdir -p $PWD; while [ $# -gt 2 ]; do shift; done; d=$(mktemp -d); mkdir $d/boot; echo k > $d/boot/vmlinuz-1; echo i > $d/boot/initrd.img-1; tar -C $d -cf "$1" .; rm -r $d`,
      'qemu-system-x86_64':
        'case $1 in --version) echo "QEMU emulator version 9.9";; *) echo "no boot here" >&2; exit 1;; esac',
      'qemu-img': 'exit 0',
    });
    const both = await Promise.allSettled([savedMachine(description), savedMachine(description)]);
    for (const one of both)
      expect(String((one as PromiseRejectedResult).reason)).toMatch(/QEMU ended \(status 1\): no boot here/);
    expect(readFileSync(log, 'utf8')).toBe('built\n');
    const left = readdirSync(process.env['RECORDER_CACHE']!).filter((name) => !/^disk-test-|\.lock$/.test(name));
    expect(left).toEqual([]);
  });
});
