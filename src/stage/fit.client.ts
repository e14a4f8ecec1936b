/** No picture is made smaller than this: it could not be read. */
const LEAST = 0.6;

/**
 * Keeps pictures wholly in sight: one that is higher than its room is drawn smaller. It never grows again while the
 * window stays as it is, so that nothing trembles from step to step.
 *
 * @param side what sticks; as high as it may be by its style
 * @param picture what holds one diagram
 */
export function fit(side: HTMLElement, picture: HTMLElement): void {
  const diagram = picture.firstElementChild as HTMLElement | null;
  if (!diagram || picture.offsetParent === null) return;
  const room = side.getBoundingClientRect().bottom - picture.getBoundingClientRect().top;
  let scale = Number(diagram.style.zoom) || 1;
  // Where it is smaller its lines are longer, so that it becomes lower than in proportion: the second look is exact enough.
  for (let look = 0; look < 3; look += 1) {
    const { height } = diagram.getBoundingClientRect();
    if (height <= room || scale <= LEAST) break;
    scale = Math.max(LEAST, scale * (room / height));
    diagram.style.zoom = String(scale);
  }
}
