import type { Snapshot } from '../kernel/snapshot.ts';
import { PATIENCE_MS, sources, type Publisher } from './sources.ts';

/** A recording's snapshots as the page fetches them: `recordings/NAME/kernel.json` of the built site. */
export interface SnapshotFile {
  /** The kernel before the first step, then after each. */
  snapshots: Snapshot[];
}

/** When the line is taken for dead, in milliseconds. */
const DEAD_MS = 45_000;

/** A recording as a source: its snapshots are fetched when they are first needed. */
export class RecordingSource {
  readonly #url: string;
  readonly #publisher: Publisher;
  #snapshots: Promise<Snapshot[]> | null = null;
  /** The newest position asked for, so that an older one that has had to wait is not gone to. */
  #wanted: number | null = null;

  /** @throws when something else is a source of this name */
  constructor(name: string, url: string) {
    this.#url = url;
    this.#publisher = sources.provide(name, url);
  }

  /** Fetches the snapshots, once; what cannot be fetched is tried again with the next call. */
  load(): Promise<Snapshot[]> {
    if (!this.#snapshots) {
      this.#snapshots = read(this.#url);
      this.#snapshots.catch(() => {
        this.#snapshots = null;
      });
    }
    return this.#snapshots;
  }

  /** Moves the source to a position, or tells those who follow why not. Never rejects. */
  async goTo(number: number): Promise<void> {
    this.#wanted = number;
    const waiting = (): boolean => this.#wanted === number;
    const late = setTimeout(() => waiting() && this.#publisher.fail({ number, what: 'late' }), PATIENCE_MS);
    try {
      const snapshots = await this.load();
      const snapshot = snapshots[number];
      if (!snapshot) throw new Error(`${this.#url}: no snapshot ${number}`);
      if (waiting())
        this.#publisher.publish({
          number,
          count: snapshots.length - 1,
          snapshot,
          before: snapshots[number - 1] ?? null,
        });
    } catch {
      if (waiting()) this.#publisher.fail({ number, what: 'failed' });
    } finally {
      clearTimeout(late);
    }
  }
}

const known = new Map<string, RecordingSource>();

/**
 * The source of a recording: one, however many transcripts of it there are.
 * @throws when something else is a source of this name
 */
export function recordingSource(name: string, url: string): RecordingSource {
  let source = known.get(url);
  if (!source) known.set(url, (source = new RecordingSource(name, url)));
  return source;
}

async function read(url: string): Promise<Snapshot[]> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DEAD_MS) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const snapshots = ((await response.json()) as SnapshotFile | null)?.snapshots;
  if (!snapshots?.every((snapshot) => Array.isArray(snapshot.processes))) throw new Error(`${url}: no snapshots`);
  return snapshots;
}
