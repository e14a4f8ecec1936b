import { announce, loadSeries, type Series } from '../recording/series.client.ts';
import { copyText, sessionText } from './copy.client.ts';
import { FramePlayer } from './frames.client.ts';
import { decodeMarks } from './marks.ts';
import type { Frames } from './model.ts';
import { Reveal } from './reveal.client.ts';
import { BlockStates } from './states.client.ts';

/** Without motion a step appears whole and stays at least this long, in milliseconds. */
const STILL_MS = 1600;
/** How long playing waits after the reader has moved, in milliseconds. */
const LOOK_MS = 600;
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** A step while it is played. */
interface Run {
  /** Milliseconds of replay since the step began. */
  ms: number;
  /** When everything has been shown, and when the next step begins. */
  shown: number;
  length: number;
  done: boolean;
  players: { player: Reveal | FramePlayer; scroll: HTMLElement }[];
}

/** A transcript's behaviour. Its content is in the page already; what moves is where the reader is. */
class SessionTranscript extends HTMLElement {
  private count = 0;
  /** Steps finished or being played; null as delivered: everything is shown and nothing is marked. */
  private position: number | null = null;
  private run: Run | null = null;
  private playing = false;
  private ticket = 0;
  private last = 0;
  private series: Series | null = null;
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
    const find = <E extends Element>(selector: string): E => this.querySelector<E>(selector)!;
    this.count = Number(this.dataset.count);
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
    this.addEventListener('click', (event) => this.onClick(event));
    this.addEventListener('keydown', (event) => this.onKey(event));
    this.slider.addEventListener('input', () => this.go(this.slider.valueAsNumber));
    addEventListener('hashchange', this);
    const { kernel } = this.dataset;
    if (kernel) {
      const near = new IntersectionObserver(
        ([entry]) => {
          if (!entry?.isIntersecting) return;
          near.disconnect();
          void this.kernelAt(null);
        },
        { rootMargin: '600px' },
      );
      near.observe(this.panes[0]!.pane);
    }
    this.handleEvent();
  }

  disconnectedCallback(): void {
    removeEventListener('hashchange', this);
    this.stop();
  }

  /** The page's hash may name a step of this recording. */
  handleEvent(): void {
    const id = decodeURIComponent(location.hash.slice(1));
    const name = `${this.dataset.transcript}.`;
    const block = id.startsWith(name) ? document.getElementById(id) : null;
    if (!block || !this.contains(block)) return;
    this.go(Number(block.dataset.n));
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
      if (target.hash === location.hash) this.handleEvent();
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

  private act(action: string): void {
    const { position, count } = this;
    if (action === 'play') {
      if (this.playing) this.pause();
      else this.play();
    } else if (action === 'previous') this.go((position ?? count) - 1);
    else if (this.run && !this.run.done) this.finishRun(true);
    else this.go(position === null ? 1 : position + 1);
  }

  /** Goes to the end of a step because the reader asked for it. */
  private go(wanted: number): void {
    const position = Math.min(Math.max(wanted, 0), this.count);
    this.endRun();
    this.tell(`手順 ${position}/${this.count}: ${this.say(position)}`);
    this.place(position, false);
    if (this.playing) this.run = { ms: 0, shown: 0, length: LOOK_MS, done: true, players: [] };
  }

  private play(): void {
    this.playing = true;
    this.playButton.setAttribute('data-playing', '');
    this.playButton.setAttribute('aria-label', '一時停止');
    this.last = performance.now();
    if (!this.run) {
      const from = this.position === null || this.position >= this.count ? 0 : this.position;
      if (from !== this.position) this.place(from, false);
      this.begin(from + 1);
    }
    this.loop(++this.ticket);
  }

  private pause(): void {
    this.playing = false;
    this.ticket += 1;
    this.playButton.removeAttribute('data-playing');
    this.playButton.setAttribute('aria-label', '再生');
  }

  private stop(): void {
    if (this.playing) this.pause();
    this.endRun();
  }

  private loop(ticket: number): void {
    requestAnimationFrame((now) => {
      if (ticket !== this.ticket) return;
      // A tab in the background gets no frames: time that nobody saw does not count.
      this.step(Math.min(Math.max(now - this.last, 0), 250) * Number(this.speed.value));
      this.last = now;
      if (this.playing) this.loop(ticket);
    });
  }

  private step(ms: number): void {
    const { run } = this;
    if (!run) return;
    run.ms += ms;
    if (!run.done) {
      for (const { player, scroll } of run.players)
        if (player.to(run.ms) && player instanceof Reveal) follow(scroll, player.caret);
      if (run.ms >= run.shown) this.finishRun(false);
    } else if (run.ms >= run.length) {
      this.run = null;
      if (this.position! < this.count) this.begin(this.position! + 1);
      else this.pause();
    }
  }

  private begin(number: number): void {
    const still = stillness.matches;
    const [shown = 0, length = 0] = (
      this.blocks(number).find(({ block }) => block.dataset.time)?.block.dataset.time ?? ''
    )
      .split(' ')
      .map(Number);
    const run: Run = {
      ms: 0,
      shown: still ? 0 : shown,
      length: still ? Math.max(length, STILL_MS) : length,
      done: false,
      players: [],
    };
    this.run = run;
    this.place(number, !still);
    if (still) return;
    for (const { block, scroll } of this.blocks(number)) {
      const add = (selector: string, marks: string | undefined): void => {
        const element = block.querySelector(selector);
        if (element && marks) run.players.push({ player: new Reveal(element, decodeMarks(marks)), scroll });
      };
      add('.tr-cmd', block.dataset.typed);
      add('.tr-out', block.dataset.shown);
      const film = block.dataset.frames;
      const out = film && block.querySelector('.tr-out');
      if (out) void this.addFilm(run, out, film, scroll);
    }
  }

  /** Time stands still until the frames are there; without them the last one is shown. */
  private async addFilm(run: Run, out: Element, name: string, scroll: HTMLElement): Promise<void> {
    const { ms } = run;
    run.ms = Number.NEGATIVE_INFINITY;
    try {
      const response = await fetch(`${this.dataset.base}${name}.frames.json`);
      if (response.ok && this.run === run)
        run.players.push({ player: new FramePlayer(out, (await response.json()) as Frames), scroll });
    } catch {
      // Offline: what stays on the screen at the end is in the page.
    }
    run.ms = ms;
  }

  /** Everything the step did is shown. */
  private finishRun(asked: boolean): void {
    const { run, position } = this;
    this.endRun();
    if (asked) this.tell(`手順 ${position}/${this.count}: ${this.say(position!)}`);
    this.place(position!, false);
    if (position === this.count) this.pause();
    else if (this.playing) this.run = { ...run!, done: true, ms: Math.max(run!.ms, run!.shown), players: [] };
  }

  private endRun(): void {
    for (const { player } of this.run?.players ?? []) player.finish();
    this.run = null;
  }

  private blocks(number: number): { block: HTMLElement; scroll: HTMLElement }[] {
    return this.panes.flatMap(({ states, scroll }) => states.of(number).map((block) => ({ block, scroll })));
  }

  /** Shows the page at a step, which is being played or finished; then the diagrams follow. */
  private place(position: number, running: boolean): void {
    const { slider, list, count } = this;
    const views = this.panes.map(({ states, scroll, pane }) => {
      states.set(position, running);
      const block = states.last(position);
      pane.toggleAttribute('data-active', position > 0 && Number(block?.dataset.n) === position);
      return { scroll, block };
    });
    if (this.position === null) this.dataset.moved = '';
    if (position !== this.position) {
      if (this.position) list.children[this.position - 1]?.removeAttribute('aria-current');
      const item = list.children[position - 1];
      item?.setAttribute('aria-current', 'step');
      // An item among thousands takes long to appear; a copy of it does not.
      if (this.matches('.tr-long'))
        this.intro.replaceChildren(...(item ? item.cloneNode(true).childNodes : this.greeting));
      this.position = position;
      this.desk.dataset.position = String(position);
      if (slider.valueAsNumber !== position) slider.value = String(position);
      slider.setAttribute('aria-valuetext', `手順 ${position}/${count}: ${this.say(position)}`);
      this.fill.setAttribute('width', `${(position / count) * 100}%`);
      this.copyButton.disabled = this.command(position) === '';
    }
    if (!running) void this.kernelAt(position);
    // Everything is written before anything is measured, so that the page is laid out once.
    const tops = views.map(({ scroll, block }) => topFor(scroll, block));
    views.forEach(({ scroll }, i) => {
      if (scroll.scrollTop !== tops[i]) scroll.scrollTop = tops[i]!;
    });
  }

  private say(position: number): string {
    return position === 0 ? '最初の手順の前' : this.list.children[position - 1]!.querySelector('.tr-say')!.textContent;
  }

  private command(position: number): string {
    return this.blocks(position)
      .map(({ block }) => block.querySelector('.tr-cmd')?.textContent ?? '')
      .join('');
  }

  private tell(text: string): void {
    this.status.textContent = text;
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    const what = button.dataset.copy!;
    const text =
      what === 'all' ? sessionText(this) : this.command(what === 'now' ? (this.position ?? 0) : Number(what));
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

  /** Diagrams of this recording follow; null only fetches what they will need. */
  private async kernelAt(position: number | null): Promise<void> {
    const { kernel, transcript } = this.dataset;
    if (!kernel) return;
    if (!this.series) {
      const series = await loadSeries(kernel).catch(() => null);
      // The reader may have gone on while it was loading, and that call is told as well.
      if (!series || (position !== null && position !== this.position)) return;
      this.series = series;
    }
    if (position !== null) announce(transcript!, this.series, position);
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

function follow(scroll: HTMLElement, caret: HTMLElement): void {
  if (caret.hidden) return;
  const below = caret.getBoundingClientRect().bottom + 24 - scroll.getBoundingClientRect().bottom;
  if (below > 0) scroll.scrollTop += below;
}

customElements.define('session-transcript', SessionTranscript);
