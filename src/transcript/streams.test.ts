import { describe, expect, it } from 'vitest';
import type { Cast } from '../asciicast/index.ts';
import { plainText } from './cells.ts';
import { replay } from './fixtures/replay.ts';
import { randomCast } from './fixtures/streams.ts';
import { renderCast } from './session.ts';

/** Streams tried of each sort; `STREAMS=5000 npx vitest run --project node src/transcript/streams.test.ts` tries more. */
const STREAMS = Number(process.env.STREAMS ?? 150);
/** Further ones that were shown otherwise once. */
const ONCE_WRONG = [3712, 3948];

function lines(text: string): string[] {
  const all = text.split('\n').map((line) => line.trimEnd());
  while (all.length > 0 && all.at(-1) === '') all.pop();
  return all;
}

async function pageLines(cast: Cast): Promise<string[]> {
  const { panes } = await renderCast(cast, 'stream', 'stream.cast');
  return lines(panes[0]!.blocks.map((block) => plainText(block.output.runs)).join('\n'));
}

async function terminalLines(cast: Cast): Promise<string[]> {
  const terminal = await replay(cast);
  const all = lines(terminal.all().join('\n'));
  terminal.dispose();
  return all;
}

describe('a transcript of random output', () => {
  it.each([
    ['that only grows', { calm: true }],
    ['that is drawn over', {}],
  ])(
    '%s has the lines that a terminal shows in the end',
    async (_name, sort) => {
      const wrong: unknown[] = [];
      const seeds = Array.from({ length: STREAMS }, (_, i) => i + 1);
      for (const seed of [...seeds, ...ONCE_WRONG]) {
        const cast = randomCast(seed, sort);
        const [page, terminal] = [await pageLines(cast), await terminalLines(cast)];
        if (page.join('\n') !== terminal.join('\n')) wrong.push({ seed, page, terminal });
      }
      expect(wrong).toEqual([]);
    },
    600_000,
  );
});
