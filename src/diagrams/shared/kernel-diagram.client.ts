import type { Moment, Series } from '../../sources/moment.ts';
import { PATIENCE_MS, sources, type Source } from '../../sources/sources.ts';
import { keepUnfolded, morph } from './morph.client.ts';
import { travelling } from './travel.client.ts';
import { showTrouble } from './trouble.client.ts';

/** What a diagram does beside following. */
export interface Behaviour {
  /** Adds to markup, delivered or fresh, the attributes that are true only where scripts run: roles, tab stops. */
  prepare?(content: ParentNode): void;
  /** Listens, once; the root stays, what is in it may be exchanged. What it returns is called after every drawing. */
  attach?(root: HTMLElement): () => void;
}

/** Draws a diagram's inner markup: the same function that drew it at build. */
type Draw = (moment: Moment, plan: unknown) => string;
/**
 * Decides what a diagram may show over a series: the same function that decided it at build. Of a source without an end
 * it gets the plan before as well: what that shows keeps its place.
 */
type Plan = (series: Series, props: unknown, shown?: unknown) => unknown;

/** A kind of diagram, by the name in data-diagram. */
export interface Kind {
  /** Fetches what draws it; asked when the reader first acts, so that reading alone loads none of it. */
  draw(): Promise<{ draw: Draw }>;
  /** Fetches what plans it, for sources without an end. */
  plan(): Promise<{ plan: Plan }>;
  behaviour?: Behaviour;
  /** It knows what was measured while a step ran, and is drawn while that is played (Moment.elapsed); others wait for its end. */
  within?: true;
}

/** Something fetched once; what cannot be fetched is tried again with the next call. */
class Part<T> {
  /** Null until it is there. */
  here: T | null = null;
  readonly #load: () => Promise<T>;
  #coming: Promise<T> | null = null;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  fetch(): Promise<T> {
    return (this.#coming ??= this.#load().then(
      (here) => (this.here = here),
      (error: unknown) => {
        this.#coming = null;
        throw error;
      },
    ));
  }
}

/** A kind with the parts of it that have been fetched. */
interface Box {
  within: boolean;
  behaviour: Behaviour | undefined;
  draw: Part<Draw>;
  plan: Part<Plan>;
}

const late = (what: string): string => `${what}の読み込みに時間がかかっています。`;

const boxes = new Map<string, Box>();

/**
 * A diagram that follows a source: wherever that stands, the diagram is drawn again with the function that drew it at
 * build. It may be there before its source, be inserted later, or be moved. Only what differs is touched: what is
 * scrolled stays where it is, the focus on the element with the same data-key, and what the reader unfolded (a
 * summary's data-key) unfolded. What cannot be drawn is said in it.
 *
 * `data-diagram` is its kind, `data-source` the name of what it follows, `data-plan` what it may show, as JSON; of a
 * source without an end that is planned here, from `data-props`.
 */
class KernelDiagram extends HTMLElement {
  #connection!: AbortController;
  #drawn: (() => void) | undefined;
  #prepared = false;
  #plan: unknown;
  #shown: Moment | null = null;

  connectedCallback(): void {
    this.#connection = new AbortController();
    if (!this.#prepared) {
      this.#prepared = true;
      const { behaviour } = this.#box;
      behaviour?.prepare?.(this);
      this.#drawn = behaviour?.attach?.(this);
    }
    const { source: name, follows } = this.dataset;
    // Outside of the stage of its recording it is evidence of one moment, unless that is moved by it.
    if (follows === undefined && !this.closest('[data-stage]') && document.querySelector(`[data-transcript="${name}"]`))
      return;
    sources.get(name!).subscribe((source) => this.#follow(source), this.#connection.signal);
  }

  disconnectedCallback(): void {
    this.#connection.abort();
  }

  get #box(): Box {
    const box = boxes.get(this.dataset.diagram!);
    if (!box) throw new Error(`no kind of diagram is called "${this.dataset.diagram}"`);
    return box;
  }

