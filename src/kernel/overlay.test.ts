import { describe, expect, it } from 'vitest';
import { mergedEntries } from './fixtures/merged-entries.ts';
import { lookThrough } from './overlay.ts';
import type { FileEntry } from './snapshot.ts';

/** Entries from words: `a/` a directory, `a!` a whiteout, `a/*` an opaque directory, `a` a file of the size behind a colon. */
const layer = (...words: string[]): FileEntry[] =>
  ['/', ...words]
    .map((word): FileEntry => {
      const owner = { mode: '0644', uid: 0, gid: 0 };
      if (word.endsWith('!')) return { path: word.slice(0, -1), type: 'character', ...owner, device: '0:0' };
      if (/\/\*?$/.test(word))
        return {
          path: word.replace(/\/\*?$/, ''),
          type: 'directory',
          ...owner,
          ...(word.endsWith('*') ? { opaque: true as const } : {}),
        };
      const [path = '', size = '1'] = word.split(':');
      return { path, type: 'file', ...owner, size: Number(size) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));

const names = (...layers: FileEntry[][]) =>
  mergedEntries(layers)
    .map((e) => `${e.path}${e.type === 'directory' ? '/' : `:${e.size}`}`)
    .filter((n) => n !== '/');

describe('what an overlay shows', () => {
  it('is the topmost entry of each name, directories merged', () => {
    expect(names(layer('a:1', 'd/', 'd/x:1', 'd/y:1'), layer('b:2', 'd/', 'd/x:2'))).toEqual([
      'a:1',
      'b:2',
      'd/',
      'd/x:2',
      'd/y:1',
    ]);
  });

  it('has neither a whiteout nor what is below it, and again what lies upon it', () => {
    expect(names(layer('a', 'd/', 'd/x'), layer('a!', 'd!'))).toEqual([]);
    expect(names(layer('a', 'd/', 'd/x'), layer('a!', 'd!'), layer('a:3', 'd/', 'd/y:3'))).toEqual([
      'a:3',
      'd/',
      'd/y:3',
    ]);
  });

  it('ends at an opaque directory, and at a file over a directory or the other way round', () => {
    expect(names(layer('d/', 'd/x', 'd/e/', 'd/e/f'), layer('d/*', 'd/y:2'))).toEqual(['d/', 'd/y:2']);
    expect(names(layer('d/', 'd/x', 'dx'), layer('d:2'))).toEqual(['d:2', 'dx:1']);
    expect(names(layer('d:1'), layer('d/', 'd/x:2'))).toEqual(['d/', 'd/x:2']);
  });

  it('knows what each entry is to those below, and what hides it', () => {
    const sights = lookThrough([layer('a', 'b', 'd/', 'd/x'), layer('a:2', 'c', 'd!'), layer('b!', 'd/')]);
    const on = (path: string) =>
      sights
        .get(path)!
        .on.map((t) => [t.layer, t.kind, t.hiddenBy && { layer: t.hiddenBy.layer, path: t.hiddenBy.entry.path }]);
    expect(on('a')).toEqual([
      [0, 'base', { layer: 1, path: 'a' }],
      [1, 'changed', undefined],
    ]);
    expect(on('b')).toEqual([
      [0, 'base', { layer: 2, path: 'b' }],
      [2, 'removed', undefined],
    ]);
    expect(on('c')).toEqual([[1, 'added', undefined]]);
    expect(on('d')).toEqual([
      [0, 'base', { layer: 1, path: 'd' }],
      [1, 'removed', undefined],
      [2, 'added', undefined],
    ]);
    expect(on('d/x')).toEqual([[0, 'base', { layer: 1, path: 'd' }]]);
    expect(on('')).toEqual([
      [0, 'base', undefined],
      [1, 'merged', undefined],
      [2, 'merged', undefined],
    ]);
    expect([sights.get('a')!.seen!.layer, sights.get('b')!.seen, sights.get('d')!.seen!.layer]).toEqual([
      1,
      undefined,
      2,
    ]);
  });
});
