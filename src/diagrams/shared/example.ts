import type { Moment } from '../../sources/moment.ts';

/** A state of a diagram worth looking at. A diagram's `examples.ts` lists them for the gallery, the unit tests and e2e. */
export interface Example {
  /** Unique in the diagram: a-z, 0-9 and -. */
  name: string;
  /** What to see in it, in Japanese. */
  title: string;
  /** Attributes of the component: a moment of a recording... */
  props?: Record<string, unknown>;
  /** ...or what no recording shows, handed to `draw` as it is, in a root of this class. */
  made?: { class: string; moment: Moment; plan: { title: string } };
}
