import { describe, expect, it } from 'vitest';
import { examples, exampleView } from '../stage/examples.ts';
import { longCast } from './fixtures/long.ts';
import { Tape } from './fixtures/tape.ts';
import { transcriptHtml } from '../stage/markup.ts';
import { renderCast, renderTerminals } from './session.ts';

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

/** What a reader reads of HTML. */
function read(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return html
    .replace(/<\/(?:div|li|p)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&([\w#]+);/g, (_, name: string) => entities[name]!);
}

describe('times', () => {
  const block = async (cast: ReturnType<Tape['cast']>) =>
    (await renderCast(cast, 'x', 'x.cast')).panes[0]!.blocks.at(-1)!;

  it('of output closer together than a frame are one, and no others', async () => {
    const tape = new Tape().mark('x').type('x').wait(0.1);
    for (const wait of [0.01, 0.01, 0.05, 0.05]) tape.out('ab').wait(wait);
    const { output } = await block(tape.out('cd').end().cast());
    // Three within 20 ms; then one 50 ms later, and the last.
    expect(output.shown.map(([, n]) => n)).toEqual([6, 8, 10]);
    const [first, second, third] = output.shown.map(([ms]) => ms);
    expect(second! - first!).toBeGreaterThan(33);
    expect(third! - second!).toBeGreaterThan(33);
  });

  it('are cut to what the cast allows, or to two seconds', async () => {
    const cast = new Tape().mark('x').type('x').wait(10).out('y\r\n').end().cast();
    const shown = async (idleTimeLimit?: number) =>
      (await renderCast(idleTimeLimit === undefined ? cast : { ...cast, idleTimeLimit }, 'x', 'x.cast')).steps[0]!
        .shown;
    expect(await shown()).toBeGreaterThan(2000);
    expect(await shown()).toBeLessThan(2700);
    expect(await shown(0.5)).toBeLessThan(1200);
    expect(await shown(5)).toBeGreaterThan(5000);
  });

  it('of a step that waited are told where the replay cuts them', async () => {
    const at = async (seconds: number) =>
      (
        await renderTerminals({
          idle: 1,
          terminals: [
            {
              name: 'host',
              label: 'host',
              file: 'host.cast',
              cast: new Tape().mark('s').type('sleep').wait(seconds).out('x\r\n').end().cast(),
            },
          ],
          steps: [{ id: 's', terminal: 'host', say: '', command: 'sleep', keys: [], status: 0, seconds }],
        })
      ).steps[0]!;
    expect((await at(1.4)).trueSeconds).toBeUndefined();
    expect((await at(8)).trueSeconds).toBe(8);
    expect((await at(8)).shown).toBeLessThan(3000);
  });
});

describe('transcriptHtml', () => {
  it.each(examples.map((e) => [e.name, e.says] as const))('of example %s says what it shows', async (name, says) => {
    const lines = read(transcriptHtml(await exampleView(name)));
    for (const line of says) expect(lines).toContain(line);
  });

  it.each(examples.map((e) => e.name))(
    'of example %s has a block a step, no inline style and no script',
    async (name) => {
      const html = transcriptHtml(await exampleView(name));
      expect(html).toMatch(/^<session-stage /);
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
