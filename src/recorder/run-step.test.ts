import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ScenarioStep } from '../recording/schema.ts';
import { Console } from './console.ts';
import { runStep } from './session.ts';

const PROMPT = '\x1b]133;A\x07$ \x1b]133;B\x07';

/** A terminal that answers a line by `answer`; `echo` is what it makes of a key. */
async function terminal(
  answer: (line: string, end: () => void) => string,
  echo: (key: string) => string = (key) => key,
): Promise<Console> {
  let line = '';
  const stream: Duplex = new Duplex({
    read() {
      /* pushed */
    },
    write(chunk: Buffer, _encoding, done) {
      const key = chunk.toString();
      if (key === '\r') {
        stream.push(`\r\n${answer(line, () => stream.destroy())}`);
        line = '';
      } else {
        line += key;
        stream.push(echo(key));
      }
      done();
    },
  });
  stream.push(PROMPT);
  let now = 0;
  const console = new Console('host', stream as unknown as Socket, 12, 10, () => (now += 0.01));
  await console.prompt(5);
  return console;
}

function step(more: Partial<ScenarioStep>): ScenarioStep {
  return { id: 'it', run: 'go', say: '', expect: [], status: 0, timeout: 5, ...more } as ScenarioStep;
}

const says =
  (output: string, status: number | null = 0) =>
  () =>
    `\x1b]133;C\x07${output}${status === null ? '' : `\x1b]133;D;${status}\x07`}${PROMPT}`;
const run = (console: Console, more: Partial<ScenarioStep>) => runStep('demo', step(more), console, () => 0, 1);

describe('a step', () => {
  it('is taken when the kernel agrees', async () => {
    const result = await run(await terminal(says('fine\r\n', 3)), { expect: ['^fine$', { not: 'bad' }], status: 3 });
    expect(result.status).toBe(3);
  });

  it.each([
    [
      'output that an expectation does not match',
      says('fine\r\n'),
      { expect: ['^good$'] },
      /expected a match of \/\^good\$\/m.*\nfine/,
    ],
    ['output that it must not have', says('bad\r\n'), { expect: [{ not: 'bad' }] }, /expected no match of \/bad\/m/],
    ['another exit status', says('', 1), {}, /exit status 1, expected 0/],
    [
      'no exit status where one is expected',
      says('x\r\n', null),
      { status: 3 },
      /expected exit status 3.*reports none/,
    ],
    ['output that never comes', () => 'other', { until: '^ready$', timeout: 0.1 }, /no output matched/],
    ['no prompt', () => 'stuck', { timeout: 0.1 }, /no prompt in terminal host/],
  ])('is refused for %s', async (_name, answer, more, message) => {
    await expect(run(await terminal(answer), more)).rejects.toThrow(message);
    await expect(run(await terminal(answer), more)).rejects.toThrow(/^demo, step it \(go\): /);
  });

  it('ends at what it waits for, not at a prompt', async () => {
    const result = await run(await terminal(() => 'x\r\nready\r\n'), { until: '^ready$', expect: ['x'] });
    expect(result.status).toBeNull();
  });

  it('is refused when its terminal closes', async () => {
    const console = await terminal((_line, end) => {
      setImmediate(end);
      return '';
    });
    await expect(run(console, {})).rejects.toThrow(/terminal host closed/);
  });

  it('is refused when the screen shows another line than the one typed', async () => {
    const console = await terminal(says(''), (key) => (key === 'o' ? '\b' : key));
    await expect(runStep('demo', step({}), console, () => 0, 0.01)).rejects.toThrow(
      /the line typed is not what is shown in terminal host.*its screen:\n/,
    );
  });

  it('is no other for being broken at the right edge, by the terminal or by an editor', async () => {
    const line = 'x'.repeat(9);
    let typed = 0;
    const ash = await terminal(says('', null), (key) => `${key}${++typed === 10 ? '\r\r\n' : ''}`);
    await expect(run(ash, { run: `${line}yz` })).resolves.toBeDefined();
    const plain = await terminal(says('', null));
    await expect(run(plain, { run: `${line}日本` })).resolves.toBeDefined();
  });
});
