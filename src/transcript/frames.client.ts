import { restoreDelivered, takeDelivered } from './delivered.client.ts';
import type { Frames } from './model.ts';

/** Shows what a program that redraws its screen showed, frame by frame. The element is as it was delivered when `finish` has been called. */
export class FramePlayer {
  private readonly element: Element;
  private readonly film: Frames;
  private rows: number[] = [];
  private next = 0;

  constructor(element: Element, film: Frames) {
    this.element = element;
    this.film = film;
    takeDelivered(element);
    this.draw();
  }

  /** Shows the frame of `ms`. Returns whether it is another than before. */
  to(ms: number): boolean {
    const { frames } = this.film;
    const first = this.next;
    while (this.next < frames.length && frames[this.next]![0]! <= ms) {
      const [, keep, ...rows] = frames[this.next]! as [number, number, ...number[]];
      this.rows.length = keep;
      for (const row of rows) this.rows.push(row);
      this.next += 1;
    }
    if (this.next > first) this.draw();
    return this.next > first;
  }

  finish(): void {
    restoreDelivered(this.element);
  }

  /** Rows are HTML made at build, in which recorded text is escaped. */
  private draw(): void {
    const missing = this.film.height - this.rows.length;
    this.element.innerHTML =
      this.rows.map((id) => this.film.rows[id]).join('') +
      (missing > 0 ? `${'\n'.repeat(this.rows.length === 0 ? missing - 1 : missing)} ` : '');
  }
}
