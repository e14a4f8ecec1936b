import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NAMESPACE_TYPES } from '../kernel/snapshot.ts';

type Theme = 'light' | 'dark';
type Oklch = [lightness: number, chroma: number, hue: number];

const css = ['tokens.css', 'namespace-hues.css', 'layer-tints.css']
  .map((f) => readFileSync(new URL(f, import.meta.url), 'utf8'))
  .join('\n');
const COLOUR = String.raw`oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)`;
const colours = new Map<string, Record<Theme, Oklch>>();
for (const m of css.matchAll(new RegExp(String.raw`--([\w-]+): light-dark\(${COLOUR}, ${COLOUR}\)`, 'g'))) {
  const [l1, c1, h1, l2, c2, h2] = m.slice(2).map(Number) as [number, number, number, number, number, number];
  colours.set(m[1]!, { light: [l1 / 100, c1, h1], dark: [l2 / 100, c2, h2] });
}

/** Linear sRGB of an oklch colour, clipped to the gamut (CSS Color 4, sample code of section 20). */
function linear([l, c, h]: Oklch): [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const [L, M, S] = [
    l + 0.3963377774 * a + 0.2158037573 * b,
    l - 0.1055613458 * a - 0.0638541728 * b,
    l - 0.0894841775 * a - 1.291485548 * b,
  ].map((v) => v ** 3) as [number, number, number];
  return [
    4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S,
    -1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S,
    -0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S,
  ].map((v) => Math.min(1, Math.max(0, v))) as [number, number, number];
}

/** WCAG 2 contrast ratio. */
function contrast(one: Oklch, other: Oklch): number {
  const luminance = (colour: Oklch) => {
    const [r, g, b] = linear(colour);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXT: [string, string][] = [
  ...['ink', 'soft', 'accent', 'bad', 'warn', 'good', 'tok-string'].flatMap((t): [string, string][] => [
    [t, 'paper'],
    [t, 'sheet'],
  ]),
  ['ink', 'mark'],
  ['soft', 'mark'],
  ['accent', 'mark'],
  ...['bad', 'warn', 'good'].flatMap((t): [string, string][] => [
    [t, `${t}-fill`],
    ['ink', `${t}-fill`],
  ]),
  ...NAMESPACE_TYPES.flatMap((t): [string, string][] => [
    [`ns-${t}-text`, `ns-${t}-fill`],
    [`ns-${t}-text`, 'paper'],
    [`ns-${t}-text`, 'sheet'],
    ['ink', `ns-${t}-fill`],
  ]),
  ...[1, 2, 3, 4, 5, 6].flatMap((n): [string, string][] => [
    [`layer-${n}-text`, `layer-${n}-fill`],
    [`layer-${n}-text`, 'paper'],
    ['paper', `layer-${n}-text`],
    ['ink', `layer-${n}-fill`],
  ]),
];
/** What must be seen but isn't text: WCAG 2.1, 1.4.11. Namespace fills are told apart by their text and mark as well. */
const SHAPES: [string, string][] = [
  ['edge', 'paper'],
  ['edge', 'sheet'],
  ['accent', 'line'],
  ['gauge', 'paper'],
  ['gauge', 'sheet'],
  ['gauge-near', 'paper'],
  ['gauge-near', 'sheet'],
];

test('every namespace type has its three colours', () => {
  for (const type of NAMESPACE_TYPES)
    for (const use of ['fill', 'stroke', 'text']) expect([...colours.keys()]).toContain(`ns-${type}-${use}`);
});

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const get = (name: string) => {
    const found = colours.get(name);
    if (!found) throw new Error(`no --${name} with light-dark(oklch, oklch)`);
    return found[theme];
  };
  test.each(TEXT)('%s on %s is readable (AA, 4.5)', (text, ground) => {
    expect(contrast(get(text), get(ground))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(SHAPES)('%s on %s can be made out (3)', (shape, ground) => {
    expect(contrast(get(shape), get(ground))).toBeGreaterThanOrEqual(3);
  });
});
