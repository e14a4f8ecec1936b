import { html, type Markup } from '../html/html.ts';

/** The pictures on a stage's buttons, drawn on a grid of 24. The text beside them or an aria-label says what they do. */
const SHAPES = {
  play: 'M8 5.5v13l11-6.5z',
  pause: 'M7 5h4v14H7zM13.5 5h4v14h-4z',
  previous: 'M6 6h2.4v12H6zM19 6v12l-9-6z',
  next: 'M15.6 6H18v12h-2.4zM5 6l9 6-9 6z',
  change: 'M4 5.5v13l6.5-6.5zM12.5 6h2.2v12h-2.2zM19 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  more: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1 4h2v2h-2zm0 4h2v6h-2z',
  link: 'M8 7h3v2H8a3 3 0 0 0 0 6h3v2H8A5 5 0 0 1 8 7zm5 0h3a5 5 0 0 1 0 10h-3v-2h3a3 3 0 0 0 0-6h-3zm-4 4h6v2H9z',
  copy: 'M8 3h11v13h-2V5H8zM5 7h10v14H5zm2 2v10h6V9z',
  download: 'M11 3h2v9l3.2-3.2 1.4 1.4L12 15.8l-5.6-5.6 1.4-1.4L11 12zM5 18.5h14v2H5z',
} as const;

/** One of them as inline SVG. */
export function icon(name: keyof typeof SHAPES): Markup {
  return html`<svg class="sg-icon sg-icon-${name}" viewBox="0 0 24 24" aria-hidden="true"><path d="${SHAPES[name]}"/></svg>`;
}
