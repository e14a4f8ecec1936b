import type { Samples } from '../kernel/samples.ts';
import type { Snapshot } from '../kernel/snapshot.ts';

/** Where a source stands: what every diagram is a picture of. */
export interface Moment {
  /** 1 for the first step, 0 before it. */
  number: number;
  /** How many steps the source has; null where it has no end (a machine). */
  count: number | null;
  /** The kernel after this step. */
  snapshot: Snapshot;
  /** The kernel after the step before, for what changed; null before the first step. */
  before: Snapshot | null;
  /** Nobody has moved: the picture says what it shows, and marks no change. `before` is still there, for what is measured between two snapshots. */
  rest?: boolean;
  /** At rest, where on the page the step stands: `uts-namespace.enter`. Nothing before the first step. */
  place?: string;
  /** What the watched cgroups used while this step ran; absent where nobody measured it. */
  samples?: Samples;
  /**
   * The step is being played and has come so far, in milliseconds as {@link Samples.times}. `snapshot` and `before` are
   * then both the kernel before the step, and `samples` tell what has become of it. Only pictures that know samples see
   * such moments (`Kind.within`); of a step without samples there are none.
   */
  elapsed?: number;
}

/**
 * What a source has shown: all of it where it has an end, else the last of it, so that it stays bounded. A diagram is
 * planned from it.
 */
export interface Series {
  /** The kernel at each position, before the first step at 0; of a source without an end, the last ones. Numbers of a moment are no less than its position here. */
  snapshots: Snapshot[];
  /** What terminals are called, by name, in order. */
  terminals: Record<string, string>;
  /** {@link Moment.samples} of positions that have some. */
  samples?: Record<number, Samples>;
}
