import type { Moment, Series } from './moment.ts';

/** How many of the last snapshots an open source keeps: so long is what has ended still told of. */
export const KEPT = 32;

/** How long a reader is left without a word while something is on its way, in milliseconds. */
export const PATIENCE_MS = 6000;

/** Why a source could not be moved to a position: what it needs has not come, or is not what it should be. */
export interface Trouble {
  /** The position that was asked for. */
  number: number;
  /** `late`: still on its way after a reader's patience; `failed`: it will not come by itself. */
  what: 'late' | 'failed';
}

/**
 * Something with a kernel behind it, by name: a recording, or a machine in the page. It remembers where it stands, so
 * whoever comes late learns it at once.
 */
export interface Source {
  readonly name: string;
  /** Null until it has been moved for the first time: pictures then show what they were delivered with. */
  readonly now: Moment | null;
  /** What kept it from the position last asked for; null where it got there. */
  readonly trouble: Trouble | null;
  /** Whether it goes on without end, so that nobody knows what it will show. */
  readonly open: boolean;
  /** What an open source has shown last, {@link KEPT} snapshots at most; of one that has an end, nothing: diagrams of it are planned at build. */
  readonly series: Series;
  /**
   * @param listener called at once where there is something to tell, and whenever `now` or `trouble` is another
   * @param signal ends it
   */
  subscribe(listener: (source: Source) => void, signal: AbortSignal): void;
}

/** The end at which a source is moved. */
export interface Publisher {
  /**
   * The source stands at a moment.
   * @throws when an open source leaves out a number: what is between could not be planned for
   */
  publish(moment: Moment): void;
  /** The source could not be moved. It stays where it is. */
  fail(trouble: Trouble): void;
}

class Channel implements Source, Publisher {
  readonly name: string;
  provider: string | null = null;
  open = false;
  now: Moment | null = null;
  trouble: Trouble | null = null;
  series: Series = { snapshots: [], terminals: {} };
  /** The number an open source comes to next. */
  #next = 0;
  readonly #listeners = new Set<(source: Source) => void>();

  constructor(name: string) {
    this.name = name;
  }

  subscribe(listener: (source: Source) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
    if (this.now || this.trouble) this.#tell(listener);
  }

  publish(moment: Moment): void {
    if (this.open) {
      const { snapshots } = this.series;
      if (moment.number > this.#next)
        throw new Error(`source "${this.name}": moment ${moment.number} comes before moment ${this.#next}`);
      // A machine that begins anew takes back what it has shown since.
      snapshots.length = Math.max(0, snapshots.length - (this.#next - moment.number));
      snapshots.push(moment.snapshot);
      if (snapshots.length > KEPT) snapshots.shift();
      this.#next = moment.number + 1;
    }
    this.now = moment;
    this.trouble = null;
    for (const listener of [...this.#listeners]) this.#tell(listener);
  }

  fail(trouble: Trouble): void {
    this.trouble = trouble;
    for (const listener of [...this.#listeners]) this.#tell(listener);
  }

  /** One listener that fails keeps the others from nothing. */
  #tell(listener: (source: Source) => void): void {
    try {
      listener(this);
    } catch (error) {
      reportError(error);
    }
  }
}

/** The sources of a page. Who listens and who provides may come in any order. */
export class Sources {
  readonly #channels = new Map<string, Channel>();

  /** A source by name, whether or not somebody provides it yet. */
  get(name: string): Source {
    return this.#channel(name);
  }

  /**
   * Becomes the one that moves a source.
   * @param provider who asks, told apart by this: for a recording the address of its snapshots
   * @param open what an open source's terminals are called; left out where the source has an end
   * @throws when another provides a source of this name already
   */
  provide(name: string, provider: string, open?: { terminals: Record<string, string> }): Publisher {
    const channel = this.#channel(name);
    if (channel.provider !== null && channel.provider !== provider)
      throw new Error(
        `source "${name}" is moved by ${channel.provider} already, and cannot be by ${provider}: give one of them another name`,
      );
    channel.provider = provider;
    if (open) {
      channel.open = true;
      channel.series.terminals = open.terminals;
    }
    return channel;
  }

  #channel(name: string): Channel {
    let channel = this.#channels.get(name);
    if (!channel) this.#channels.set(name, (channel = new Channel(name)));
    return channel;
  }
}

/** Those of this page. */
export const sources = new Sources();
