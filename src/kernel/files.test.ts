import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFiles } from './files.ts';

const text = readFileSync(new URL('./fixtures/odd.files', import.meta.url), 'utf8');
const [whole, nowhere, inner] = parseFiles(text);
const entry = (path: string) => whole!.tree.entries.find((e) => e.path === path);

describe('parseFiles on text captured from the machine', () => {
  it('reads several listings, each with where it was looked at', () => {
    expect(parseFiles(text).map(({ base, tree }) => [base, tree.path, tree.depth])).toEqual([
      ['', '/tmp/t', 3],
      ['', '/nope', 1],
      ['/proc/1/root', '/tmp/t/d', 2],
    ]);
    expect(inner!.tree.entries.map((e) => e.path)).toContain('e/opa\nque');
  });

  it('begins with the directory itself, and has nothing of one that is not there', () => {
    expect(whole!.tree.entries[0]).toEqual({ path: '', type: 'directory', mode: '0755', uid: 0, gid: 0 });
    expect(nowhere!.tree.entries).toEqual([]);
  });

  it('keeps spaces, tabs, newlines, backslashes, arrows, control characters and Japanese in names', () => {
    expect(whole!.tree.entries.map((e) => e.path)).toEqual([
      '',
      'a b',
      'back\\slash',
      'bad\ufffdutf8',
      'closed',
      'd',
      'd/disk',
      'd/e',
      'd/e/f',
      'd/e/not',
      'd/e/opa\nque',
      'd/fifo',
      'd/file',
      'd/mnt',
      'd/odd -> link',
      'd/sock',
      'd/whiteout',
      'new\nline',
      'new\nline/\x1eend',
      'tab\tx',
      '日本語',
    ]);
  });

  it("reads modes, owners, sizes, and a link's target to the last newline", () => {
    expect(entry('d/file')).toEqual({ path: 'd/file', type: 'file', mode: '4755', uid: 0, gid: 0, size: 6 });
    expect(entry('d/odd -> link')).toEqual({
      path: 'd/odd -> link',
      type: 'link',
      mode: '0777',
      uid: 1000,
      gid: 1000,
      target: '/x/ //y\nz ',
    });
    expect([entry('d/fifo')!.type, entry('d/sock')!.type]).toEqual(['fifo', 'socket']);
  });

  it('tells a whiteout by its device, and an opaque directory by its attribute being y', () => {
    expect(entry('d/whiteout')).toMatchObject({ type: 'character', device: '0:0' });
    expect(entry('d/disk')).toMatchObject({ type: 'block', device: '254:17' });
    expect(whole!.tree.entries.filter((e) => e.opaque).map((e) => e.path)).toEqual(['d/e/opa\nque']);
  });

  it('says which directories were not looked into: at the last level, closed, of another file system', () => {
    expect(whole!.tree.entries.filter((e) => e.unread).map((e) => e.path)).toEqual([
      'closed',
      'd/e/f',
      'd/e/not',
      'd/e/opa\nque',
      'd/mnt',
    ]);
    expect(entry('a b')!.unread).toBeUndefined();
  });

  it('leaves out what went away while it was looked at, and refuses a text cut off or of another form', () => {
    expect(
      parseFiles(text.replace('./d/file\x0089ed 0 0 6 0:0 31', './d/file\0gone'))[0]!.tree.entries.some(
        (e) => e.path === 'd/file',
      ),
    ).toBe(false);
    const whole = [...text.matchAll(/tree\0/g)].map((m) => m.index);
    for (let length = 1; length < text.length; length += 1)
      if (!whole.includes(length))
        expect(() => parseFiles(text.slice(0, length)), JSON.stringify(text.slice(0, length).slice(-20))).toThrow(
          /cut off/,
        );
    expect(() => parseFiles('cat: no such file\0')).toThrow(/begins with "tree"/);
    expect(() => parseFiles(text.replace('89ed', '89'))).toThrow(/d\/file: not what lstat/);
  });
});

describe('names that are not UTF-8', () => {
  const listing = (...names: string[]) =>
    [
      'tree',
      '',
      '/srv',
      '2',
      '',
      ...['.', ...names.map((n) => `./${n}`)].flatMap((n) => [
        n,
        n === '.' ? '41ed 0 0 0 0:0 1' : '81a4 0 0 1 0:0 1',
        '',
      ]),
      '',
      '',
    ]
      .map((field) => `${field}\0`)
      .join('');
  const paths = (...names: string[]) => parseFiles(listing(...names))[0]!.tree.entries.map((e) => e.path);

  it('stay apart, though one character stands for all that is none', () => {
    expect(paths('caf\ufffd', 'caf\ufffd', 'caf\ufffd')).toEqual([
      '',
      'caf\ufffd',
      'caf\ufffd\ufffd',
      'caf\ufffd\ufffd\ufffd',
    ]);
  });

  it('are the only ones that can be equal', () => {
    expect(() => paths('a', 'a')).toThrow(/a: listed twice/);
  });
});
