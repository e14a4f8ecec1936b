import { expect, test } from 'vitest';
import { textOf } from '../site/files.ts';
import { filesOf } from '../site/fixtures/files.ts';
import { digestOf, manifestOf, withRevision } from './manifest.ts';

const page = (text: string) => `<head><link rel="offline-worker" href="/sw.js"></head>${text}`;
const built = () =>
  filesOf({
    'index.html': withRevision(page('表紙 <a href="/base/recordings/uts/host.cast">')),
    '1-1/index.html': withRevision(page('節 recordings/none/x recordings/100%/x')),
    '404.html': page('ない'),
    '_astro/a.js': 'a',
    '_astro/b.wasm': 'b',
    'fonts/mono.woff2': 'f',
    'fonts/OFL.txt': 'f',
    'favicon.svg': 'i',
    'lab/disk.img': 'd',
    'sw.js': 'old',
    _headers: 'h',
    'recordings/uts/kernel.json': '{}',
    'recordings/uts/host.cast': 'c',
    'recordings/other/kernel.json': '{}',
  });

test('text is kept at once, recordings with the pages that show them', () => {
  const { text, recordings, pages } = manifestOf(built());
  expect(Object.keys(text)).toEqual(['1-1/', '', '_astro/a.js', 'favicon.svg', 'fonts/mono.woff2']);
  expect(Object.keys(recordings)).toEqual([
    'recordings/other/kernel.json',
    'recordings/uts/host.cast',
    'recordings/uts/kernel.json',
  ]);
  expect(Object.entries(pages).map(([path, { shows }]) => [path, shows])).toEqual([
    ['1-1/', []],
    ['', ['uts']],
  ]);
});

test('a file that did not change has the digest it had, one that did has another', () => {
  const before = manifestOf(built());
  const files = built();
  files.write('1-1/index.html', withRevision(textOf(files, '1-1/index.html').replace('節', '新しい節')));
  const after = manifestOf(files);
  expect(Object.keys(after.text).filter((path) => after.text[path] !== before.text[path])).toEqual(['1-1/']);
  expect(after.pages['1-1/']!.revision).not.toBe(before.pages['1-1/']!.revision);
  expect(after.pages['']).toEqual(before.pages['']);
});

test('a page says its revision, which follows from all else in it', () => {
  const once = withRevision(page('節'));
  expect(once).toMatch(/<link rel="offline-worker" data-revision="[\w-]{8}" href=/);
  expect(withRevision(once)).toBe(once);
  expect(withRevision('<p>裸の頁</p>')).toBe('<p>裸の頁</p>');
});

test('a digest is the beginning of SHA-256', () => {
  // printf a | sha256sum: ca978112ca1bbdcafac231b3
  expect(digestOf('a')).toBe(Buffer.from('ca978112ca1bbdcafac231b3', 'hex').toString('base64url'));
});
