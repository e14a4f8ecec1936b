import { z } from 'astro/zod';
import { names, recordingName } from '../components/names.ts';

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
