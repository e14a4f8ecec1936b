import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeCast } from '../asciicast/index.ts';
import { nameOfCast } from '../transcript/casts.ts';
import { Tape } from '../transcript/fixtures/tape.ts';
import { transcriptHtml } from './markup.ts';
import { loadCast, renderCast } from '../transcript/session.ts';
import { framesName } from '../transcript/block-markup.ts';

const folder = mkdtempSync(join(tmpdir(), 'casts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function made(name: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  const tape = new Tape().step('a', 'ls', 'x\n').mark('b').type('top');
  for (const number of [1, 2, 3]) tape.wait(1).out(`\x1b[H${number}\r\n`);
  tape.end();
  writeFileSync(file, writeCast(tape.cast()));
  return file;
}

describe('the name of a cast', () => {
  it.each([
    ['Demo 2_x.cast', 'demo-2-x'],
    ['起動のようす.cast', '起動のようす'],
    // As file systems of macOS spell it.
    ['か\u3099くせい.cast', 'がくせい'],
    ['(手順) その2.cast', '手順-その2'],
  ])('%s is %s', (file, name) => {
    expect(nameOfCast(join(folder, 'none', file))).toBe(name);
  });

  it('has a letter or digit at least', () => {
    expect(() => nameOfCast('content/casts/---.cast')).toThrow(/content\/casts\/---\.cast: its name has no letter/);
  });

  it('is no other cast’s', async () => {
    const [one, two] = [made('one/記録 1.cast'), made('two/記録-1.cast')];
    await loadCast(one);
    await loadCast(one);
    await expect(loadCast(two)).rejects.toThrow(`${two} and ${one} have the same name, "記録-1"`);
    // A file that was moved in the meantime is not two.
    rmSync(one);
    await expect(loadCast(two)).resolves.toMatchObject({ name: '記録-1' });
  });

  it('is no recording’s', async () => {
    await expect(loadCast(made('uts-namespace.cast'))).rejects.toThrow(
      /uts-namespace\.cast and content\/recordings\/uts-namespace have the same name/,
    );
  });
});

it('casts that are not there, and folders, say so with their path', async () => {
  await expect(loadCast(join(folder, 'none.cast'))).rejects.toThrow(`${folder}/none.cast: there is no such file`);
  await expect(loadCast(folder)).rejects.toThrow(`${folder}: this is a folder`);
});

it('two casts with Japanese names on one page have nothing of the same name', async () => {
  const [one, two] = await Promise.all(
    [made('起動.cast'), made('停止.cast')].map(async (file) => {
      const { name, cast } = await loadCast(file);
      const session = await renderCast(cast, name, file);
      const base = `/recordings/${name}/`;
      const downloads = [{ label: 'cast', href: `${base}${name}.cast`, file: `${name}.cast` }];
      const html = transcriptHtml({ name, title: name, session, about: [], downloads, base });
      const found = (attribute: string): string[] =>
        [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map((match) => match[1]!);
      const frames = session.panes[0]!.blocks.filter((b) => b.output.frames).map((b) => session.steps[b.step - 1]!);
      return {
        ids: found('id'),
        names: [...found('href'), ...found('download'), ...found('data-base'), ...found('data-transcript')],
        frames: frames.map((step) => `${base}${framesName(step, name)}`),
      };
    }),
  );
  for (const key of ['ids', 'names', 'frames'] as const) {
    const all = [...one![key], ...two![key]];
    expect(one![key].length).toBeGreaterThan(0);
    expect(new Set(all).size, key).toBe(new Set(one![key]).size + new Set(two![key]).size);
  }
  expect(one!.ids.filter((id, i, ids) => ids.indexOf(id) !== i)).toEqual([]);
  expect(one!.frames).toEqual(['/recordings/起動/step-2.起動']);
});
