/** Which sections have been read to their end, in this browser: a list of slugs. */
const KEY = 'docker-kanzen-rikai:read';

const dots = document.querySelectorAll<HTMLElement>('.map [data-section]');
const here = document.querySelector<HTMLElement>('.map .map-here')?.dataset.section;
const end = document.querySelector('.chapter-foot');

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((slug) => typeof slug === 'string') : [];
  } catch {
    // No storage, or something else is kept there: nothing has been read.
    return [];
  }
}

function fill(sections: string[]): void {
  for (const dot of dots) dot.toggleAttribute('data-read', sections.includes(dot.dataset.section!));
}

if (dots.length > 0) {
  fill(read());
  addEventListener('storage', ({ key }) => key === KEY && fill(read()));
  if (end && here)
    new IntersectionObserver(([seen], observer) => {
      if (!seen!.isIntersecting) return;
      observer.disconnect();
      const sections = [...new Set([...read(), here])];
      fill(sections);
      try {
        localStorage.setItem(KEY, JSON.stringify(sections));
      } catch {
        /* no storage: it holds for this page */
      }
    }).observe(end);
}

export {};
