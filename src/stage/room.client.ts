import { fit } from './fit.client.ts';

/** What a stage's content has room for: pictures are kept wholly in sight, and what is wider than its place can be reached. */
export class Room {
  readonly #root: HTMLElement;
  readonly #pictures: readonly HTMLElement[];
  readonly #around: (picture: HTMLElement) => HTMLElement;

  /** @param around what a picture must be whole in, which may be another later */
  constructor(root: HTMLElement, pictures: readonly HTMLElement[], around: (picture: HTMLElement) => HTMLElement) {
    this.#root = root;
    this.#pictures = pictures;
    this.#around = around;
  }

  /** Fits the pictures whenever one of them or the window has another size, until the signal ends it. */
  keep(signal: AbortSignal): void {
    const size = new ResizeObserver(() => this.fit());
    for (const picture of this.#pictures) size.observe(picture.firstElementChild ?? picture);
    const tables = new ResizeObserver((entries) => {
      for (const { target } of entries) reachable(target as HTMLElement);
    });
    for (const table of this.#root.querySelectorAll('.tr-table')) tables.observe(table);
    addEventListener(
      'resize',
      () => {
        for (const { firstElementChild } of this.#pictures) (firstElementChild as HTMLElement).style.zoom = '';
        this.fit();
      },
      { signal },
    );
    signal.addEventListener('abort', () => {
      size.disconnect();
      tables.disconnect();
    });
  }

  /** Fits the pictures that are shown. */
  fit(): void {
    for (const picture of this.#pictures) fit(this.#around(picture), picture);
  }
}

/** What is wider than its room is scrolled by keyboard too. */
function reachable(table: HTMLElement): void {
  const wide = table.scrollWidth > table.clientWidth;
  if (wide === table.hasAttribute('tabindex')) return;
  for (const [name, value] of [
    ['tabindex', '0'],
    ['role', 'group'],
    ['aria-label', '出力'],
  ] as const)
    if (wide) table.setAttribute(name, value);
    else table.removeAttribute(name);
}
