import { bytesText } from '../shared/bytes.ts';

/** What is counted in an image, by the column the recorded script prints it in. */
export const MEASURES = {
  BYTES: { name: '大きさ', of: 'イメージ全体' },
  FILES: { name: 'ファイル', of: '' },
  EXEC: { name: '実行できるファイル', of: '' },
  COMMANDS: { name: 'コマンド', of: 'PATHにある名前' },
  SETUID: { name: 'setuid・setgid', of: '' },
  SHELLS: { name: 'シェル', of: 'そのうちの名前' },
  PACKAGES: { name: 'パッケージ', of: 'データベースにある数' },
} as const;

export type Measure = keyof typeof MEASURES;

/** One line of the table: an image's name and what was counted in it; `BYTES` in bytes. */
export interface ImageCounts {
  image: string;
  counts: Record<Measure, number>;
}

/**
 * Reads the table a recorded step printed: a heading line, then an image a line, columns parted by spaces.
 * @param output of the step
 * @param place file, line, component and step, for errors
 * @throws when a column is missing or not known, or a value is not a whole number, with the line
 */
export function parseCounts(output: string, place: string): ImageCounts[] {
  const lines = output
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words[0] !== '');
  const [heading = [], ...rows] = lines;
  const known = ['IMAGE', ...Object.keys(MEASURES)];
  if (heading.join(' ') !== known.join(' '))
    throw new Error(`${place}: its first line must be "${known.join(' ')}", but is "${heading.join(' ')}"`);
  if (rows.length === 0) throw new Error(`${place}: there is no image under the heading`);
  return rows.map((words) => {
    const [image = '', ...values] = words;
    if (values.length !== known.length - 1 || values.some((value) => !/^\d+$/.test(value)))
      throw new Error(`${place}: "${words.join(' ')}" must be an image and ${known.length - 1} whole numbers`);
    return {
      image,
      counts: Object.fromEntries(Object.keys(MEASURES).map((measure, i) => [measure, Number(values[i])])) as Record<
        Measure,
        number
      >,
    };
  });
}

/** A count as it is read: bytes in the decimal units Docker uses, to three digits. */
export function countText(measure: Measure, count: number): string {
  return measure === 'BYTES' ? bytesText(count) : count.toLocaleString('en');
}

/** What the table shows, in a sentence a measure: where it is largest and where smallest. */
export function describe(images: readonly (ImageCounts & { label: string })[]): string {
  const sentences = (Object.keys(MEASURES) as Measure[]).map((measure) => {
    const [least, ...others] = [...images].sort((a, b) => a.counts[measure] - b.counts[measure]);
    const most = others.at(-1)!;
    const said = ({ label, counts }: typeof most) => `${label}の${countText(measure, counts[measure])}`;
    return least!.counts[measure] === most.counts[measure]
      ? `${MEASURES[measure].name}はどれも${countText(measure, most.counts[measure])}。`
      : `${MEASURES[measure].name}は${said(most)}から${said(least!)}まで。`;
  });
  return `${images.map(({ label }) => label).join('、')}の数を比べます。${sentences.join('')}`;
}
