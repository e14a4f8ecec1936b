import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Agent } from './agent.ts';
import type { Description } from './description.ts';
import { buildDisk, type Disk } from './disk.ts';
import { RecorderError } from './errors.ts';
import { cacheDir, digest, guestDir } from './paths.ts';
import { installation } from '../probe/guest.ts';
import { probeScripts } from '../probe/scripts.ts';
import { withLock } from './lock.ts';
import { run, start } from './process.ts';
import { say, stage } from './progress.ts';
import { temporaryFolder } from './temporary.ts';

/** How the CPU is run: in hardware, or emulated. */
export type Accelerator = 'kvm' | 'tcg';

/** Virtio ports beside the agent's. */
const PORTS = 6;

/** A scenario can have as many terminals: the last port is that of samples. */
export const MAX_TERMINALS = PORTS - 1;

/** Where src/probe/sample.sh writes in the guest. */
export const SAMPLES_PORT = `/dev/virtio-ports/recorder.terminal.${MAX_TERMINALS}`;

/** Name of the saved state inside the machine's qcow2 file. */
const SAVED = 'booted';

/** A running virtual machine. `stop` ends it and removes all it wrote. */
export interface Machine {
  accelerator: Accelerator;
  agent: Agent;
  /** Connects to the virtio port of terminal `index`. */
  terminal(index: number): Promise<Socket>;
  /** Connects to the port that samples come through: {@link SAMPLES_PORT}. */
  samples(): Promise<Socket>;
  /** What `work` gives; where it fails because QEMU ended, RecorderError with QEMU's own words. */
  inItsWords<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

/** Milliseconds in which QEMU's end is known after its sockets have closed. */
const LAST_WORDS = 500;

/** A machine that was booted, provisioned and saved; each recording starts from it. */
export interface SavedMachine {
  description: Description;
  accelerator: Accelerator;
  /** The qcow2 file holding disk changes and the saved state. */
  state: string;
  disk: Disk;
  /** QEMU's version. */
  qemu: string;
}

interface Launch {
  disk: Disk;
  memory: number;
  accelerator: Accelerator;
  /** A qcow2 file on top of the disk. */
  state: string;
  restore: boolean;
}

function qemuArguments(launch: Launch, dir: string): string[] {
  const terminals = Array.from({ length: PORTS }, (_, i) => i);
  const socket = (id: string) => ['-chardev', `socket,id=${id},path=${join(dir, id)},server=on,wait=off`];
  return [
    '-accel',
    launch.accelerator === 'tcg' ? 'tcg,thread=multi' : 'kvm',
    '-cpu',
    'qemu64',
    '-smp',
    '2',
    '-m',
    String(launch.memory),
    '-nodefaults',
    '-no-user-config',
    '-display',
    'none',
    '-no-reboot',
    '-kernel',
    launch.disk.kernel,
    '-initrd',
    launch.disk.initrd,
    '-append',
    'console=ttyS0 root=/dev/vda rw quiet net.ifnames=0',
    '-drive',
    `file=${launch.state},format=qcow2,if=virtio`,
    '-device',
    'virtio-rng-pci',
    '-device',
    'virtio-serial-pci',
    ...socket('agent'),
    '-device',
    'virtserialport,chardev=agent,name=recorder.agent',
    ...terminals.flatMap((i) => [
      ...socket(`t${i}`),
      '-device',
      `virtserialport,chardev=t${i},name=recorder.terminal.${i}`,
    ]),
    '-serial',
    `file:${join(dir, 'console')}`,
    '-qmp',
    `unix:${join(dir, 'qmp')},server=on,wait=off`,
    ...(launch.restore ? ['-loadvm', SAVED] : []),
  ];
}

/** Connects to a unix socket as soon as QEMU has made it. @throws RecorderError when QEMU has ended */
async function reach(path: string, child: ChildProcess): Promise<Socket> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new RecorderError('QEMU has ended');
    const socket = await new Promise<Socket | null>((resolve) => {
      const s = connect(path);
      s.once('connect', () => resolve(s));
      s.once('error', () => resolve(null));
    });
    if (socket) {
      socket.on('error', () => socket.destroy());
      return socket;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

/** Sends one human monitor command over QMP. @throws RecorderError with the monitor's words, which are empty on success */
async function monitor(path: string, child: ChildProcess, command: string): Promise<void> {
  const socket = await reach(path, child);
  const answer = await new Promise<{ return?: unknown; error?: { desc: string } }>((resolve, reject) => {
    let rest = '';
    socket.on('data', (data) => {
      rest += String(data);
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter(Boolean)) {
        const message = JSON.parse(line) as { id?: string; return?: unknown; error?: { desc: string } };
        if (message.id === 'it') resolve(message);
      }
    });
    socket.once('close', () => reject(new RecorderError(`QEMU ended during ${command}`)));
    socket.write('{"execute":"qmp_capabilities"}\n');
    socket.write(
      `${JSON.stringify({ execute: 'human-monitor-command', id: 'it', arguments: { 'command-line': command } })}\n`,
    );
  });
  socket.destroy();
  if (answer.error || answer.return)
    throw new RecorderError(`${command}: ${answer.error?.desc ?? String(answer.return).trim()}`);
}

/** QEMU ended by itself; the message has its words. */
class MachineEndedError extends RecorderError {}

async function launch(what: Launch, answerWithin: number): Promise<Machine & { save(): Promise<void> }> {
  const { path: dir, remove } = temporaryFolder(tmpdir(), 'machine');
  const child = start('qemu-system-x86_64', qemuArguments(what, dir), { deathSignal: 'KILL' });
  let complaint = '';
  child.stderr.on('data', (data: string) => {
    complaint += data;
    // QEMU pauses such a guest for ever instead of ending.
    if (complaint.includes('KVM internal error')) child.kill('SIGKILL');
  });
  const stop = () => {
    child.kill('SIGKILL');
    remove();
  };
  // Its own words come with its end: whatever waits for it meanwhile knows less.
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new RecorderError(`cannot run qemu-system-x86_64: ${error.message}`)));
    child.once('close', (status, signal) => {
      const words = complaint.includes('KVM internal error') ? 'KVM internal error' : complaint.trim();
      reject(new MachineEndedError(`QEMU ended (${signal ?? `status ${status}`}): ${words || 'without a word'}`));
    });
  });
  ended.catch(() => undefined);
  /** Its sockets close a moment before its end is known, so a failure waits that long for a better reason. */
  const inItsWords = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LAST_WORDS))]);
      throw error;
    }
  };
  const reached = async () => {
    const agent = new Agent(await reach(join(dir, 'agent'), child));
    await agent.run('true', answerWithin);
    return agent;
  };
  try {
    const agent = await Promise.race([ended, inItsWords(reached())]);
    return {
      inItsWords,
      accelerator: what.accelerator,
      agent,
      terminal: async (index) => {
        const socket = await reach(join(dir, `t${index}`), child);
        socket.write('open\n');
        return socket;
      },
      samples: () => reach(join(dir, `t${MAX_TERMINALS}`), child),
      save: () => monitor(join(dir, 'qmp'), child, `savevm ${SAVED}`),
      stop,
    };
  } catch (error) {
    let screen = '';
    try {
      screen = readFileSync(join(dir, 'console'), 'utf8').split('\n').slice(-15).join('\n');
    } catch {
      /* no console yet */
    }
    stop();
    if (error instanceof RecorderError) error.message += `${screen ? `\nlast lines of its console:\n${screen}` : ''}`;
    throw error;
  }
}

