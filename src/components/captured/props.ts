import type { z } from 'astro/zod';
import { outputPattern, recordingName, stepId } from '../names.ts';

/** Attributes of `<Captured>`. */
export const captured = {
  /** Folder under content/recordings. */
  recording: recordingName,
  /** Id of one of its steps. */
  step: stepId,
  /** Regular expression on the step's output: the first group is printed, or the whole match. */
  match: outputPattern,
} satisfies z.ZodRawShape;
