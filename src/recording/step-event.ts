import type { Snapshot } from '../kernel/snapshot.ts';

/** The DOM event that tells diagrams where their source stands now. Dispatched on `document`. */
export const STEP_EVENT = 'kernel-step';

/** Carried by a step event. Transcripts and the lab send it, diagrams listen. */
export interface StepDetail {
  /** A recording's name, or the lab's: what a diagram names in `data-recording`. */
  source: string;
  /** Id of the step that has just ended; null before the first. */
  step: string | null;
  /** 1 for the first step, 0 before it. */
  number: number;
  /** How many steps the source has; null when it has no end (the lab). */
  count: number | null;
  /** The kernel after this step. */
  snapshot: Snapshot;
  /** The kernel after the step before, for what changed; null before the first step. */
  before: Snapshot | null;
}
