import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, problemsOf } from '../authored/problem.ts';
import type { Chapter } from '../chapter/read.ts';
import { capturedStep, type CapturedStep } from '../components/captured/captured.ts';
import { FILE as REFERENCES, parseReferences } from '../components/references/references.ts';
import { loadRecording, RECORDINGS, type Recording } from '../recording/load.ts';
import { readFileSync } from 'node:fs';

/** What chapters may name. Everything is read once; what cannot be read is empty here, and told by ./project.ts. */
export interface Site {
  /** Recordings that have a scenario, taken or not. */
  recordingNames: readonly string[];
  /** A recording, or why it cannot be read. */
  recording(name: string): Promise<Recording | Problem[]>;
  /** What one step of a recording shows. */
  step(recording: string, step: string): Promise<CapturedStep>;
  /** Keys of content/references.yaml; undefined where it cannot be read. */
  sources: ReadonlySet<string> | undefined;
  /** Every chapter that can be read, by slug, for links between them. */
  chapters: ReadonlyMap<string, Chapter>;
}

/** The project's own site. @param chapters all that could be read, by slug */
export function readSite(chapters: ReadonlyMap<string, Chapter>): Site {
  const recordings = new Map<string, Promise<Recording | Problem[]>>();
  const steps = new Map<string, Promise<CapturedStep>>();
  const once = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    const known = map.get(key) ?? make();
    map.set(key, known);
    return known;
  };
  let sources: ReadonlySet<string> | undefined;
  try {
    sources = new Set(parseReferences(readFileSync(REFERENCES, 'utf8'), REFERENCES).keys());
  } catch {
    // ./project.ts says why.
  }
  return {
    recordingNames: readdirSync(RECORDINGS).filter(
      (name) => !name.startsWith('.') && existsSync(join(RECORDINGS, name, 'scenario.yaml')),
    ),
    recording: (name) =>
      once(recordings, name, () =>
        loadRecording(name).catch((error: unknown) => problemsOf(error, join(RECORDINGS, name))),
      ),
    step: (recording, step) => once(steps, `${recording} ${step}`, () => capturedStep(recording, step, '')),
    sources,
    chapters,
  };
}
