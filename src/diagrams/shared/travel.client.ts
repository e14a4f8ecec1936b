/** How long a body is on its way, in milliseconds, and how it sets out and arrives: the same in every picture. */
const WAY = { duration: 250, easing: 'cubic-bezier(0.3, 0, 0.2, 1)', id: 'travel' };
/** What is nearer than this to where it was, in pixels, has not gone anywhere. */
const NEAR = 3;

const bodiesOf = (root: Element) => root.querySelectorAll<HTMLElement | SVGElement>('[data-body]');

/**
 * Notes where the bodies of a picture are, before it is drawn anew. What it returns is called after that: what is
 * elsewhere now travels there from where it was, and what was not there comes out of another or fades in. Nothing where
 * the reader asked for less motion.
 *
 * A body is an element with a `data-body`, its name in the whole picture, whatever it stands in: a process that is moved
 * into another box is the same body. `data-from` names the body that a new one comes out of, as a child out of its
 * parent. No body contains another, and none is text that only makes room.
 */
export function travelling(root: Element): () => void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches || root.getClientRects().length === 0)
    return () => undefined;
  // Seen from the picture itself: where the page is scrolled to does not matter.
  const place = (body: Element): { x: number; y: number } | null => {
    const [box, frame] = [body, root].map((e) => e.getBoundingClientRect()) as [DOMRect, DOMRect];
    return box.width > 0 ? { x: box.x - frame.x, y: box.y - frame.y } : null;
  };
  const was = new Map([...bodiesOf(root)].map((body) => [body.dataset.body, place(body)]));
  return () => {
    for (const body of bodiesOf(root)) for (const way of body.getAnimations()) if (way.id === WAY.id) way.cancel();
    for (const body of bodiesOf(root)) {
      const to = place(body);
      if (!to) continue;
      const { body: name, from } = body.dataset;
      const old = was.get(from) ?? was.get(name);
      if (!old) body.animate({ opacity: [0, 1] }, WAY);
      else {
        // A picture that is shrunk to fit its place (CSS zoom) shrinks what it is moved by as well.
        const zoom = 'currentCSSZoom' in body ? (body.currentCSSZoom as number) : 1;
        const [x, y] = [(old.x - to.x) / zoom, (old.y - to.y) / zoom];
        if (Math.hypot(x, y) > NEAR) body.animate({ transform: [`translate(${x}px, ${y}px)`, 'none'] }, WAY);
      }
    }
  };
}