/**
 * Boots a description's disk once, provisions it and saves the running machine,
 * or finds the saved one in the cache. KVM is believed only when a guest answers.
 * Two recorders do not make the same: the second waits for the first.
 */
export function savedMachine(description: Description): Promise<SavedMachine> {
  return withLock(join(cacheDir(), `${description.name}.lock`), () => savedMachineAlone(description));
}

async function savedMachineAlone(description: Description): Promise<SavedMachine> {
  const disk = await buildDisk(description);
  const qemu = /version (\S+)/.exec(await run('qemu-system-x86_64', ['--version']))?.[1] ?? 'unknown';
  const accelerators: Accelerator[] =
    existsSync('/dev/kvm') && process.env['RECORDER_ACCEL'] !== 'tcg' ? ['kvm', 'tcg'] : ['tcg'];
  const keyed = (accelerator: Accelerator) => {
    const key = digest(
      description.digest,
      qemu,
      qemuArguments({ disk, memory: description.memory, accelerator, state: '', restore: false }, '').join(' '),
    );
    return join(cacheDir(), `machine-${description.name}-${accelerator}-${key.slice(0, 16)}.qcow2`);
  };
  for (const accelerator of accelerators)
    if (existsSync(keyed(accelerator))) return { description, accelerator, state: keyed(accelerator), disk, qemu };

  for (const accelerator of accelerators) {
    const { path: dir, remove } = temporaryFolder(cacheDir(), 'booting');
    try {
      const state = join(dir, 'state.qcow2');
      await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', disk.image, '-F', 'raw', state]);
      const machine = await stage(`booting with ${accelerator}`, () =>
        launch(
          { disk, memory: description.memory, accelerator, state, restore: false },
          accelerator === 'kvm' ? 60 : 900,
        ),
      );
      try {
        await stage('provisioning', () => machine.agent.run(description.provision, 900));
        await stage('saving the booted machine', async () => {
          await machine.agent.run('sync');
          await machine.save();
        });
      } finally {
        machine.stop();
      }
      renameSync(state, keyed(accelerator));
      return { description, accelerator, state: keyed(accelerator), disk, qemu };
    } catch (error) {
      if (accelerator !== 'kvm') throw error;
      say(
        `KVM is there but runs no guest, emulating instead (${String(error instanceof Error ? error.message : error).split('\n')[0]})`,
      );
    } finally {
      remove();
    }
  }
  throw new RecorderError('no accelerator could run the guest');
}

