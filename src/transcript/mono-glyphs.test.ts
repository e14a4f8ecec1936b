import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import glyphs from '../styles/mono-glyphs.json' with { type: 'json' };

/** Number of cmap among the table tags that WOFF2 knows by number (https://www.w3.org/TR/WOFF2/#table_dir_format). */
const CMAP = 0;
/** glyf and loca, whose length is given twice when they are transformed. */
const TRANSFORMED = new Set([10, 11]);

/** Code points of a WOFF2 font: of its cmap's tables of format 4, which hold all of the Basic Multilingual Plane. */
function codePoints(file: string): Set<number> {
  const font = readFileSync(file);
  let at = 48;
  const number = (): number => {
    let value = 0;
    for (;;) {
      const byte = font[at]!;
      at += 1;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  let offset = 0;
  let cmapAt = -1;
  for (let i = 0; i < font.readUInt16BE(12); i += 1) {
    const flags = font[at]!;
    at += 1;
    const tag = flags & 63;
    if (tag === 63) at += 4;
    let length = number();
    if (TRANSFORMED.has(tag) ? flags >> 6 !== 3 : flags >> 6 !== 0) length = number();
    if (tag === CMAP) cmapAt = offset;
    offset += length;
  }
  const cmap = brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20))).subarray(cmapAt);
  const found = new Set<number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + i * 8));
    if (table.readUInt16BE(0) !== 4) continue;
    const segments = table.readUInt16BE(6) / 2;
    for (let s = 0; s < segments; s += 1) {
      const end = table.readUInt16BE(14 + s * 2);
      const start = table.readUInt16BE(16 + segments * 2 + s * 2);
      for (let point = start; point <= end && point < 0xffff; point += 1) found.add(point);
    }
  }
  return found;
}

describe('mono-glyphs.json', () => {
  it.each(['regular', 'bold'])('names what the monospace font has, and nothing that it lacks (%s)', (weight) => {
    const has = codePoints(`public/fonts/jetbrains-mono-${weight}.woff2`);
    const named = new Set<number>();
    for (const range of glyphs) {
      const [first, last = first] = range.split('-').map((hex) => Number.parseInt(hex, 16)) as [number, number?];
      for (let point = first; point <= last; point += 1) named.add(point);
    }
    // A browser draws no soft hyphen, whatever the font has.
    expect([...has].filter((point) => point >= 0x20 && point !== 0xad && !named.has(point))).toEqual([]);
    expect([...named].filter((point) => !has.has(point))).toEqual([]);
  });
});
