/** No picture is made smaller than this: it could not be read. */
const LEAST = 0.6;
/** Nor smaller by more than this than it must be. */
const CLOSE = 0.02;

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
  const fits = (scale: number): boolean => {
    diagram.style.zoom = String(scale);
    return diagram.getBoundingClientRect().height <= room;
  };
  let [small, large] = [LEAST, Number(getComputedStyle(diagram).zoom) || 1];
  if (large <= LEAST || fits(large)) return;
  // Where it is smaller its lines are longer, so that it becomes lower than in proportion: it is tried.
  while (large - small > CLOSE) {
    const between = (small + large) / 2;
    if (fits(between)) small = between;
    else large = between;
  }
  fits(small);
}