/** Starts a machine from its saved state, with the clock set to now. Nothing it writes outlives it. */
export async function restore(saved: SavedMachine): Promise<Machine> {
  const { path: dir, remove } = temporaryFolder(tmpdir(), 'state');
  try {
    const state = join(dir, 'state.qcow2');
    cpSync(saved.state, state);
    const machine = await launch(
      { disk: saved.disk, memory: saved.description.memory, accelerator: saved.accelerator, state, restore: true },
      60,
    );
    await machine.agent.run(pushScript());
    return {
      ...machine,
      stop: () => {
        machine.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    if (error instanceof MachineEndedError)
      error.message += `\nIf what is kept of the machine is damaged, delete ${saved.state}: the next run boots it anew. If that does not help, delete ${dirname(saved.disk.image)}: the next run builds it anew.`;
    throw error;
  }
}

/** Where a file of guest/pushed/ goes in the guest, when not to the recorder's own folder. */
const PUSHED_TO: Record<string, string> = { 'bash.bashrc': '/etc/bash.bashrc' };

/** A script that sets the guest's clock and writes the pushed files and the probe: changing one needs no new disk, and no new state. */
function pushScript(): string {
  const folder = join(guestDir, 'pushed');
  const files = readdirSync(folder).map((file) => [
    PUSHED_TO[file] ?? `/usr/local/lib/recorder/${file}`,
    readFileSync(join(folder, file), 'utf8'),
  ]);
  return [
    'set -e',
    `date -u -s @${Math.floor(Date.now() / 1000)} >/dev/null`,
    installation({ ...Object.fromEntries(files), ...probeScripts() }),
  ].join('\n');
}
