import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parseCast } from '../asciicast/index.ts';
import { probeText } from '../kernel/fixtures/probe-text.ts';
import { sampleText } from '../kernel/fixtures/sample-text.ts';
import { command } from '../probe/guest.ts';
import { scenarioSchema } from '../recording/schema.ts';
import type { Machine, SavedMachine } from './machine.ts';
import { runScenario } from './session.ts';

const PROMPT = '\x1b]133;A\x07# \x1b]133;B\x07';

/** A terminal whose shell echoes, and answers a line by `answer`. */
function terminal(answer: (line: string) => string): Socket {
  let line = '';
  const stream: Duplex = new Duplex({
    read() {
      /* pushed */
    },
    write(chunk: Buffer, _encoding, done) {
      const key = chunk.toString();
      if (key === '\r') {
        stream.push(`\r\n\x1b]133;C\x07${answer(line)}`);
        line = '';
      } else {
        line += key;
        stream.push(key);
      }
      done();
    },
  });
  stream.push(PROMPT);
  return stream as unknown as Socket;
}

/** Runs one step in a machine whose shell answers so. */
async function record(step: object, answer: (line: string) => string, asked: string[] = []) {
  const scenario = scenarioSchema.parse({
    title: '題',
    terminals: { host: { cols: 40, rows: 10 } },
    setup: 'make ready',
    watch: { cgroups: ['/demo'] },
    steps: [{ id: 'go', run: 'x', say: '文。', ...step }],
  });
  const samples = new EventEmitter();
  const agent = {
    run: async (script: string) => {
      asked.push(script);
      if (script === 'kill 9') samples.emit('data', Buffer.from(sampleText()));
      if (script.startsWith(command('sample'))) {
        setImmediate(() => samples.emit('data', Buffer.from('\x1e1.000000\n')));
        return '9\n';
      }
      if (script === command('probe')) return probeText([{ pid: 7 }, { pid: 8, ppid: 7 }]);
      if (script.startsWith('cut ')) return '7\n';
      return script.includes('os-release') ? 'Debian GNU/Linux 13 (trixie)\n6.12.1\n26.1.5\n\n\nv2\n' : '';
    },
  };
  const machine = {
    accelerator: 'tcg',
    agent,
    terminal: async () => terminal(answer),
    samples: async () => samples,
    stop() {},
  } as unknown as Machine;
  const saved = { accelerator: 'tcg', qemu: '7.2', description: { name: 'debian-13', digest: 'd' } };
  return await runScenario('rec', scenario, 's', machine, saved as SavedMachine);
}

const says = (text: string) => () => `${text}\r\n\x1b]133;D;0\x07${PROMPT}`;

describe('a session', () => {
  it('that agrees becomes a cast with markers, and a snapshot a step', async () => {
    const asked: string[] = [];
    const { casts, kernel } = await record({ expect: ['^hello$', { not: 'bye' }] }, says('hello'), asked);
    expect(asked[0]).toBe('set -e\nmake ready');
    const { events, ...header } = parseCast(casts['host']!, 'host.cast');
    expect(header).toMatchObject({ cols: 40, rows: 10, title: '題', idleTimeLimit: 1.2 });
    expect(events.filter((e) => e.code === 'm').map((e) => e.data)).toEqual(['go']);
    expect(events.map((e) => e.data).join('')).toContain('hello');
    expect(kernel.start.processes.map((p) => [p.pid, p.terminal])).toEqual([
      [1, undefined],
      [7, 'host'],
      [8, 'host'],
    ]);
    expect(kernel.steps).toMatchObject([{ id: 'go', terminal: 'host', status: 0 }]);
    expect(kernel.steps[0]!.snapshot.processes).toHaveLength(3);
    expect(kernel.provenance).toMatchObject({
      distribution: 'Debian GNU/Linux 13 (trixie)',
      kernel: '6.12.1',
      docker: '26.1.5',
      runc: null,
      cgroup: 'v2',
      accelerator: 'tcg',
      image: 'debian-13',
      scenarioDigest: 's',
    });
  });

  it('with a step that is refused is refused', async () => {
    await expect(record({ expect: ['^hello$'] }, says('hallo'))).rejects.toThrow(
      /^rec, step go \(x\): expected a match of \/\^hello\$\/m; its output:\nhallo\n/,
    );
  });

  it('samples the steps that ask for it, and no others', async () => {
    const { kernel } = await record({ sample: true }, says('hello'));
    expect(kernel.steps[0]!.samples!.cgroups['/demo']!.values['memory.current']!.slice(-2)).toEqual([8192, 4096]);
    const asked: string[] = [];
    expect((await record({}, says('hello'), asked)).kernel.steps[0]).not.toHaveProperty('samples');
    expect(asked.join()).not.toContain('sample.sh');
  });

  it('may press keys instead of typing a line', async () => {
    const { casts } = await record({ run: undefined, keys: ['q', 'Enter'] }, (line) => says(`pressed ${line}`)());
    expect(casts['host']).toContain('pressed q');
  });
});
