import { z } from 'astro/zod';
import { recordingName } from '../../components/names.ts';
import { selector } from '../shared/source.ts';

/** Attributes of `<Score>`. */
export const score = {
  recording: recordingName,
  title: z.string().min(1).optional(),
  /** The process that becomes a container, then those that are started as one: the rows are its own from where it comes into being. */
  processes: z.array(selector).min(1),
} satisfies z.ZodRawShape;
