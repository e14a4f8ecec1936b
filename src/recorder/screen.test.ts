import { describe, expect, it } from 'vitest';
import type { ShellMark } from '../asciicast/index.ts';
import { Screen } from './screen.ts';

async function screen(...chunks: string[]): Promise<{ screen: Screen; marks: ShellMark[] }> {
  const marks: ShellMark[] = [];
  const s = new Screen(20, 5, (mark) => marks.push(mark));
  for (const chunk of chunks) await s.write(chunk);
  return { screen: s, marks };
}

const PROMPT = '\x1b]133;A\x07# \x1b]133;B\x07';

describe('Screen', () => {
  it('gives the output between C and D, and reports marks with their status', async () => {
    const { screen: s, marks } = await screen(`${PROMPT}false\r\n\x1b]133;C\x07no\r\nway\r\n\x1b]133;D;1\x07${PROMPT}`);
    expect(s.output()).toBe('no\nway');
    expect(marks.map((m) => m.kind + (m.status ?? ''))).toEqual(['A', 'B', 'C', 'D1', 'A', 'B']);
  });

  it('cuts the prompt off that stands behind output without a newline', async () => {
    const { screen: s } = await screen(`${PROMPT}printf x\r\n\x1b]133;C\x07x\x1b]133;D;0\x07${PROMPT}`);
    expect(s.output()).toBe('x');
  });

  it('joins lines that the width broke, and resolves colours', async () => {
    const { screen: s } = await screen(
      `${PROMPT}x\r\n\x1b]133;C\x07\x1b[31m${'a'.repeat(30)}\x1b[0m b\r\n\x1b]133;D;0\x07${PROMPT}`,
    );
    expect(s.output()).toBe(`${'a'.repeat(30)} b`);
  });

  it('takes what is below the command line where the shell sends no C', async () => {
    const { screen: s } = await screen(`${PROMPT}ls`);
    s.startOutput(1);
    await s.write(`\r\nbin\r\netc\r\n${PROMPT}`);
    expect(s.output()).toBe('bin\netc');
  });

  it('keeps output that scrolled off', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`);
    const { screen: s } = await screen(
      `${PROMPT}x\r\n\x1b]133;C\x07${lines.join('\r\n')}\r\n\x1b]133;D;0\x07${PROMPT}`,
    );
    expect(s.output()).toBe(lines.join('\n'));
    expect(s.text()).toContain('line 39');
  });
});
