import { html, type Markup } from '../html/html.ts';

/** The pictures on a transcript's buttons, drawn on a grid of 24. The text beside them or an aria-label says what they do. */
const SHAPES = {
  play: 'M8 5.5v13l11-6.5z',
  pause: 'M7 5h4v14H7zM13.5 5h4v14h-4z',
  previous: 'M6 6h2.4v12H6zM19 6v12l-9-6z',
  next: 'M15.6 6H18v12h-2.4zM5 6l9 6-9 6z',
  copy: 'M8 3h11v13h-2V5H8zM5 7h10v14H5zm2 2v10h6V9z',
  open: 'M6 9l6 6.5L18 9l-1.6-1.4L12 12.4 7.6 7.6z',
  download: 'M11 3h2v9l3.2-3.2 1.4 1.4L12 15.8l-5.6-5.6 1.4-1.4L11 12zM5 18.5h14v2H5z',
} as const;

/** One of them as inline SVG. */
export function icon(name: keyof typeof SHAPES): Markup {
  return html`<svg class="tr-icon tr-icon-${name}" viewBox="0 0 24 24" aria-hidden="true"><path d="${SHAPES[name]}"/></svg>`;
}
