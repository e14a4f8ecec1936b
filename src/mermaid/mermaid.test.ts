import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { allChapters } from '../chapter/all.ts';
import { CACHE, cachedDrawing, keyOf } from './cache.ts';
import { horizontal, type MermaidFence, parseFence } from './fence.ts';
import { roomFor } from './room.ts';
import { standIns } from './tokens.ts';

const valid = parseFence('flowchart LR\naccTitle: 鎖\naccDescr: aからbへ\na --> b', { file: 'x.mdx', line: 3 });

describe('the cache', () => {
  it('draws once, and again when the source changes', async () => {
    const home = process.cwd();
    process.chdir(mkdtempSync(join(tmpdir(), 'mermaid-')));
    try {
      const draw = vi.fn(async ({ source }: MermaidFence, id: string) => `<svg id="${id}">${source.length}</svg>`);
      const first = await cachedDrawing(valid, draw);
      expect(await cachedDrawing(valid, draw)).toBe(first);
      await cachedDrawing({ ...valid, description: 'bからaへ' }, draw);
      expect(draw).toHaveBeenCalledTimes(2);
      expect(readdirSync(CACHE)).toHaveLength(2);
    } finally {
      process.chdir(home);
    }
  });

  it('holds the drawing of every fence there is, and no other', () => {
    const fences = allChapters().flatMap((chapter) =>
      chapter.fences
        .filter(({ lang }) => lang === 'mermaid')
        .map(({ text }) => parseFence(text, { file: chapter.file, line: 1 })),
    );
    const kept = existsSync(CACHE)
      ? readdirSync(CACHE)
          .filter((file) => file.endsWith('.svg'))
          .sort()
      : [];
    const shapes = fences.flatMap((fence) => [fence, horizontal(fence) ?? []].flat());
    expect(kept).toEqual([...new Set(shapes.map((fence) => `${keyOf(fence)}.svg`))].sort());
    for (const file of kept)
      expect(readFileSync(join(CACHE, file), 'utf8')).not.toMatch(/<style|\sstyle=|<foreignObject|<script/);
  });
});

it('a drawing carries no icon it does not show', () => {
  for (const file of globSync(`${CACHE}/*.svg`)) {
    const svg = readFileSync(file, 'utf8');
    for (const [, id] of svg.matchAll(/<symbol[^>]* id="([^"]*)"/g)) expect(svg, file).toContain(`href="#${id}"`);
  }
});

it('every colour of the site has a stand-in of its own', () => {
  const names = standIns();
  for (const name of ['--paper', '--sheet', '--ink', '--accent', '--bad', '--ns-net-fill'])
    expect(names.has(name), name).toBe(true);
  expect(new Set(names.values()).size).toBe(names.size);
});

it('the style sheet shows a wide drawing from every width that a place may need', () => {
  const css = readFileSync('src/mermaid/drawing.css', 'utf8');
  const known = [...css.matchAll(/@container \(min-width: (\d+)rem\) \{\s*\.mermaid-from-(\d+) >/g)];
  for (const [, width, name] of known) expect(name).toBe(width);
  const needed = Array.from({ length: 300 }, (_, i) => roomFor(`<svg width="${(i + 1) * 5}">`));
  expect(known.map(([, width]) => Number(width))).toEqual([...new Set(needed)]);
});
