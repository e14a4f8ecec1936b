import { z } from 'astro/zod';
import { names, recordingName, stepId } from '../components/names.ts';
import { figure } from '../components/figure/props.ts';

/** Attributes of `<Transcript>`. */
export const transcript = {
  /** Name of a folder under content/recordings. */
  recording: recordingName.optional(),
  /** Path of a cast from the project's root; under content/casts it can be downloaded as well. */
  cast: z.string().register(names, { names: 'cast' }).optional(),
  /** Name of an example of examples.ts, for the gallery. */
  example: z.string().optional(),
  /** Shown instead of the title the recording has. */
  title: z.string().optional(),
} satisfies z.ZodRawShape;

/** Attributes of `<Stage>`. */
export const stage = {
  /** Name of a folder under content/recordings: the session. What moves beside it names it too. */
  recording: recordingName,
  /** As of a figure: the stage is one. */
  id: figure.id,
  /** As of a figure. */
  caption: figure.caption,
} satisfies z.ZodRawShape;

/** Attributes of `<Hero>`. */
export const hero = {
  recording: stage.recording,
  /** Steps that it shows by itself, again and again, in this order. */
  telling: z.array(stepId).min(2),
} satisfies z.ZodRawShape;

/** Attributes of `<After>`, which stands in a stage. */
export const after = {
  /** The step of the stage's recording behind which the prose stands. */
  step: stepId,
} satisfies z.ZodRawShape;
