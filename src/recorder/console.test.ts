import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { keyBytes } from '../recording/keys.ts';
import { Console } from './console.ts';

/** A terminal whose shell echoes, and answers a line by `answer`. */
function terminal(answer: (line: string) => string): { console: Console; typed: string[] } {
  const typed: string[] = [];
  let line = '';
  const stream: Duplex = new Duplex({
    read() {
      /* pushed */
    },
    write(chunk: Buffer, _encoding, done) {
      const key = chunk.toString();
      typed.push(key);
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
  let now = 0;
  return { console: new Console('host', stream as unknown as Socket, 40, 10, () => (now += 0.01)), typed };
}
const PROMPT = '\x1b]133;A\x07root@vm:~# \x1b]133;B\x07';

describe('Console', () => {
  it('types a line key by key and learns the exit status from the shell', async () => {
    const { console, typed } = terminal((line) => `${line} said\r\n\x1b]133;D;3\x07${PROMPT}`);
    await console.prompt(1);
    console.startRecording();
    console.marker('hello');
    await console.type('hi', 1);
    await console.prompt(1);
    expect(typed).toEqual(['h', 'i', '\r']);
    expect(console.status).toBe(3);
    expect(console.screen.output()).toBe('hi said');
    expect(console.events.map((e) => e.code).join('')).toMatch(/^om[o]+$/);
    expect(console.events[0]?.data).toBe(PROMPT);
    expect(console.events[1]).toMatchObject({ code: 'm', data: 'hello' });
  });

  it('has no status where a new shell greets instead of a command ending', async () => {
    const { console } = terminal(() => PROMPT);
    await console.prompt(1);
    await console.type('x', 1);
    await console.prompt(1);
    expect(console.status).toBeNull();
  });

  it('fails with the screen when nothing comes in time', async () => {
    const { console } = terminal(() => 'stuck here');
    await console.prompt(1);
    await console.type('x', 1);
    await expect(console.prompt(0.05)).rejects.toThrow(
      /no prompt in terminal host within 0\.05 s; its screen:\n[\s\S]*stuck here/,
    );
    await expect(console.match(/never/, 0.05)).rejects.toThrow(/no output matched \/never\//);
    await console.match(/^stuck/, 1);
  });
});

describe('keyBytes', () => {
  it('knows control keys, names and characters', () => {
    expect(['C-c', 'C-p', 'Enter', 'q', 'Up'].map(keyBytes)).toEqual(['\x03', '\x10', '\r', 'q', '\x1b[A']);
    expect(['Hyper', 'C-C', 'ab', '\x03', 'toString'].map(keyBytes)).toEqual(Array(5).fill(undefined));
    expect(keyBytes('🐳')).toBe('🐳');
  });
});
