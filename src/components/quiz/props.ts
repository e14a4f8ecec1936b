import { z } from 'astro/zod';
import { recordingName, stepId } from '../names.ts';

/** Attributes of `<Question>`. */
export const question = {
  /** Folder under content/recordings; left out in a stage, which has one. */
  recording: recordingName.optional(),
  /** Id of one of its steps. */
  step: stepId.optional(),
} satisfies z.ZodRawShape;

/** Attributes of `<Answer>`. */
export const answer = {
  /** The right choice where the question has some: ア, イ, ウ ... */
  choice: z.string().optional(),
  /** What is right where the reader writes the answer: a regular expression on the whole of it, see ./judge.ts. */
  accepts: z.string().optional(),
  /** Taken over from the question. */
  recording: recordingName.optional(),
  step: stepId.optional(),
} satisfies z.ZodRawShape;
