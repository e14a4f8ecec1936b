import { expect, test } from 'vitest';
import { decode } from './decode.ts';

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((p) => (typeof p === 'number' ? [p] : [...new TextEncoder().encode(p)])));

test.each([
  [['日本語 é 😀\0\n'], '日本語 é 😀\0\n'],
  [['caf', 0xe9], 'caf\udce9'],
  [['caf', 0xe8, '\0é'], 'caf\udce8\0é'],
  [[0xe6, 0x97, 'x'], '\udce6\udc97x'],
  [[0xff, 0xc0, 0x80], '\udcff\udcc0\udc80'],
  [[0xed, 0xb3, 0xa9], '\udced\udcb3\udca9'],
  [['\ufeffa'], '\ufeffa'],
  [[], ''],
])('reads %j', (parts, text) => {
  expect(decode(bytes(...parts))).toBe(text);
});

test('keeps apart what differs', () => {
  const all = Array.from({ length: 128 }, (_, i) => decode(Uint8Array.of(0x80 + i)));
  expect(new Set(all).size).toBe(128);
  expect(JSON.parse(JSON.stringify(all))).toEqual(all);
});
