import { describe, expect, it } from 'vitest';
import { loadRecording } from '../recording/load.ts';
import { examples, exampleView } from './examples.ts';
import { longCast } from './fixtures/long.ts';
import { Tape } from './fixtures/tape.ts';
import { transcriptHtml } from './markup.ts';
import { renderCast, renderTerminals, sessionOf } from './session.ts';

const text = (runs: { text: string }[]): string => runs.map((run) => run.text).join('');

describe('renderTerminals', () => {
  it('tells prompt, command, output and status apart, and when each was shown', async () => {
    const cast = new Tape().step('fail', 'ls /nix', 'no such\n', 2).cast();
    const { panes, steps } = await renderTerminals({
      idle: 1,
      terminals: [{ name: 'host', label: 'host', file: 'host.cast', cast }],
      steps: [
        { id: 'fail', terminal: 'host', say: '失敗します。', status: 2, seconds: 0.1, command: 'ls /nix', keys: [] },
      ],
    });
    const block = panes[0]!.blocks.find((b) => b.step === 1)!;
    expect(text(block.prompt)).toBe('root@vm:~# ');
    expect(block.command).toBe('ls /nix');
    expect(text(block.output.runs)).toBe('no such');
    expect(block.status).toBe(2);
    expect(block.typed.at(-1)![1]).toBe('ls /nix'.length);
    const times = block.typed.map(([ms]) => ms);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(block.output.shown.at(-1)![0]).toBeGreaterThan(times.at(-1)!);
    expect(steps[0]).toMatchObject({ id: 'fail', number: 1, status: 2 });
  });

  it('keeps what the recorder typed of every recording in this repository', async () => {
    const recording = await loadRecording('user-namespace');
    const session = await sessionOf(recording);
    expect(session.steps.map((s) => s.command)).toEqual(recording.scenario.steps.map((s) => s.run));
  });
});

describe('renderCast', () => {
  it('makes frames of a program that redraws, and lines of one that does not', async () => {
    const redraw = new Tape().mark('x').type('count');
    for (let i = 0; i <= 3; i += 1) redraw.wait(0.2).out(`\r${i}/3`);
    redraw.out('\r\n').end();
    const session = await renderCast(redraw.cast(), 'redraw', 'redraw.cast');
    const output = session.panes[0]!.blocks.find((b) => b.command === 'count')!.output;
    expect(text(output.runs).trim()).toBe('3/3');
    expect(output.frames!.frames.length).toBeGreaterThan(2);
    const plain = await renderCast(new Tape().step('x', 'seq 2', '1\n2\n').cast(), 'plain', 'plain.cast');
    expect(plain.panes[0]!.blocks.find((b) => b.command === 'seq 2')!.output.frames).toBeUndefined();
  });

  // By time on the processor, which other programs do not lengthen: five times the events may take no 12 times as long (25 if it were quadratic).
  it('is linear up to 100,000 events', async () => {
    const cost = async (events: number): Promise<number> => {
      const before = process.cpuUsage();
      const { steps } = await renderCast(longCast(events), 'long', 'long.cast');
      expect(steps.length).toBe(events / 20);
      return process.cpuUsage(before).user;
    };
    await cost(2_000);
    const short = await cost(20_000);
    expect((await cost(100_000)) / short).toBeLessThan(12);
  }, 300_000);
});

describe('transcriptHtml', () => {
  it.each(examples.map((e) => e.name))(
    'of example %s has a block a step, no inline style and no script',
    async (name) => {
      const html = transcriptHtml(await exampleView(name));
      expect(html).toMatch(/^<session-transcript /);
      expect(html).not.toMatch(/ style=|<script|javascript:/i);
    },
  );

  it("shows a cast's content as text, whatever it is", async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const tape = new Tape()
      .out('\x1b]0;<script>alert(1)</script>\x07')
      .step('x', `echo "${evil}"`, `${evil}\n\x1b]8;;javascript:alert(1)\x07link\x1b]8;;\x07\n`);
    const session = await renderCast(tape.cast(), 'evil', 'evil.cast');
    const html = transcriptHtml({
      name: 'evil',
      title: evil,
      session,
      about: [evil],
      downloads: [],
      base: '/recordings/evil/',
    });
    expect(html).not.toMatch(/<img|<script|javascript:/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('link');
  });
});
