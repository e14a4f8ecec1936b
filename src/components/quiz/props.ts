import { z } from 'astro/zod';
import { recordingName, stepId } from '../names.ts';

/** Attributes of `<Question>`. */
export const question = {
  /** Folder under content/recordings. */
  recording: recordingName.optional(),
  /** Id of one of its steps. */
  step: stepId.optional(),
} satisfies z.ZodRawShape;

/** Attributes of `<Answer>`. */
export const answer = {
  /** The right choice where the question has some: ア, イ, ウ ... */
  choice: z.string().optional(),
  /** Taken over from the question. */
  recording: recordingName.optional(),
  step: stepId.optional(),
} satisfies z.ZodRawShape;
