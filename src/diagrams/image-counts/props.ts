import { z } from 'astro/zod';
import { recordingName, stepId } from '../../components/names.ts';

/** Attributes of `<ImageCounts>`. */
export const imageCounts = {
  /** Folder under content/recordings. */
  recording: recordingName,
  /** Id of the step whose output is the table (see parseCounts). */
  step: stepId,
  /** Which of the images, from the left, and what to call them. */
  images: z.array(z.strictObject({ name: z.string().min(1), label: z.string().min(1) })).min(2),
  title: z.string().min(1).optional(),
} satisfies z.ZodRawShape;
