/**
 * The 16 colours a transcript knows.
 *
 * A program that asks for one of 256 or of 16 million colours chose it for a background it could not see.
 * The page has two backgrounds, so such a colour becomes the nearest of the 16 named ones,
 * and each of those has a value in either theme that is legible there (WCAG AA; tested in styles/tokens.test.ts).
 */

/** Default values of xterm: what "nearest" is measured against. */
const REFERENCE = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
  0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

type Lab = readonly [number, number, number];

/** Björn Ottosson's Oklab (https://bottosson.github.io/posts/oklab/), where distance is close to what the eye sees. */
function oklab(rgb: number): Lab {
  const [r, g, b] = [rgb >> 16, (rgb >> 8) & 255, rgb & 255].map((v) => {
    const c = v / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const LABS = REFERENCE.map(oklab);
/** Black, white and the two greys: a grey stays one, though a colour may be nearer. */
const GREYS = new Set([0, 7, 8, 15]);
const found = new Map<number, number>();

/** Index (0 to 15) of the named colour nearest to an `0xrrggbb`. */
export function nearestOfRgb(rgb: number): number {
  let best = found.get(rgb);
  if (best === undefined) {
    const [l, a, b] = oklab(rgb);
    const grey = rgb === (rgb & 255) * 0x010101;
    let least = Infinity;
    LABS.forEach((lab, i) => {
      if (grey && !GREYS.has(i)) return;
      const distance = (lab[0] - l) ** 2 + (lab[1] - a) ** 2 + (lab[2] - b) ** 2;
      if (distance < least) [least, best] = [distance, i];
    });
    found.set(rgb, best!);
  }
  return best!;
}

/** Index (0 to 15) of the named colour nearest to one of the 256: 16 named, a 6×6×6 cube, 24 greys. */
export function nearestOf256(index: number): number {
  if (index < 16) return index;
  if (index >= 232) return nearestOfRgb((8 + (index - 232) * 10) * 0x010101);
  const level = (n: number): number => (n === 0 ? 0 : 55 + n * 40);
  const i = index - 16;
  return nearestOfRgb((level(Math.floor(i / 36)) << 16) | (level(Math.floor(i / 6) % 6) << 8) | level(i % 6));
}
