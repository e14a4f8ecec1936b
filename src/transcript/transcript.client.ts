import { recordingSource, type RecordingSource } from '../sources/recording.client.ts';
import { copyText } from '../clipboard.client.ts';
import { sessionText } from './copy.client.ts';
import { loadFilm } from './film.client.ts';
import { FramePlayer } from './frames.client.ts';
import { decodeMarks } from './marks.ts';
import type { Frames } from './model.ts';
import {
  advance,
  isPlaying,
  positionOf,
  START,
  type Effect,
  type Event as PlaybackEvent,
  type Score,
  type State,
  type StepTimes,
} from './playback.ts';
import { Reveal } from './reveal.client.ts';
import { BlockStates } from './states.client.ts';

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** A transcript's behaviour. Its content is in the page already; what moves is where the reader is. */
class SessionTranscript extends HTMLElement implements Score {
  count = 0;
  /** What is played and where the reader stands; the element only shows it. */
  private state: State = START;
  private players: { player: Reveal | FramePlayer; scroll: HTMLElement }[] = [];
  private films = new Map<string, Frames>();
  /** Ends everything that belongs to this stay in the document. */
  private connection = new AbortController();
  /** Ends what is fetched for the step being played. */
  private fetching = new AbortController();
  private last = 0;
  private frame = 0;
  /** What the diagrams of this recording follow; none for a cast from elsewhere. */
  private source: RecordingSource | null = null;
  private panes: { states: BlockStates; scroll: HTMLElement; pane: HTMLElement }[] = [];
  // Found once: looking for them again would pass through all of a long session.
  private desk!: HTMLElement;
  private slider!: HTMLInputElement;
  private list!: Element;
  private intro!: Element;
  /** What the introduction says before the first step. */
  private greeting: Node[] = [];
  private fill!: Element;
  private speed!: HTMLSelectElement;
  private playButton!: Element;
  private copyButton!: HTMLButtonElement;
  private status!: Element;

  connectedCallback(): void {
    const first = this.panes.length === 0;
    if (first) this.find();
    this.connection = new AbortController();
    const { signal } = this.connection;
    this.addEventListener('click', (event) => this.onClick(event), { signal });
    this.addEventListener('keydown', (event) => this.onKey(event), { signal });
    this.slider.addEventListener('input', () => this.happen({ type: 'seek', position: this.slider.valueAsNumber }), {
      signal,
    });
    addEventListener('hashchange', () => this.onHash(), { signal });
    const { source } = this;
    if (source) {
      const near = new IntersectionObserver(
        ([entry]) => {
          if (!entry?.isIntersecting) return;
          near.disconnect();
          // Only what diagrams will need; who goes to a step is told what went wrong.
          source.load().catch(() => undefined);
        },
        { rootMargin: '600px' },
      );
      near.observe(this.panes[0]!.pane);
      signal.addEventListener('abort', () => near.disconnect());
    }
    // One that was moved in the document stays where the reader left it.
    if (first) this.onHash();
  }

  disconnectedCallback(): void {
    this.connection.abort();
    this.happen({ type: 'leave' });
  }

  private find(): void {
    const find = <E extends Element>(selector: string): E => this.querySelector<E>(selector)!;
    const { count, transcript, kernel } = this.dataset;
    this.count = Number(count);
    if (kernel) this.source = recordingSource(transcript!, kernel);
    this.desk = find('.tr-desk');
    this.slider = find('.tr-slider > input');
    this.list = find('.tr-list');
    this.intro = find('.tr-intro');
    this.greeting = [...this.intro.childNodes];
    this.fill = find('.tr-fill');
    this.speed = find('.tr-speed');
    this.playButton = find('.tr-play');
    this.copyButton = find('.tr-copy-now');
    this.status = find('[role=status]');
    this.panes = [...this.querySelectorAll<HTMLElement>('.tr-pane')].map((pane) => {
      const scroll = pane.querySelector<HTMLElement>('.tr-scroll')!;
      return { pane, scroll, states: new BlockStates(scroll.firstElementChild!) };
    });
  }

  step(number: number): StepTimes {
    const blocks = this.blocks(number);
    const [shown = 0, length = 0] = (blocks.find(({ block }) => block.dataset.time)?.block.dataset.time ?? '')
      .split(' ')
      .map(Number);
    return { shown, length, films: blocks.flatMap(({ block }) => (filmScreen(block) ? block.dataset.frames! : [])) };
  }

  still(): boolean {
    return stillness.matches;
  }

