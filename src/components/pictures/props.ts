import { z } from 'astro/zod';
import { outputPattern, recordingName, stepId, typedPattern } from '../names.ts';
import { BARE, type Bare, KINDS, type Kind } from './measures.ts';

const text = z.string().min(1);

/** Attributes of `<Attempts>`. */
export const attempts = {
  /** What the table is called to those who hear it. */
  title: text,
  /** What stands in the way, a column each. Backticks mark code, here and below. */
  walls: z.array(text).min(1),
  ways: z
    .array(
      z.strictObject({
        /** What was tried. */
        name: text,
        /** One for each wall. */
        tries: z.array(
          z.union([
            z.strictObject({
              recording: recordingName,
              step: stepId,
              /** Regular expression on the output: its first group is printed, or the whole match. */
              match: outputPattern,
              /** It went through, and this is why that gains nothing. */
              harmless: text.optional(),
            }),
            z.strictObject({ untried: text }),
          ]),
        ),
      }),
    )
    .min(1),
} satisfies z.ZodRawShape;

/** Attributes of `<MeasureBars>`. */
export const measureBars = {
  kind: z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]),
  /** A value all are compared with, in seconds, bytes or times. */
  line: z.strictObject({ at: z.number().positive(), label: z.string().min(1) }).optional(),
  rows: z
    .array(
      z.strictObject({
        recording: recordingName,
        step: stepId,
        /** Regular expression on the step's output: the value, then perhaps the lowest and the highest. */
        match: outputPattern,
        label: z.string().min(1),
        /** Of bytes that the output prints without one. */
        unit: z.enum(Object.keys(BARE) as [Bare, ...Bare[]]).optional(),
        /** A few words under the label. Backticks mark code. */
        note: z.string().optional(),
        /** `strong` for what the caption speaks of. */
        strong: z.boolean().default(false),
      }),
    )
    .min(2),
} satisfies z.ZodRawShape;

/** Where the axis of years begins and ends. */
export const [FROM, TO] = [1977, 2027];

/** Attributes of `<StepAges>`. */
export const stepAges = {
  /** Folder under content/recordings. */
  recording: recordingName,
  rows: z
    .array(
      z.strictObject({
        step: stepId,
        /** Regular expression on what was typed: the part that is that old. */
        quote: typedPattern,
        /** What it is, in a few words. */
        part: z.string().min(1),
        /** The release it came with. */
        since: z.string().min(1),
        year: z.number().int().min(FROM).max(TO),
      }),
    )
    .min(1),
} satisfies z.ZodRawShape;

/** Attributes of `<TagMoves>`. */
export const tagMoves = {
  /** Folder under content/recordings. */
  recording: recordingName,
  /** What the tag is called. */
  tag: z.string().min(1),
  /** Step that printed both: `TAG sha256:...` of the new, `<none> sha256:...` of the old. */
  list: stepId,
  /** Steps whose last line is what the image said that the tag pointed to. */
  before: stepId,
  after: stepId,
} satisfies z.ZodRawShape;
