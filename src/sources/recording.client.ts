import type { Samples } from '../kernel/samples.ts';
import type { Snapshot } from '../kernel/snapshot.ts';
import { PATIENCE_MS, sources, type Publisher } from './sources.ts';

/** A recording's snapshots as the page fetches them: `recordings/NAME/kernel.json` of the built site. */
export interface SnapshotFile {
  /** The kernel before the first step, then after each. */
  snapshots: Snapshot[];
  /** Of steps that were sampled, by number; `replay` is when each of the times is in a replay, in milliseconds since the step began. */
  samples?: Record<number, Samples & { replay: number[] }>;
}

/** When the line is taken for dead, in milliseconds. */
const DEAD_MS = 45_000;

/** A recording as a source: its snapshots are fetched when they are first needed. */
export class RecordingSource {
  readonly #url: string;
  readonly #publisher: Publisher;
  #file: Promise<SnapshotFile> | null = null;
  /** What was fetched, once it is here. */
  #here: SnapshotFile | null = null;
  /** The newest position asked for, so that an older one that has had to wait is not gone to. */
  #wanted: number | null = null;

  /** @throws when something else is a source of this name */
  constructor(name: string, url: string) {
    this.#url = url;
    this.#publisher = sources.provide(name, url);
  }

  /** Fetches the snapshots, once; what cannot be fetched is tried again with the next call. */
  load(): Promise<SnapshotFile> {
    if (!this.#file) {
      this.#file = read(this.#url);
      this.#file.then(
        (file) => {
          this.#here = file;
        },
        () => {
          this.#file = null;
        },
      );
    }
    return this.#file;
  }

  /** Moves the source to a position, or tells those who follow why not. Never rejects. */
  async goTo(number: number): Promise<void> {
    this.#wanted = number;
    const waiting = (): boolean => this.#wanted === number;
    const late = setTimeout(() => waiting() && this.#publisher.fail({ number, what: 'late' }), PATIENCE_MS);
    try {
      const { snapshots, samples } = await this.load();
      const snapshot = snapshots[number];
      if (!snapshot) throw new Error(`${this.#url}: no snapshot ${number}`);
      if (waiting())
        this.#publisher.publish({
          number,
          count: snapshots.length - 1,
          snapshot,
          before: snapshots[number - 1] ?? null,
          ...(samples?.[number] && { samples: samples[number] }),
        });
    } catch {
      if (waiting()) this.#publisher.fail({ number, what: 'failed' });
    } finally {
      clearTimeout(late);
    }
  }

  /**
   * The step is being played: pictures that can show what was measured while it ran. For every frame of the replay, from
   * its beginning until `goTo` says that it has ended; nothing happens where it was not sampled, or the snapshots have
   * not come (`load`).
   * @param number of the step
   * @param ms of replay since it began
   */
  during(number: number, ms: number): void {
    const { snapshots, samples } = this.#here ?? {};
    const before = snapshots?.[number - 1];
    const of = samples?.[number];
    if (!before || !of) return;
    const elapsed = timeAt(of, ms);
    this.#publisher.publish({ number, count: snapshots.length - 1, snapshot: before, before, samples: of, elapsed });
  }
}

/** The time of {@link Samples.times} at a moment of the replay. */
function timeAt({ times, replay }: { times: number[]; replay: number[] }, ms: number): number {
  const next = replay.findIndex((at) => at > ms);
  if (next <= 0) return times.at(next)!;
  const part = (ms - replay[next - 1]!) / (replay[next]! - replay[next - 1]!);
  return times[next - 1]! + (times[next]! - times[next - 1]!) * part;
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

async function read(url: string): Promise<SnapshotFile> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DEAD_MS) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const file = (await response.json()) as SnapshotFile | null;
  if (!file?.snapshots?.every((snapshot) => Array.isArray(snapshot.processes))) throw new Error(`${url}: no snapshots`);
  return file;
}
