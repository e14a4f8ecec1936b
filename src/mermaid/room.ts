/** Widths of the room beside a drawing, in rem, that its style sheet knows. */
const ROOMS = [32, 36, 40, 44, 48, 52, 56, 60, 64];

/** How much smaller than drawn a text of 13 px can be read. */
const LEAST = 0.85;

/**
 * From which width of its place on a wide drawing can be read.
 * @param svg its markup, with a width in pixels
 * @returns rem; the greatest known where none of them is enough
 * @throws when the markup says no width
 */
export function roomFor(svg: string): number {
  const width = Number(/^<svg\b[^>]*?\swidth="([\d.]+)"/.exec(svg)?.[1]);
  if (!(width > 0)) throw new Error(`a drawing without a width: ${svg.slice(0, 80)}`);
  return ROOMS.find((room) => room * 16 >= width * LEAST) ?? ROOMS.at(-1)!;
}
