import type { QuestionChange } from '../components/quiz/question.client.ts';
import { recordingSource, type RecordingSource } from '../sources/recording.client.ts';
import {
  advance,
  isPlaying,
  positionOf,
  START,
  type Effect,
  type Event as PlaybackEvent,
  type Playable,
  type State,
  type StepTimes,
} from '../transcript/playback.ts';
import type { Players } from './players.client.ts';
import { Reading, scrolledBy } from './reading.client.ts';
import { Room } from './room.client.ts';
import { asks, commandText, said, sentence } from './step.client.ts';
import { prepareCopying, Tools } from './tools.client.ts';

const stillness = matchMedia('(prefers-reduced-motion: reduce)');
/** Reading Japanese takes so long, in milliseconds a character. */
const CHARACTER_MS = 120;
/** The address follows a reader who has come to rest, after so many milliseconds. */
const ADDRESS_MS = 400;
/** What keys do in a stage. */
const KEYS: Readonly<Record<string, string>> = {
  ArrowLeft: 'previous',
  k: 'previous',
  ArrowRight: 'next',
  j: 'next',
  n: 'change',
  ' ': 'play',
};

/** A stage's behaviour. Its content is in the page already; what moves is where the reader is. */
export class SessionStage extends HTMLElement implements Playable {
  count = 0;
  /** What is played and where the reader stands; the element only shows it. */
  #state: State = START;
  /** There once something is to be played. */
  #players: Players | undefined;
  /** Ends everything that belongs to this stay in the document. */
  #connection = new AbortController();
  /** Ends what is fetched for the step being played. */
  #fetching = new AbortController();
  #last = 0;
  #frame = 0;
  #address: ReturnType<typeof setTimeout> | undefined;
  /** The pictures' way to where the reader is. */
  #arriving: Promise<void> = Promise.resolve();
  /** Numbers of the steps that change a picture. */
  #changes: number[] = [];
  /** What the pictures follow; none for a cast from elsewhere. */
  #source: RecordingSource | null = null;
  #reading!: Reading;
  // Found once: looking for them again would pass through all of a long session.
  #steps: HTMLElement[] = [];
  #slider!: HTMLInputElement;
  #side!: HTMLElement;
  #pictures: HTMLElement[] = [];
  #room!: Room;
  #tools!: Tools;

