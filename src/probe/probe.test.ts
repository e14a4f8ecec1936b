import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, linkSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { probeText } from '../kernel/fixtures/probe-text.ts';
import { ProbeError } from '../kernel/errors.ts';
import { parseProbe } from '../kernel/probe.ts';
import { parsePasses } from '../kernel/samples.ts';
import { parseStack } from '../kernel/stacks.ts';
import { decode } from './decode.ts';
import { command, installation } from './guest.ts';
import { probeDigest, probeScripts } from './scripts.ts';
import { takeSnapshot } from './snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'probe-'));
afterAll(() => rmSync(folder, { recursive: true }));
const watch = { processes: [], cgroups: ['/'], mounts: [], interfaces: false };

describe('installation', () => {
  it('writes files as they are, scripts to be run, in any POSIX shell', () => {
    const files = {
      [join(folder, "it's.sh")]: '#!/bin/sh\nprintf \'\\036%s\\n\' "$1" # $HOME `x`\ncat <<END >&2\nEND\n',
      [join(folder, 'a b', 'c', 'plain')]: '日本\n\n',
    };
    execFileSync('sh', ['-ec', installation(files)]);
    for (const [path, text] of Object.entries(files)) expect(readFileSync(path, 'utf8')).toBe(text);
    expect(execFileSync(join(folder, "it's.sh"), ['a']).toString()).toBe('\x1ea\n');
    expect(statSync(join(folder, 'a b', 'c', 'plain')).mode & 0o111).toBe(0);
  });
});

describe('takeSnapshot', () => {
  const guest = (text: string) => ({ run: async (script: string) => (script === command('probe') ? text : '') });

  it('asks a guest and keeps what is watched', async () => {
    const text = probeText([{ pid: 7, ppid: 1 }, { pid: 8, ppid: 7 }, { pid: 9 }], {
      cgroups: ['  1 .', '  2 ./a'],
      cgroupfiles: ['./cgroup.procs:1'],
      more: ['\x1ehostnames', '1/hostname:vm'],
    });
    const { processes, cgroups, hostnames } = await takeSnapshot(guest(text), watch, { host: 7 });
    expect(processes.map((p) => [p.pid, p.terminal])).toEqual([
      [1, undefined],
      [7, 'host'],
      [8, 'host'],
    ]);
    expect(cgroups.map((c) => c.path)).toEqual(['/']);
    expect(hostnames).toEqual({ 4026531830: 'vm' });
  });

  it('fails by a ProbeError where the guest says something else', async () => {
    await expect(takeSnapshot(guest('sh: not found\n'), watch, {})).rejects.toThrow(ProbeError);
  });
});

it('samples again and again until it is told to end', async () => {
  const script = join(folder, 'sample.sh');
  writeFileSync(script, probeScripts()['/usr/local/lib/probe/sample.sh']!);
  const child = spawn('bash', [script, '0.001', '/**', '/not/there']);
  let text = '';
  const passes = () => text.split('\x1e').length - 1;
  for await (const data of child.stdout) {
    text += String(data);
    if (passes() > 3 && !child.killed) child.kill('SIGTERM');
  }
  expect(parsePasses(text).length).toBe(passes() - 1);
});

it('is another probe where a script is another', () => {
  expect(probeDigest()).toMatch(/^[0-9a-f]{64}$/);
  expect(probeDigest()).toBe(probeDigest());
  expect(Object.keys(probeScripts())).toEqual(
    ['files', 'layers', 'probe', 'sample'].map((n) => `/usr/local/lib/probe/${n}.sh`),
  );
});

/*
 * The scripts in the shells they are written for, with that shell's programs where it brings them, in a PID namespace
 * with cgroup v2: what a guest is.
 */
const BUSYBOX = '/bin/busybox';
const applets = join(folder, 'applets');
const shells: [name: string, shell: string[], path?: string][] = [
  ['dash', ['dash']],
  ['bash', ['bash', '--posix']],
  ['busybox', [BUSYBOX, 'ash'], applets],
];
const inside = (script: string, path = process.env['PATH']) =>
  spawnSync(
    'unshare',
    [
      '-m',
      '-p',
      '-u',
      '-f',
      '--mount-proc',
      '--propagation',
      'private',
      'sh',
      '-ec',
      `mount -t cgroup2 none /sys/fs/cgroup; ${script}`,
    ],
    { env: { PATH: path, TOOLS: process.env['PATH'] }, maxBuffer: 2 ** 26 },
  );
