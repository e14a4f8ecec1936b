import { expect, it } from 'vitest';
import { countText, describe, parseCounts } from './counts.ts';

const HEADING = 'IMAGE     BYTES FILES EXEC COMMANDS SETUID SHELLS PACKAGES';

it('reads an image a line', () => {
  expect(
    parseCounts(`${HEADING}\nweb:a  77549319  2632  410  335  11  4  78\nweb:b  25424  1  1  0  0  0  0\n`, 'x'),
  ).toEqual([
    {
      image: 'web:a',
      counts: { BYTES: 77549319, FILES: 2632, EXEC: 410, COMMANDS: 335, SETUID: 11, SHELLS: 4, PACKAGES: 78 },
    },
    { image: 'web:b', counts: { BYTES: 25424, FILES: 1, EXEC: 1, COMMANDS: 0, SETUID: 0, SHELLS: 0, PACKAGES: 0 } },
  ]);
});

it.each([
  [
    'another heading',
    'IMAGE BYTES FILES\na 1 2',
    /^a\.mdx:3: its first line must be "IMAGE BYTES .* PACKAGES", but is "IMAGE BYTES FILES"/,
  ],
  ['no image', HEADING, /^a\.mdx:3: there is no image/],
  [
    'a message among the lines',
    `${HEADING}\napplet not found`,
    /^a\.mdx:3: "applet not found" must be an image and 7 whole numbers/,
  ],
  ['a value that is no number', `${HEADING}\na 1 2 3 4 - 6 7`, /"a 1 2 3 4 - 6 7"/],
  ['nothing', '', /but is ""/],
])('%s is an error with its place', (_name, output, message) => {
  expect(() => parseCounts(output, 'a.mdx:3')).toThrow(message);
});

it.each([
  ['FILES', 2632, '2,632'],
  ['BYTES', 77549319, '77.5 MB'],
  ['BYTES', 25424, '25.4 kB'],
  ['BYTES', 12, '12 B'],
] as const)('%s %i is written %s', (measure, count, text) => {
  expect(countText(measure, count)).toBe(text);
});

it('says of every measure where it is largest and smallest', () => {
  const images = parseCounts(
    `${HEADING}\nweb:a 2000 3 2 1 0 4 7\nweb:b 12 1 1 0 0 0 0\nweb:c 500 9 1 0 0 0 0\n`,
    'x',
  ).map((image, i) => ({ ...image, label: 'ABC'[i]! }));
  expect(describe(images)).toMatch(
    /^A、B、Cの数を比べます。大きさはAの2 kBからBの12 Bまで。ファイルはCの9からBの1まで。/,
  );
  expect(describe(images)).toContain('setuid・setgidはどれも0。');
});