  #follow(source: Source): void {
    const { now, trouble } = source;
    if (trouble) {
      this.#say(trouble.number, trouble.what === 'late' ? late('記録') : '記録を読み込めませんでした。');
      return;
    }
    if (!now) return;
    const { draw, plan, within } = this.#box;
    if (now.elapsed !== undefined && !within) return;
    if (draw.here && (plan.here || !source.open)) this.#show(now, source);
    else void this.#fetch(source, now);
  }

  async #fetch(source: Source, { number }: Moment): Promise<void> {
    const { signal } = this.#connection;
    const { draw, plan } = this.#box;
    const timer = setTimeout(() => {
      if (!signal.aborted && source.now && !source.trouble) this.#say(source.now.number, late('図を描く部品'));
    }, PATIENCE_MS);
    try {
      await Promise.all([draw.fetch(), source.open ? plan.fetch() : null]);
    } catch {
      if (!signal.aborted) this.#say(number, '図を描く部品を読み込めませんでした。');
      return;
    } finally {
      clearTimeout(timer);
    }
    // The source may have moved on meanwhile, or this diagram been taken out of the document.
    if (!signal.aborted && source.now && !source.trouble) this.#show(source.now, source);
  }

  #show(moment: Moment, source: Source): void {
    showTrouble(this, null);
    const { number, snapshot, elapsed } = moment;
    if (this.#shown?.number === number && this.#shown.snapshot === snapshot && this.#shown.elapsed === elapsed) return;
    const { draw, plan } = this.#box;
    try {
      if (source.open) {
        // Of what was taken back nothing has a place.
        if (this.#shown && this.#shown.number >= moment.number) this.#plan = undefined;
        this.#plan = plan.here!(source.series, JSON.parse(this.dataset.props ?? '{}'), this.#plan);
      } else this.#plan ??= JSON.parse(this.dataset.plan!);
      this.#take(draw.here!(moment, this.#plan));
      this.#shown = moment;
    } catch (error) {
      this.#say(moment.number, '図を描けませんでした。');
      reportError(error);
    }
  }

  /** Makes this diagram that of fresh markup. */
  #take(markup: string): void {
    const template = document.createElement('template');
    template.innerHTML = markup;
    this.#box.behaviour?.prepare?.(template.content);
    keepUnfolded(this, template.content);
    const key = this.#keyOfFocus();
    const arrive = travelling(this);
    this.dataset.live = '';
    morph(this, template.content);
    arrive();
    if (key !== undefined && this.#keyOfFocus() !== key)
      this.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    this.#drawn?.();
  }

  /** Says why the diagram is not at a position; nothing where it stands there anyway, as delivered. */
  #say(number: number, why: string): void {
    const stands = Number(/\d+/.exec(this.querySelector('.dg-moment')!.textContent)?.[0] ?? 0);
    showTrouble(
      this,
      stands === number
        ? null
        : `${why}この図は、前の手順のままです。手順をもう一度動かすか、ページを再読み込みしてください。`,
    );
  }

  #keyOfFocus(): string | undefined {
    const { activeElement } = document;
    return activeElement && this.contains(activeElement)
      ? activeElement.closest<HTMLElement>('[data-key]')?.dataset.key
      : undefined;
  }
}

/** Makes the diagrams of a page follow their sources. */
export function defineDiagrams(kinds: Record<string, Kind>): void {
  for (const [name, { draw, plan, behaviour, within = false }] of Object.entries(kinds))
    boxes.set(name, {
      within,
      behaviour,
      draw: new Part(async () => (await draw()).draw),
      plan: new Part(async () => (await plan()).plan),
    });
  customElements.define('kernel-diagram', KernelDiagram);
  // What draws the kinds of this page is there when the first step comes.
  for (const act of ['pointerdown', 'keydown'])
    addEventListener(
      act,
      () => {
        for (const diagram of document.querySelectorAll<HTMLElement>('kernel-diagram'))
          boxes
            .get(diagram.dataset.diagram!)
            ?.draw.fetch()
            .catch(() => undefined);
      },
      { once: true, passive: true },
    );
}
