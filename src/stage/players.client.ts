import { FramePlayer } from '../transcript/frames.client.ts';
import { decodeMarks } from '../transcript/marks.ts';
import type { Frames } from '../transcript/model.ts';
import { Reveal } from '../transcript/reveal.client.ts';

/** What moves in the step that is being played: text that is typed and answered, and films. */
export class Players {
  #running: (Reveal | FramePlayer)[] = [];
  readonly #films = new Map<string, Frames>();

  /** A step begins: its text is hidden, to be shown little by little. */
  start(step: HTMLElement): void {
    for (const block of step.querySelectorAll<HTMLElement>('.tr-block')) {
      const add = (selector: string, marks: string | undefined): void => {
        const element = block.querySelector(selector);
        if (element && marks) this.#running.push(new Reveal(element, decodeMarks(marks)));
      };
      add('.tr-cmd', block.dataset.typed);
      // What is folded away is not played.
      add(block.querySelector('.tr-head') ? '.tr-head' : '.tr-out', block.dataset.shown);
    }
  }

  /** Keeps a film that has come. */
  keep(name: string, film: Frames): void {
    this.#films.set(name, film);
  }

  /** Plays a film that has come in the block that it belongs to. */
  startFilm(step: HTMLElement, name: string): void {
    const film = this.#films.get(name);
    const block = [...step.querySelectorAll<HTMLElement>('[data-frames]')].find((b) => b.dataset.frames === name);
    const screen = block?.querySelector('.tr-out');
    if (film && screen) this.#running.push(new FramePlayer(screen, film));
  }

  /** Shows what had appeared by `ms` of the step. */
  to(ms: number): void {
    for (const player of this.#running) player.to(ms);
  }

  /** Everything is as it was delivered. */
  finish(): void {
    for (const player of this.#running) player.finish();
    this.#running = [];
  }
}
