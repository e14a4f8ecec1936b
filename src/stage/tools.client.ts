import { copyText } from '../clipboard.client.ts';
import { commandText } from './step.client.ts';

/** What copies a whole session: asked for when its button comes into sight, so that it is there when that is pressed. */
const sessionCopying = (): Promise<typeof import('./copy.client.ts')> => import('./copy.client.ts');

/** Fetches what copies a whole session, for whoever is about to. */
export function prepareCopying(): void {
  sessionCopying().catch(() => undefined);
}

/** The buttons of a stage that copy: those of a step, which are lent to one at a time, and that of the session. */
export class Tools {
  readonly #element: HTMLElement;
  readonly #stage: HTMLElement;
  readonly #tell: (text: string) => void;

  /**
   * @param element holds the buttons of a step
   * @param tell says to the reader what has come of it
   */
  constructor(element: HTMLElement, stage: HTMLElement, tell: (text: string) => void) {
    this.#element = element;
    this.#stage = stage;
    this.#tell = tell;
  }

  /** Puts the buttons at a step, unless the reader is at them. */
  lend(step: Element): void {
    if (this.#element.contains(document.activeElement)) return;
    this.#element.hidden = false;
    const line = step.querySelector('.sg-say')!;
    if (this.#element.parentElement !== line) line.append(this.#element);
  }

  /** Copies what a button names in `data-copy`: the command of its step, a link to that, or the whole session. */
  async copy(button: HTMLButtonElement): Promise<void> {
    const step = button.closest<HTMLElement>('.sg-step');
    const what = button.dataset.copy;
    const text =
      what === 'all'
        ? (await sessionCopying()).sessionText(this.#stage)
        : what === 'link'
          ? new URL(`#${step!.id}`, location.href).href
          : commandText(step!);
    const copied = await copyText(text);
    button.toggleAttribute('data-done', copied);
    this.#tell(copied ? 'コピーしました' : 'コピーできませんでした');
    button.addEventListener('blur', () => button.removeAttribute('data-done'), { once: true });
  }
}