  connectedCallback(): void {
    const first = this.#steps.length === 0;
    if (first) this.#find();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.addEventListener('click', (event) => this.#onClick(event), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    this.addEventListener('pointerover', (event) => this.#lend((event.target as Element).closest('.sg-step')), {
      signal,
    });
    this.addEventListener('question', (event) => this.#questioned(event as CustomEvent<QuestionChange>), { signal });
    this.addEventListener('change', (event) => this.#chosen(event), { signal });
    this.#slider.addEventListener('input', () => this.#go({ type: 'seek', position: this.#slider.valueAsNumber }), {
      signal,
    });
    addEventListener('hashchange', () => this.#onHash(), { signal });
    this.#reading.listen(signal);
    this.#room.keep(signal);
    this.#prepare(signal);
    // One that was moved in the document stays where the reader left it.
    if (!first) return;
    this.#onHash();
    if (this.#hero) {
      // Not before the page has been painted.
      const begin = (): void =>
        void import('./hero.client.ts').then(
          ({ moveByItself }) => moveByItself(this),
          () => undefined,
        );
      if (document.readyState === 'complete') begin();
      else addEventListener('load', begin, { once: true });
    }
  }

  disconnectedCallback(): void {
    this.#connection.abort();
    clearTimeout(this.#address);
    this.#happen({ type: 'leave' });
  }

  /** Whether it shows one step at a time, in one window, until all of them are asked for. */
  get #hero(): boolean {
    return this.classList.contains('sg-hero');
  }

  /**
   * Stands at a step that no reader has asked for.
   * @returns when the pictures stand there
   */
  demonstrate(position: number): Promise<void> {
    this.#happen({ type: 'seek', position });
    return this.#arriving;
  }

  #find(): void {
    const find = <E extends Element>(selector: string): E => this.querySelector<E>(selector)!;
    const { count, kernel, changes } = this.dataset;
    const session = find<HTMLElement>('.sg-session');
    this.count = Number(count);
    this.#changes = (changes ?? '').split(' ').filter(Boolean).map(Number);
    if (kernel) this.#source = recordingSource(session.dataset.transcript!, kernel);
    this.#steps = [...session.querySelectorAll<HTMLElement>('.sg-step')];
    this.#slider = find('.sg-slider > input');
    this.#side = find('.sg-side');
    this.#pictures = [...this.querySelectorAll<HTMLElement>('.sg-picture')];
    this.#room = new Room(this, this.#pictures, (picture) => (this.#hero ? picture : this.#side));
    this.#tools = new Tools(find('.sg-tools'), this, (text) => this.#tell(text));
    this.#reading = new Reading(this, this.#side, session.querySelector('.sg-steps')!, (step) => this.#readAt(step));
  }

  /** Fetches what the pictures will need before the reader comes. */
  #prepare(signal: AbortSignal): void {
    if (!this.#source) return;
    const near = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        near.disconnect();
        // Who goes to a step is told what went wrong.
        this.#source?.load().catch(() => undefined);
      },
      { rootMargin: '600px' },
    );
    near.observe(this);
    signal.addEventListener('abort', () => near.disconnect());
  }

  step(number: number): StepTimes {
    const step = this.#steps[number - 1]!;
    const [shown = 0, length = 0] = step.dataset.time!.split(' ').map(Number);
    const films = [...step.querySelectorAll<HTMLElement>('[data-frames]')].map((block) => block.dataset.frames!);
    return { shown, length, films, reading: CHARACTER_MS * (sentence(step)?.textContent.length ?? 0) };
  }

  still(): boolean {
    return stillness.matches;
  }

  gated(number: number): boolean {
    return asks(this.#steps[number - 1]);
  }

  /** A question has been answered, now or before, passed over, or opened again. */
  #questioned({ target, detail }: CustomEvent<QuestionChange>): void {
    const position = Number((target as Element).closest<HTMLElement>('.sg-step')!.dataset.n);
    this.#reading.changed();
    if (detail === 'kept' && positionOf(this.#state) !== position) return;
    if (detail === 'answered') this.#play({ type: 'playStep', position });
    else this.#go({ type: 'seek', position });
  }

  #happen(event: PlaybackEvent): void {
    const { state, effects } = advance(this.#state, event, this);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  /** The reader acts: the page comes along. */
  #go(event: PlaybackEvent): void {
    this.#happen(event);
    this.#steer();
  }

  /** Begins to play; without what plays, which could not be had, steps appear whole. */
  #play(event: PlaybackEvent): void {
    const { signal } = this.#connection;
    const begin = (): void => {
      if (!signal.aborted) this.#go(event);
    };
    if (this.#players) begin();
    else
      import('./players.client.ts')
        .then(({ Players }) => {
          this.#players ??= new Players();
        })
        .then(begin, begin);
  }

  #steer(): void {
    const position = positionOf(this.#state);
    if (this.#hero) this.#side.scrollIntoView({ block: 'nearest', behavior: this.still() ? 'instant' : 'smooth' });
    else if (position !== null) this.#reading.steer(Math.max(position, 1), !this.still());
  }

  /** The reader has scrolled to a step. */
  #readAt(step: number): void {
    if (this.#hero) return;
    // Whoever moves within the step that is played still watches it.
    if (positionOf(this.#state) === step) return;
    if (isPlaying(this.#state)) this.#happen({ type: 'pause' });
    this.#happen({ type: 'seek', position: step });
    if (!scrolledBy.reader) clearTimeout(this.#address);
  }

  #perform(effect: Effect): void {
    switch (effect.do) {
      case 'settle':
        this.#fetching.abort();
        this.#players?.finish();
        break;
      case 'show':
        this.#show(effect.position, effect.running);
        break;
      case 'reveal':
        this.#players?.to(effect.ms);
        this.#source?.during(positionOf(this.#state)!, effect.ms);
        break;
      case 'loadFilm':
        void this.#load(effect.film, effect.generation);
        break;
      case 'startFilm':
        this.#players?.startFilm(this.#steps[positionOf(this.#state)! - 1]!, effect.film);
        break;
      case 'announce':
        this.#arriving = this.#source?.goTo(effect.position) ?? Promise.resolve();
        break;
      case 'ask':
        this.#ask(this.#steps[effect.position - 1]!);
        break;
      case 'skipFilm':
        this.#tell('途中の画面を読み込めなかったので、最後の画面だけを表示します。');
        break;
      case 'clock':
        this.#clock(effect.on);
    }
  }

  /** Whoever comes by keyboard finds the question under their hands, and may go on from there. */
  #ask(step: HTMLElement): void {
    if (this.querySelector(':focus-visible'))
      step.querySelector<HTMLElement>('.question')!.focus({ preventScroll: true });
    this.#steer();
    this.#say();
  }

  #clock(on: boolean): void {
    const button = this.querySelector('.sg-play')!;
    this.toggleAttribute('data-playing', on);
    button.setAttribute('aria-label', on ? '一時停止' : '再生');
    cancelAnimationFrame(this.#frame);
    if (!on) return;
    const speed = this.querySelector<HTMLSelectElement>('.sg-speed')!;
    this.#last = performance.now();
    const tick = (now: number): void => {
      // A tab in the background gets no frames: time that nobody saw does not count.
      const ms = Math.min(Math.max(now - this.#last, 0), 250) * Number(speed.value);
      this.#last = now;
      this.#frame = requestAnimationFrame(tick);
      const before = positionOf(this.#state);
      this.#happen({ type: 'tick', ms });
      if (positionOf(this.#state) !== before) this.#steer();
    };
    this.#frame = requestAnimationFrame(tick);
  }

  async #load(film: string, generation: number): Promise<void> {
    if (this.#fetching.signal.aborted) this.#fetching = new AbortController();
    const { signal } = this.#fetching;
    try {
      const { loadFilm, playFilm } = await import('../transcript/film.client.ts');
      const frames = await loadFilm(`${this.dataset.base}${film}.frames.json`, signal);
      if (signal.aborted) return;
      this.#players?.keep(film, (screen) => playFilm(screen, frames));
      this.#happen({ type: 'filmLoaded', film, generation });
    } catch {
      this.#happen({ type: 'filmFailed', film, generation });
    }
  }

  /** The address may name a step of this recording. */
  #onHash(): void {
    const id = decoded(location.hash.slice(1));
    const step = this.#steps.find((one) => one.id === id);
    if (step) this.#go({ type: 'seek', position: Number(step.dataset.n) });
  }

  #onClick(event: Event): void {
    const target = event.target as Element;
    const control = target.closest<HTMLElement>('[data-do], [data-copy]');
    const step = target.closest<HTMLElement>('.sg-step');
    if (target.closest('[popovertarget]')) prepareCopying();
    if (control?.dataset.copy) void this.#tools.copy(control as HTMLButtonElement);
    else if (control) this.#act(control.dataset.do!);
    else if (step && target.closest('.sg-num')) event.preventDefault();
    // Whoever selects text, opens something or follows a link does not want to go anywhere.
    if (control || !step || target.closest('a:not(.sg-num), button, summary, input, .question, .answer, .sg-prose'))
      return;
    if (!target.closest('.sg-num') && document.getSelection()?.isCollapsed === false) return;
    this.#happen({ type: 'seek', position: Number(step.dataset.n) });
    this.#reading.hold();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as Element;
    const own = target.closest('button, select, summary, a, input, [tabindex]');
    const action = KEYS[event.key];
    if (!action || (event.key === ' ' && own?.matches('button, select, summary, a, [type=radio]'))) return;
    // Arrows are the slider's and the radio buttons' own.
    if (event.key.startsWith('Arrow') && own?.matches('input, select')) return;
    if (own?.matches('select, .question input')) return;
    event.preventDefault();
    this.#act(action);
  }

  /** @param action as a button names it: play, which also pauses, previous, next, or change: the next step that changes a picture */
  #act(action: string): void {
    const position = positionOf(this.#state) ?? 0;
    if (action === 'change') {
      const next = this.#changes.find((n) => n > position) ?? this.#changes[0];
      if (next !== undefined) this.#go({ type: 'seek', position: next });
    } else if (action === 'all') {
      this.classList.remove('sg-hero');
      this.#room.fit();
      this.#steer();
    } else if (action === 'play' && isPlaying(this.#state)) this.#happen({ type: 'pause' });
    else if (action === 'play') this.#play({ type: 'play' });
    else this.#go({ type: action as 'next' | 'previous' });
    if (action !== 'play' && action !== 'all') void this.#arriving.then(() => this.#say());
  }

  /** Shows the stage at a step, which is about to be played or finished. */
  #show(position: number, running: boolean): void {
    const step = this.#steps[position - 1];
    const old = this.querySelector<HTMLElement>('.sg-step[data-s]');
    if (old && old !== step) {
      delete old.dataset.s;
      old.removeAttribute('aria-current');
    }
    if (step) {
      step.dataset.s = running ? 'run' : 'now';
      step.setAttribute('aria-current', 'step');
    }
    const now = step?.dataset.step ?? 'start';
    if (this.dataset.now !== now) {
      this.dataset.now = now;
      if (this.#slider.valueAsNumber !== position) this.#slider.value = String(position);
      const words = step ? said(step) : '最初の手順の前';
      this.#slider.setAttribute('aria-valuetext', `手順 ${position}/${this.count}: ${words}`);
      this.querySelector('.sg-count > b')!.textContent = String(position);
      this.querySelector('.sg-fill')!.setAttribute('width', `${(position / this.count) * 100}%`);
      this.#comeForward(position);
      this.#lend(step ?? null);
      this.#follow(step);
    }
    if (running) this.#players?.start(step!);
  }

  /** Of several pictures the one that changes comes forward, unless the reader has chosen one. */
  #comeForward(position: number): void {
    const changed = this.#pictures.filter(({ dataset }) => dataset.changes?.split(' ').includes(String(position)));
    for (const picture of this.#pictures) picture.toggleAttribute('data-moved', changed.includes(picture));
    const radios = this.querySelectorAll<HTMLInputElement>('.sg-tabs input');
    for (const [i, radio] of radios.entries())
      radio.parentElement!.toggleAttribute('data-changed', changed.includes(this.#pictures[i]!));
    const first = changed[0] && radios[this.#pictures.indexOf(changed[0])];
    if (!first || this.dataset.chosen !== undefined || changed.some((p) => p.offsetParent !== null)) return;
    first.checked = true;
    this.#room.fit();
  }

  #chosen({ target }: Event): void {
    if (!(target as Element).matches('.sg-tabs input')) return;
    this.dataset.chosen = '';
    this.#room.fit();
  }

  /** The address follows: it can be copied, and opens at this step. */
  #follow(step: HTMLElement | undefined): void {
    clearTimeout(this.#address);
    if (step && this.dataset.loop === undefined && decoded(location.hash.slice(1)) !== step.id)
      this.#address = setTimeout(() => history.replaceState(history.state, '', `#${step.id}`), ADDRESS_MS);
  }

  /** Buttons that copy stand at the step under the pointer, else at that of the reader. */
  #lend(step: Element | null): void {
    const at = step ?? this.querySelector('.sg-step[data-s]');
    if (at) this.#tools.lend(at);
  }

  /** Tells in words where the reader has come to, once the pictures are there: the step, the command, what changed. */
  #say(): void {
    const step = this.#steps[(positionOf(this.#state) ?? 0) - 1];
    if (!step) {
      this.#tell('最初の手順の前');
      return;
    }
    const notes = asks(step)
      ? []
      : this.#pictures.map((picture) => picture.querySelector('.dg-note')?.textContent ?? '');
    const command = commandText(step);
    const text = [`手順 ${step.dataset.n}/${this.count}: ${said(step)}`, command, ...notes].filter(Boolean).join(' ');
    // Who was asked has been told already.
    if (this.querySelector('[role=status]')!.textContent !== text) this.#tell(text);
  }

  #tell(text: string): void {
    this.querySelector('[role=status]')!.textContent = text;
  }
}

/** A part of an address as it reads; as it is where it is no percent-encoding of UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

customElements.define('session-stage', SessionStage);

// Whoever points at something, or comes by keyboard, wants it.
for (const act of ['pointerover', 'keydown'])
  addEventListener(
    act,
    (event) =>
      void import('./light.client.ts').then(
        ({ lightValues }) => lightValues(event),
        () => undefined,
      ),
    { once: true, passive: true },
  );