  private happen(event: PlaybackEvent): void {
    const { state, effects } = advance(this.state, event, this);
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  private perform(effect: Effect): void {
    switch (effect.do) {
      case 'settle':
        this.fetching.abort();
        for (const { player } of this.players) player.finish();
        this.players = [];
        this.films.clear();
        break;
      case 'show':
        this.show(effect.position, effect.running);
        break;
      case 'reveal':
        this.source?.during(positionOf(this.state)!, effect.ms);
        for (const { player, scroll } of this.players)
          if (player.to(effect.ms) && player instanceof Reveal) follow(scroll, player.caret);
        break;
      case 'loadFilm':
        void this.load(effect.film, effect.generation);
        break;
      case 'startFilm':
        this.startFilm(effect.film);
        break;
      case 'announce':
        void this.source?.goTo(effect.position);
        break;
      case 'tell':
        this.tell(
          effect.what === 'position'
            ? `手順 ${effect.position}/${this.count}: ${this.say(effect.position)}`
            : '途中の画面を読み込めなかったので、最後の画面だけを表示します。',
        );
        break;
      case 'clock':
        this.clock(effect.on);
    }
  }

  private clock(on: boolean): void {
    this.playButton.toggleAttribute('data-playing', on);
    this.playButton.setAttribute('aria-label', on ? '一時停止' : '再生');
    cancelAnimationFrame(this.frame);
    if (!on) return;
    this.last = performance.now();
    const tick = (now: number): void => {
      // A tab in the background gets no frames: time that nobody saw does not count.
      const ms = Math.min(Math.max(now - this.last, 0), 250) * Number(this.speed.value);
      this.last = now;
      this.frame = requestAnimationFrame(tick);
      this.happen({ type: 'tick', ms });
    };
    this.frame = requestAnimationFrame(tick);
  }

  private async load(film: string, generation: number): Promise<void> {
    if (this.fetching.signal.aborted) this.fetching = new AbortController();
    const { signal } = this.fetching;
    try {
      const frames = await loadFilm(`${this.dataset.base}${film}.frames.json`, signal);
      if (signal.aborted) return;
      this.films.set(film, frames);
      this.happen({ type: 'filmLoaded', film, generation });
    } catch {
      this.happen({ type: 'filmFailed', film, generation });
    }
  }

  private startFilm(film: string): void {
    const frames = this.films.get(film);
    const found = this.blocks(positionOf(this.state)!).find(({ block }) => block.dataset.frames === film);
    const screen = found && filmScreen(found.block);
    if (frames && screen) this.players.push({ player: new FramePlayer(screen, frames), scroll: found.scroll });
  }

  /** The page's hash may name a step of this recording. */
  private onHash(): void {
    const id = decoded(location.hash.slice(1));
    const block = id.startsWith(`${this.dataset.transcript}.`) ? document.getElementById(id) : null;
    if (!block || !this.contains(block)) return;
    this.happen({ type: 'seek', position: Number(block.dataset.n) });
    // In a stage the element itself has no box.
    this.panes[0]!.pane.parentElement!.scrollIntoView({ block: 'nearest' });
  }

  private onClick(event: Event): void {
    const target = (event.target as Element).closest<HTMLElement>(
      '[data-do], [data-copy], a.tr-num, .tr-more > summary',
    );
    if (!target) return;
    if (target.tagName === 'SUMMARY') this.addCopyButtons();
    else if (target instanceof HTMLAnchorElement) {
      // Clicking the same link twice changes no hash.
      if (target.hash === location.hash) this.onHash();
    } else if (target.dataset.copy) void this.copy(target as HTMLButtonElement);
    else this.act(target.dataset.do!);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as Element;
    const control = target.closest('button, select, summary, a, input');
    const action =
      event.key === 'k' || (event.key === ' ' && (!control || control.matches('input')))
        ? 'play'
        : event.key === 'j'
          ? 'previous'
          : event.key === 'l'
            ? 'next'
            : null;
    if (!action || (control?.matches('select') && event.key !== 'k')) return;
    event.preventDefault();
    this.act(action);
  }

  /** @param action as a button names it: play, which also pauses, previous or next */
  private act(action: string): void {
    this.happen({ type: action === 'play' && isPlaying(this.state) ? 'pause' : (action as 'play') });
  }

  private blocks(number: number): { block: HTMLElement; scroll: HTMLElement }[] {
    return this.panes.flatMap(({ states, scroll }) => states.of(number).map((block) => ({ block, scroll })));
  }

  /** Shows the page at a step, which is about to be played or finished. */
  private show(position: number, running: boolean): void {
    const { slider, list, count, desk } = this;
    const views = this.panes.map(({ states, scroll, pane }) => {
      states.set(position, running);
      const block = states.last(position);
      pane.toggleAttribute('data-active', position > 0 && Number(block?.dataset.n) === position);
      return { scroll, block };
    });
    this.dataset.moved = '';
    const old = Number(desk.dataset.position ?? -1);
    if (position !== old) {
      list.children[old - 1]?.removeAttribute('aria-current');
      const item = list.children[position - 1];
      item?.setAttribute('aria-current', 'step');
      // An item among thousands takes long to appear; a copy of it does not.
      if (this.matches('.tr-long'))
        this.intro.replaceChildren(...(item ? item.cloneNode(true).childNodes : this.greeting));
      desk.dataset.position = String(position);
      if (slider.valueAsNumber !== position) slider.value = String(position);
      slider.setAttribute('aria-valuetext', `手順 ${position}/${count}: ${this.say(position)}`);
      this.fill.setAttribute('width', `${(position / count) * 100}%`);
      this.copyButton.disabled = this.command(position) === '';
    }
    // Everything is written before anything is measured, so that the page is laid out once.
    const tops = views.map(({ scroll, block }) => topFor(scroll, block));
    views.forEach(({ scroll }, i) => {
      if (scroll.scrollTop !== tops[i]) scroll.scrollTop = tops[i]!;
    });
    if (running) this.startReveals(position);
  }

  private startReveals(position: number): void {
    for (const { block, scroll } of this.blocks(position)) {
      const add = (selector: string, marks: string | undefined): void => {
        const element = block.querySelector(selector);
        if (element && marks) this.players.push({ player: new Reveal(element, decodeMarks(marks)), scroll });
      };
      add('.tr-cmd', block.dataset.typed);
      add('.tr-out', block.dataset.shown);
    }
  }

  private say(position: number): string {
    return position === 0 ? '最初の手順の前' : this.list.children[position - 1]!.querySelector('.tr-say')!.textContent;
  }

  private command(position: number): string {
    return this.blocks(position)
      .map(({ block }) => {
        const line = block.querySelector('.tr-cmd')?.cloneNode(true) as Element | undefined;
        // Prompts of further lines were not typed.
        for (const prompt of line?.querySelectorAll('.tr-ps2') ?? []) prompt.remove();
        return line?.textContent ?? '';
      })
      .join('');
  }

  private tell(text: string): void {
    this.status.textContent = text;
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    const what = button.dataset.copy!;
    const text =
      what === 'all' ? sessionText(this) : this.command(what === 'now' ? (positionOf(this.state) ?? 0) : Number(what));
    const copied = await copyText(text);
    button.toggleAttribute('data-done', copied);
    this.tell(copied ? 'コピーしました' : 'コピーできませんでした');
    button.addEventListener('blur', () => button.removeAttribute('data-done'), { once: true });
  }

  /** Gives each step of the list, about to be seen, a button that copies its command. */
  private addCopyButtons(): void {
    for (let n = 1; n <= this.count; n += 1) {
      const item = this.list.children[n - 1]!;
      if (item.querySelector('button') || this.command(n) === '') continue;
      const button = this.copyButton.cloneNode(true) as HTMLButtonElement;
      button.className = 'tr-copy';
      button.disabled = false;
      button.dataset.copy = String(n);
      button.querySelector('.sr-only')!.textContent = `（手順${n}のコマンド）`;
      item.append(button);
    }
  }
}

/** How far a terminal is scrolled for a block to be seen: its end, or its beginning where it is too high. */
function topFor(scroll: HTMLElement, block: HTMLElement | null): number {
  if (!block) return 0;
  const room = 40;
  const { clientHeight: view, scrollTop: now } = scroll;
  const { top: y, height } = block.getBoundingClientRect();
  const top = Math.round(y - scroll.getBoundingClientRect().top + now);
  if (top < now || height + room > view) return top - 4;
  return Math.max(now, top + height + room - view);
}

/** Where a block plays a film; null where it has none. */
function filmScreen(block: HTMLElement): Element | null {
  return block.dataset.frames ? block.querySelector('.tr-out') : null;
}

/** A part of an address as it reads; as it is where it is no percent-encoding of UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function follow(scroll: HTMLElement, caret: HTMLElement): void {
  if (caret.hidden) return;
  const below = caret.getBoundingClientRect().bottom + 24 - scroll.getBoundingClientRect().bottom;
  if (below > 0) scroll.scrollTop += below;
}

customElements.define('session-transcript', SessionTranscript);
