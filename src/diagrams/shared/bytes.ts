/** 「1.23 MB」: decimal, three digits, as Docker writes sizes. */
export function bytesText(bytes: number): string {
  const unit = [999.5e6, 999.5e3, 999.5].findIndex((limit) => bytes >= limit);
  const power = unit < 0 ? 0 : 3 - unit;
  return `${Number((bytes / 1e3 ** power).toPrecision(3))} ${['B', 'kB', 'MB', 'GB'][power]}`;
}
