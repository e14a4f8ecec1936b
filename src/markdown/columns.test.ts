import { describe, expect, test } from 'vitest';
import { emsOf, leastWidths, pieces } from './columns.ts';

/** Room for the texts of so many columns on a page 390 px wide, in em. */
const room = (columns: number): number => 24 - (columns - 1);

describe('least widths of columns', () => {
  test('a column of short cells is as wide as its longest', () => {
    expect(
      leastWidths([
        ['名前', '長い説明が、ここに続きます。'],
        ['メモリー', 'あ'],
      ])[0],
    ).toBe(4);
  });

  test('a word is kept whole, a longer one is not waited for', () => {
    expect(leastWidths([['Kubernetesの前の世代の話', 'Containerizationorchestration']])).toEqual([6, 8]);
  });

  test('a name asks for its longest part', () => {
    expect(leastWidths([['memory.swap.max、memory.current、cpu.max']])).toEqual([6]);
  });

  test('a word in katakana is kept whole, too', () => {
    expect(leastWidths([['手もとで書き換えられないディレクトリーができる']])).toEqual([7]);
  });

  test('what one whole em for each column leaves goes to the one with the most text', () => {
    const short = 'システムコールの名前';
    expect(leastWidths([['名前です', short, `${short}と、手もとで消せないディレクトリーが載る表`, short]])).toEqual([
      4, 5, 7, 5,
    ]);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('%i columns of long text fit the narrowest page together', (columns) => {
    const row = Array.from(
      { length: columns },
      () => 'カーネルから見えるnamespaceの番号と、net_bind_serviceのようなcapability',
    );
    const widths = leastWidths([row, row]);
    expect(widths.reduce((sum, width) => sum + width)).toBeLessThanOrEqual(room(columns));
    expect(Math.min(...widths)).toBeGreaterThan(1);
  });

  test('rows may be shorter than others, and there may be none', () => {
    expect(leastWidths([['一', '二'], ['三']])).toEqual([1, 1]);
    expect(leastWidths([])).toEqual([]);
  });

  test('Latin takes less room than Japanese, in every font', () => {
    expect(emsOf('日本')).toBe(2);
    expect(emsOf('ab')).toBeCloseTo(1.2);
    expect(emsOf('il')).toBeLessThan(emsOf('ab'));
  });
});

test('names break behind their signs, never behind those they begin with', () => {
  expect(pieces('/sys/class/net/lo/mtu')).toEqual(['/sys/', 'class/', 'net/', 'lo/', 'mtu']);
  expect(pieces('--memory-swap 64m')).toEqual(['--memory-', 'swap ', '64m']);
});
