import { decodeMarks } from '../transcript/marks.ts';
import { Reveal } from '../transcript/reveal.client.ts';

/** Something that is shown over time, and whole in the end. */
interface Player {
  to(ms: number): void;
  finish(): void;
}

/** What moves in the step that is being played: text that is typed and answered, and films. */
export class Players {
  #running: Player[] = [];
  readonly #films = new Map<string, (screen: Element) => Player>();

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

  /** Keeps a film that has come. @param play plays it in an element */
  keep(name: string, play: (screen: Element) => Player): void {
    this.#films.set(name, play);
  }

  /** Plays a film that has come in the block that it belongs to. */
  startFilm(step: HTMLElement, name: string): void {
    const play = this.#films.get(name);
    const block = [...step.querySelectorAll<HTMLElement>('[data-frames]')].find((b) => b.dataset.frames === name);
    const screen = block?.querySelector('.tr-out');
    if (play && screen) this.#running.push(play(screen));
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
