import { z } from 'astro/zod';

/** What the value of an attribute names: something that must be there, so that a check can look it up and find the nearest. */
type Named =
  /** A folder under content/recordings. */
  | 'recording'
  /** A step of the recording named beside it. */
  | 'step'
  /** A step, or `start`. */
  | 'moment'
  /** A pattern on the output of the step named beside it... */
  | 'output'
  /** ...or on what was typed there. */
  | 'typed'
  /** A selector of processes of the recording named beside it. */
  | 'process'
  /** A stack of layers that the recording named beside it watches. */
  | 'stack'
  /** A cgroup of the recording named beside it, or one above. */
  | 'cgroup'
  /** A directory that the recording named beside it lists. */
  | 'directory'
  /** A key of content/references.yaml. */
  | 'source'
  /** A slug of src/outline.ts. */
  | 'section'
  /** A figure of the chapter. */
  | 'figure'
  /** A cast, by its path. */
  | 'cast';

/** Which attribute names what. */
export const names = z.registry<{ names: Named }>();

/** Folder under content/recordings. */
export const recordingName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "use a recording's name: a-z, 0-9 and -")
  .register(names, { names: 'recording' });
/** Id of a step of the recording named beside it. */
export const stepId = z.string().min(1).register(names, { names: 'step' });
/** Id of a step, or `start`: before the first. */
export const momentName = z.string().min(1).register(names, { names: 'moment' });
/** Regular expression on the step's output: its first group is meant, or the whole match. */
export const outputPattern = z.string().register(names, { names: 'output' });
/** The same on what was typed. */
export const typedPattern = z.string().register(names, { names: 'typed' });
