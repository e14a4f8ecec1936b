import { describe, expect, it } from 'vitest';
import type { Cast } from '../asciicast/index.ts';
import { listRecordings, loadRecording } from '../recording/load.ts';
import { Replay } from '../transcript/fixtures/replay.ts';
import { transcriptHtml } from './markup.ts';
import { sessionOf } from '../transcript/session.ts';

/** Programs that clear the screen for every picture: a terminal that never scrolls has it elsewhere. */
const CLEARS = new Set(['docker-stats.stats']);

/** What the page shows of one step in its own terminal, read from its HTML. */
interface Shown {
  command: string;
  output: string[];
}

function shown(html: string, id: string): Shown {
  const [, step] = html.split(new RegExp(`<li class="sg-step" id="${id.replaceAll('.', '\\.')}"`));
  if (step === undefined) throw new Error(`no ${id} in the page`);
  // Its own terminal comes first.
  const block = step.split('</li>')[0]!.split('<div class="tr-block"')[1]!;
  const inner = (name: string): string => {
    const [, rest = ''] = block.split(new RegExp(`class="${name}[^"]*">`));
    let depth = 1;
    let end = 0;
    for (const tag of rest.matchAll(/<(\/)?(?:span|div)\b[^>]*>/g)) {
      depth += tag[1] ? -1 : 1;
      end = tag.index;
      if (depth === 0) break;
    }
    // The line's end before what is folded is that of the block.
    const whole = rest.slice(0, end).replace(/<summary>.*?<\/summary>/, '\n');
    return text(whole.replace(/<span class="tr-pad"[\s\S]*?<\/span>/, ''));
  };
  return { command: inner('tr-cmd'), output: lines(inner('tr-out')) };
}

function text(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!,
    );
}

function lines(output: string): string[] {
  const all = output.split('\n').map((line) => line.trimEnd());
  while (all.length > 0 && all.at(-1) === '') all.pop();
  return all;
}

const MARK = /(\x1b\]133;[ACD][^\x07]*\x07)/;

/** Each step's command and output as a terminal shows them that is tall enough never to scroll. */
async function replayed(cast: Cast, runs: ReadonlyMap<string, string>): Promise<Map<string, Shown>> {
  const breaks = cast.events.reduce((sum, { data }) => sum + data.split('\n').length - 1 + data.length / cast.cols, 0);
  const terminal = new Replay(cast.cols, Math.ceil(breaks) + 50);
  const found = new Map<string, Shown>();
  let step: { id: string; typed: [number, number]; entered: boolean; from: [number, number] | null } | null = null;
  const end = (): void => {
    if (step?.from) {
      const output = lines(terminal.lines(step.from, terminal.cursor).join('\n'));
      found.get(step.id)!.output = output;
    }
    step = null;
  };
  /** @param marked whether the shell marked where output begins; busybox does not, and breaks rows by line feeds of its own */
  const enter = (marked: boolean): void => {
    if (!step || step.entered) return;
    step.entered = true;
    const [y0, x0] = step.typed;
    const [y1] = terminal.cursor;
    const run = runs.get(step.id)!;
    let command = '';
    for (let y = y0; y <= y1; y += 1) {
      command += terminal.terminal.buffer.active.getLine(y)!.translateToString(y === y1, y === y0 ? x0 : 0);
      if (marked || command.trimEnd() !== run) continue;
      step.from = [y + 1, 0];
      break;
    }
    found.set(step.id, { command: command.trimEnd(), output: [] });
  };
  for (const { code, data } of cast.events) {
    if (code === 'm')
      terminal.write('', () => {
        end();
        step = runs.has(data) ? { id: data, typed: terminal.cursor, entered: false, from: null } : null;
      });
    if (code !== 'o') continue;
    for (const part of data.split(MARK)) {
      if (part.startsWith('\x1b]133;C'))
        terminal.write('', () => {
          enter(true);
          if (step) step.from = terminal.cursor;
        });
      else if (MARK.test(part))
        terminal.write('', () => {
          enter(false);
          end();
        });
      else terminal.write(part);
    }
  }
  await terminal.done();
  end();
  terminal.dispose();
  return found;
}

describe('of every recording', () => {
  it('the page shows the commands that were typed, and the lines that came back', async () => {
    const wrong: string[] = [];
    let commands = 0;
    for (const name of await listRecordings()) {
      const recording = await loadRecording(name);
      const session = await sessionOf(recording);
      const html = transcriptHtml({ name, title: name, session, about: [], downloads: [], base: '/' });
      for (const { name: terminal, cast } of recording.terminals) {
        const steps = recording.steps.filter((step) => step.terminal === terminal);
        const runs = new Map(steps.flatMap(({ id, run }) => (run === undefined ? [] : [[id, run] as const])));
        const truth = await replayed(cast, runs);
        for (const [id, run] of runs) {
          const page = shown(html, `${name}.${id}`);
          const screen = truth.get(id)!;
          const where = `${name}.${id}`;
          commands += 1;
          if (page.command !== run) wrong.push(`${where}: the page has ${page.command}, typed was ${run}`);
          if (screen.command !== run) wrong.push(`${where}: the cast has ${screen.command}, typed was ${run}`);
          if (!CLEARS.has(where) && screen.output.join('\n') !== page.output.join('\n'))
            wrong.push(`${where}: the page has\n${page.output.join('\n')}\nthe cast\n${screen.output.join('\n')}`);
        }
      }
    }
    expect(commands).toBeGreaterThan(900);
    expect(wrong).toEqual([]);
  }, 60_000);
});
