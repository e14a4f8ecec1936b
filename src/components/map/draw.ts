import { classes, html, type Markup } from '../../html/html.ts';
import { OUTLINE } from '../../outline.ts';
import { SOCKETS, type Socket } from '../../sockets.ts';

const SECTIONS = OUTLINE.flatMap((part) => part.sections);
const SIDES = Object.keys(SOCKETS) as Socket[];
/** As they stand: two sockets, the process, two sockets. */
const LINE: (Socket | 'process')[] = [...SIDES.slice(0, 2), 'process', ...SIDES.slice(2)];

/**
 * Where a section stands in the whole: figure 6-1 as one line. Four sockets around one process, the section's own lit,
 * with a dot for each section of it.
 * @param current slug of the section
 * @param address of a path from the site's root
 */
export function drawMap(current: string, address: (path: string) => string): Markup {
  const lit = SECTIONS.find(({ slug }) => slug === current)?.socket;
  return html`<nav class="map" aria-label="コンテナの全体図">${LINE.map((socket) => {
    const own = SECTIONS.filter((section) => section.socket === socket);
    const process = socket === 'process';
    return html`<div class="${classes('map-socket', process && 'map-process', (lit === socket || lit === 'process') && 'map-lit')}">
        ${
          process
            ? html`<a href="${address('6-summary/#fig-whole')}"><span class="sr-only">全体図：</span>プロセス</a>`
            : html`<a href="${address(`${own[0]!.slug}/`)}"${lit === socket && html` aria-current="true"`}>${SOCKETS[socket]}</a>`
        }<span class="map-dots" aria-hidden="true">${own.map(
          ({ slug }) => html`<i${slug === current && html` class="map-here"`} data-section="${slug}"></i>`,
        )}</span></div>`;
  })}</nav>`;
}
