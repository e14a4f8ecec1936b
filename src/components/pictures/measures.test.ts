import { expect, test } from 'vitest';
import { measure, type Bare, type Kind } from './measures.ts';

test.each<[string, string, Kind, number, string, Bare?]>([
  ['real\t0m1.834s', 'real\\s+(\\S+)', 'seconds', 1.834, '1.83秒'],
  ['= 1min 2.345s', '= (.*s)', 'seconds', 62.345, '62.3秒'],
  ['= 812ms', '= (.*s)', 'seconds', 0.812, '0.81秒'],
  ['alpine 7.79MB', '(\\S+MB)', 'bytes', 7.79e6, '7.79 MB'],
  ['612M\t/', '^(\\d+)M', 'bytes', 612 * 1024 ** 2, '612 MiB', 'MiB'],
  ['9513.5 kB', '^(.*) kB', 'bytes', 9513.5 * 1024, '9.29 MiB', 'KiB'],
  ['ratio 1.02 (0.97 .. 1.10)', 'ratio (\\S+)', 'ratio', 1.02, '1.02倍'],
])('%s, %s', (output, pattern, kind, value, text, unit) => {
  const found = measure(output, pattern, kind, 'a.mdx:3', unit);
  expect(found.value).toBeCloseTo(value, 6);
  expect(found.text).toBe(text);
});

test('a second and a third group are the spread', () => {
  expect(measure('ratio 1.02 (0.97 .. 1.10)', 'ratio (\\S+) \\((\\S+) \\.\\. (\\S+)\\)', 'ratio', 'a')).toEqual({
    value: 1.02,
    text: '1.02倍',
    low: 0.97,
    high: 1.1,
  });
});

test.each([
  ['none', 'ratio (\\S+)', /^a\.mdx:3: match="ratio .* is not in the recorded output:\nnone/],
  ['ratio fast', 'ratio (\\S+)', /^a\.mdx:3: "fast" is no number of ratio/],
  ['ratio 2', 'ratio', /needs a group/],
])('%s refused', (output, pattern, message) => {
  expect(() => measure(output, pattern, 'ratio', 'a.mdx:3')).toThrow(message);
});