const able = inside('true').status === 0;

describe('layers.sh', () => {
  /** What the script prints where `docker` answers so. */
  const layers = (docker: string, ...args: string[]) => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    writeFileSync(join(bin, 'docker'), `#!/bin/sh\ncase "$1 $2" in\n${docker}\nesac\n`);
    chmodSync(join(bin, 'docker'), 0o755);
    const script = join(import.meta.dirname, 'layers.sh');
    return execFileSync('sh', [script, ...args], { env: { PATH: `${bin}:${process.env['PATH']}` } }).toString();
  };
  const inspect = "'image inspect'|'container inspect') echo sha256:abc ;;";
  const info = (...lines: string[]) => `'info --format') printf '%s\\n' ${lines.map((l) => `'${l}'`).join(' ')} ;;`;

  it.each(['image', 'container'])('says of an %s that Docker keeps images in another store', (kind) => {
    const containerd = `${inspect}\n${info('overlayfs', 'driver-type: io.containerd.snapshotter.v1')}`;
    expect(() => parseStack(layers(containerd, kind, 'app'))).toThrow(
      /^Docker keeps its images in io\.containerd\.snapshotter\.v1 \(overlayfs\), not in the classic one/,
    );
  });

  it('says of an image that the classic store does not have it', () => {
    const classic = `${inspect}\n${info('overlay2', 'Backing Filesystem: extfs')}`;
    expect(() => parseStack(layers(classic, 'image', 'app'))).toThrow(
      /image sha256:abc: its configuration is not below/,
    );
  });

  it('says nothing where there is no such image or container', () => {
    for (const kind of ['image', 'container']) expect(layers('*) exit 1 ;;', kind, 'none')).toBe('');
  });

  it('measures directories, hard links once, and resolves paths', () => {
    const dir = mkdtempSync(join(folder, 'layer-'));
    writeFileSync(join(dir, 'a'), 'abc');
    linkSync(join(dir, 'a'), join(dir, 'b'));
    expect(layers('', 'bytes', dir)).toBe('3\0');
    expect(layers('', 'paths', dir, '.', '/')).toBe(`${realpathSync(dir)}\0/\0`);
  });
});

describe.each(shells)('in %s', (_name, shell, path) => {
  const there = able && spawnSync(shell[0]!, [...shell.slice(1), '-c', 'true']).status === 0;
  const script = (name: string) => join(import.meta.dirname, `${name}.sh`);

  it.skipIf(!there)('the probe says what a Linux is', () => {
    if (path) execFileSync('sh', ['-c', `mkdir -p ${applets}; ${BUSYBOX} --install -s ${applets}`]);
    const odd = join(folder, 'new\nline 日本');
    const { stdout, stderr } = inside(
      `hostname inside; mkdir -p '${odd}'; cd '${odd}'; sleep 1001 & PATH=${path ?? '$TOOLS'} ${shell.join(' ')} ${script('probe')}`,
    );
    expect(stderr.toString()).toBe('');
    const { processes, hostnames, mounts, interfaces, cgroups, uptime } = parseProbe(decode(stdout));
    const sleeper = processes.find((p) => p.args[1] === '1001')!;
    expect(sleeper).toMatchObject({ ppid: 1, name: 'sleep', args: ['sleep', '1001'], cwd: odd, root: '/' });
    expect(sleeper.startTime).toBeGreaterThan(0);
    expect(Object.keys(sleeper.namespaces)).toHaveLength(8);
    expect(hostnames).toEqual({ [sleeper.namespaces.uts!]: 'inside' });
    expect(mounts[sleeper.namespaces.mnt!]!.some((m) => m.type === 'cgroup2')).toBe(true);
    expect(interfaces[sleeper.namespaces.net!]!.some((i) => i.name === 'lo')).toBe(true);
    expect(cgroups[0]).toMatchObject({ path: '/' });
    expect(uptime).toBeGreaterThan(0);
  });
});
