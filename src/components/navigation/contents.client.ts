const contents = document.querySelector<HTMLElement>('#contents');
const entries = [...(contents?.querySelectorAll<HTMLAnchorElement>('li a') ?? [])].flatMap((link) => {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return heading ? [{ link, heading }] : [];
});

let current: HTMLAnchorElement | undefined;

/** How far down the window a heading counts as reached, as a share of its height. */
const REACHED = 0.15;

/** Marks the last heading reached, the first before that, and the last of all at the end of the page. */
function mark(): void {
  const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  let found = entries[0];
  for (const entry of entries) {
    if (!atEnd && entry.heading.getBoundingClientRect().top > innerHeight * REACHED) break;
    found = entry;
  }
  if (!found || found.link === current) return;
  current?.removeAttribute('aria-current');
  current = found.link;
  current.setAttribute('aria-current', 'location');
  if (contents && contents.scrollHeight > contents.clientHeight)
    contents.scrollTop = current.offsetTop - contents.clientHeight / 2;
}

// Runs when a heading crosses the line and when scrolling has ended; never while nothing changes.
const crossing = new IntersectionObserver(mark, { rootMargin: `0px 0px -${100 - REACHED * 100}% 0px` });
for (const { heading } of entries) crossing.observe(heading);
addEventListener('scrollend', mark, { passive: true });
mark();

/** Where on the line of progress (src/styles/chapter.css) each part begins: how much of the page is read by then. */
const marks = document.querySelectorAll<HTMLElement>('.progress > i');
function measure(): void {
  const { scrollHeight, clientHeight } = document.documentElement;
  for (const [i, { heading }] of entries.entries()) {
    const from = heading.getBoundingClientRect().top + scrollY - clientHeight * REACHED;
    const share = Math.min(1, from / Math.max(1, scrollHeight - clientHeight));
    marks[i]?.style.setProperty('translate', `${(share * 100).toFixed(2)}%`);
  }
}
// What folds and unfolds changes the page's length.
if (marks.length > 0) new ResizeObserver(measure).observe(document.body);

/** Figures and stages that reach over the column (src/styles/prose.css), and those of them that are over it now. */
const wide = document.querySelectorAll('.prose > .wide');
const over = new Set<Element>();
let passing: IntersectionObserver | undefined;

/** So far below the column a figure already makes it go, in CSS px: it is gone when they would meet. */
const BEFORE = 72;

/** Watches the strip of the window, from its top, that the column stands in. */
function watchColumn(): void {
  passing?.disconnect();
  over.clear();
  if (!contents) return;
  passing = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) over[isIntersecting ? 'add' : 'delete'](target);
      contents.toggleAttribute('data-covered', over.size > 0);
    },
    { rootMargin: `0px 0px ${Math.min(0, contents.offsetHeight - innerHeight) + BEFORE}px 0px` },
  );
  for (const figure of wide) passing.observe(figure);
}
if (wide.length > 0) {
  addEventListener('resize', watchColumn);
  watchColumn();
}

contents?.addEventListener('click', (event) => {
  if ((event.target as Element).closest('li a') && contents.matches(':popover-open')) contents.hidePopover();
});

export {};
