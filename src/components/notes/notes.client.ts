/*
 * What is known of a glossary term or a source, at its link: shown while one points at the link or the keyboard is there.
 * A tap shows it instead of going there, for a finger cannot point. The words are those at the chapter's end.
 */

/** Links that have a note, and how each note leads on. */
const LINKS = 'a.term, a.cite';
const ON = { term: '用語集で見る', cite: '参考の一覧で見る' };
/** Milliseconds that a mouse rests on a link until its note comes, and is off it until the note goes. */
const REST = 250;
const LEAVE = 220;
/** CSS px between a link and its note where the page places it. */
const APART = 6;

const note = Object.assign(document.createElement('div'), {
  className: 'note lifted',
  popover: 'manual',
  tabIndex: -1,
});
note.setAttribute('role', 'note');
/** The link whose note is open. */
let shown: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

const linkAt = (target: EventTarget | null): HTMLAnchorElement | null =>
  target instanceof Element ? target.closest<HTMLAnchorElement>(LINKS) : null;
const sourceOf = (link: HTMLAnchorElement): HTMLElement | null =>
  document.getElementById(link.getAttribute('aria-describedby') ?? decodeURIComponent(link.hash.slice(1)));
const inNote = (target: EventTarget | null): boolean => target instanceof Node && note.contains(target);

function after(milliseconds: number, then: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(then, milliseconds);
}

/** @returns whether the page has something to say of it */
function show(link: HTMLAnchorElement): boolean {
  clearTimeout(timer);
  if (link === shown) return true;
  const source = sourceOf(link);
  if (!source) return false;
  hide();
  const on = document.createElement('a');
  on.href = link.href;
  on.textContent = ON[link.matches('.term') ? 'term' : 'cite'];
  note.replaceChildren(...[...source.childNodes].map((child) => child.cloneNode(true)), on);
  note.querySelector('.ref-back')?.remove();
  note.ariaLabel = link.textContent;
  link.style.setProperty('anchor-name', '--note');
  shown = link;
  document.body.append(note);
  note.showPopover();
  if (!CSS.supports('position-area', 'top')) place(link);
  return true;
}

/** Above the link, or below where there is no room; the style sheet does it where anchors are known. */
function place(link: HTMLAnchorElement): void {
  const { left, top, bottom } = link.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = note;
  note.style.left = `${Math.max(APART, Math.min(left, innerWidth - offsetWidth - 3 * APART))}px`;
  note.style.top = `${top > offsetHeight + 2 * APART ? top - offsetHeight - APART : bottom + APART}px`;
}

function hide(): void {
  clearTimeout(timer);
  if (!shown) return;
  shown.style.removeProperty('anchor-name');
  const back = inNote(document.activeElement) ? shown : undefined;
  shown = undefined;
  note.hidePopover();
  back?.focus({ preventScroll: true });
}

if ('popover' in note) {
  document.addEventListener('pointerover', ({ pointerType, target }) => {
    if (pointerType !== 'mouse') return;
    const link = linkAt(target);
    if (link) after(REST, () => show(link));
    else if (inNote(target)) clearTimeout(timer);
    else if (shown?.matches(':focus-visible')) return;
    else after(LEAVE, hide);
  });
  document.addEventListener('focusin', ({ target }) => {
    const link = linkAt(target);
    if (link?.matches(':focus-visible')) show(link);
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (target === shown && !inNote(relatedTarget)) hide();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (shown && !inNote(target) && linkAt(target) !== shown) hide();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
  addEventListener(
    'scroll',
    () => {
      if (shown && !CSS.supports('position-area', 'top')) hide();
    },
    { passive: true },
  );
}
document.addEventListener('click', (event) => {
  const link = linkAt(event.target);
  if (!link) return;
  if ((event as PointerEvent).pointerType === 'touch' && 'popover' in note && show(link)) {
    event.preventDefault();
    note.focus({ preventScroll: true });
    return;
  }
  hide();
  // Browsers that do not open what a fragment leads into.
  if (link.matches('.cite')) sourceOf(link)?.closest('details')?.setAttribute('open', '');
});

export {};
