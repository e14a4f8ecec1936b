import { expect, test } from 'vitest';
import { quote } from './captured.ts';

const OUTPUT = '        NS TYPE\n4026531838 uts\n4026532157 uts';

test.each([
  ['^\\d+', '4026531838'],
  ['^(\\d+) uts$(?![\\s\\S]*uts)', '4026532157'],
  ['uts', 'uts'],
])('%s quotes %s', (pattern, quoted) => {
  expect(quote(OUTPUT, pattern, 'a.mdx:3')).toBe(quoted);
});

test('a pattern that no longer matches is an error with its place and the output', () => {
  expect(() => quote(OUTPUT, 'pid', 'a.mdx:3: <Captured>')).toThrow(
    /^a\.mdx:3: <Captured>: match="pid" is not in the recorded output:\n +NS TYPE/,
  );
});

test('a broken pattern is an error with its place', () => {
  expect(() => quote(OUTPUT, '(', 'a.mdx:3')).toThrow(/^a\.mdx:3: match="\(" is not a valid/);
});

test('a pattern that would look for hours is an error with its place', () => {
  expect(() => quote(`${'a'.repeat(5000)}?`, '(a+)+$', 'a.mdx:3:1')).toThrow(
    'a.mdx:3:1: match="(a+)+$" finds no end within 5 s: write it without a repetition inside a repetition',
  );
}, 30_000);
