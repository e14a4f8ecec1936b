import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Cast, parseCast } from '../asciicast/index.ts';
import { parseScenario, scenarioDigest } from './scenario.ts';
import { type KernelFile, kernelFileSchema, type Scenario, type ScenarioStep } from './schema.ts';

/** Where recordings are, from the project's root: that is where every command of this project runs. */
export const RECORDINGS = join('content', 'recordings');

/** A step of a recording: what was to be done, and what the kernel reported afterwards. */
export interface RecordedStep extends Omit<ScenarioStep, 'status' | 'terminal'> {
  terminal: string;
  /** From 1. */
  number: number;
  /** What was measured: seconds in true time, the shell's exit status, the snapshot. */
  kernel: KernelFile['steps'][number];
}

/** A terminal of a recording. */
export interface RecordedTerminal {
  name: string;
  /** Japanese label, or the name. */
  label: string;
  /** Path of the cast from the project's root. */
  file: string;
  /** Text of the cast file, as it can be downloaded. */
  source: string;
  cast: Cast;
}

/** One folder under content/recordings, read and checked. */
export interface Recording {
  name: string;
  /** Path from the project's root. */
  directory: string;
  scenario: Scenario;
  kernel: KernelFile;
  /** In the scenario's order. */
  terminals: RecordedTerminal[];
  /** In the order they were run. */
  steps: RecordedStep[];
  /** SHA-256 of everything read: equal digests, equal recordings. */
  digest: string;
  /** The scenario has been changed since it was recorded. */
  stale: boolean;
}

/** A recording that cannot be read. The message names file, line, field and what to do. */
export class RecordingError extends Error {
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}: ${problem}`);
    this.name = 'RecordingError';
    this.file = file;
    this.line = line;
  }
}

/** Names of the recordings that are complete: their kernel.json is there. */
export async function listRecordings(root = RECORDINGS): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const complete = await access(join(root, entry.name, 'kernel.json')).then(
      () => true,
      () => false,
    );
    if (complete) names.push(entry.name);
  }
  return names.sort();
}

/**
 * Reads and checks content/recordings/NAME.
 *
 * @throws {RecordingError | ScenarioError | CastError} with file, line and field
 */
export async function loadRecording(name: string, root = RECORDINGS): Promise<Recording> {
  const directory = join(root, name);
  const scenarioFile = join(directory, 'scenario.yaml');
  const kernelFile = join(directory, 'kernel.json');
  const scenarioText = await readText(
    scenarioFile,
    `there is no recording named "${name}": write its scenario.yaml first`,
  );
  const scenario = parseScenario(scenarioText, scenarioFile);
  const kernelText = await readText(kernelFile, `not recorded yet: run npm run record -- ${name}`);
  const kernel = parseKernel(kernelText, kernelFile);
  if (kernel.recording !== name)
    throw new RecordingError(
      kernelFile,
      1,
      `recording: is "${kernel.recording}", but the folder is "${name}". Rename the folder, or run npm run record -- ${name}`,
    );
  const steps = pairSteps(scenario, kernel, scenarioFile, name);
  const digest = createHash('sha256').update(scenarioText).update('\0').update(kernelText);
  const terminals: RecordedTerminal[] = [];
  for (const [terminal, { label }] of Object.entries(scenario.terminals)) {
    const file = join(directory, `${terminal}.cast`);
    const bytes = await readBytes(file, `terminal "${terminal}" has no cast: run npm run record -- ${name}`);
    const cast = parseCast(bytes, file);
    checkMarkers(
      cast,
      steps.filter((s) => s.terminal === terminal),
      file,
      name,
    );
    digest.update('\0').update(bytes);
    terminals.push({ name: terminal, label: label ?? terminal, file, source: bytes.toString('utf8'), cast });
  }
  return {
    name,
    directory,
    scenario,
    kernel,
    terminals,
    steps,
    digest: digest.digest('hex'),
    stale: scenarioDigest(scenario) !== kernel.provenance.scenarioDigest,
  };
}

/**
 * Parses kernel.json.
 *
 * @throws {RecordingError} with the line and field of the first thing wrong
 */
export function parseKernel(text: string, file: string): KernelFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = /line (\d+)/.exec(message)?.[1];
    throw new RecordingError(
      file,
      line ? Number(line) : text.trimEnd().split('\n').length,
      `not JSON: ${message}. Record it again`,
    );
  }
  const result = kernelFileSchema.safeParse(value);
  if (!result.success) throw issueError(result.error, text, file);
  return result.data;
}

/** JSON.parse forgets places, but JSON is YAML, whose parser keeps them. */
function issueError(error: z.ZodError, text: string, file: string): RecordingError {
  const issue = error.issues[0]!;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const path = [...issue.path] as (string | number)[];
  if (issue.code === 'unrecognized_keys') path.push(issue.keys[0]!);
  let offset = 0;
  // What is missing has no place: its nearest parent's is given.
  for (let length = path.length; length >= 0; length -= 1) {
    const at = positionOf(document, path.slice(0, length));
    if (at !== null) {
      offset = at;
      break;
    }
  }
  const field = path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
  return new RecordingError(file, lines.linePos(offset).line, `${field || 'the file'}: ${issue.message}`);
}

function positionOf(document: ReturnType<typeof parseDocument>, path: (string | number)[]): number | null {
  if (path.length === 0) return 0;
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  const key = path.at(-1)!;
  if (isMap(parent)) {
    const pair = parent.items.find((item) => (item.key as { value?: unknown } | null)?.value === key);
    return (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0] ?? null;
  }
  const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
  return node?.range?.[0] ?? null;
}

function pairSteps(scenario: Scenario, kernel: KernelFile, scenarioFile: string, name: string): RecordedStep[] {
  const first = Object.keys(scenario.terminals)[0]!;
  const again = `The scenario has been changed since: run npm run record -- ${name}`;
  scenario.steps.forEach((step, i) => {
    const recorded = kernel.steps[i];
    if (!recorded)
      throw new RecordingError(scenarioFile, 1, `steps[${i}].id: "${step.id}" is not in kernel.json. ${again}`);
    if (recorded.id !== step.id)
      throw new RecordingError(
        scenarioFile,
        1,
        `steps[${i}].id: is "${step.id}", but "${recorded.id}" was recorded. ${again}`,
      );
    if (recorded.terminal !== (step.terminal ?? first))
      throw new RecordingError(
        scenarioFile,
        1,
        `steps[${i}].terminal: "${step.id}" was recorded in "${recorded.terminal}". ${again}`,
      );
  });
  const extra = kernel.steps[scenario.steps.length];
  if (extra)
    throw new RecordingError(scenarioFile, 1, `steps: "${extra.id}" was recorded but is not in the scenario. ${again}`);
  return scenario.steps.map(({ status: _expected, ...step }, i) => ({
    ...step,
    terminal: step.terminal ?? first,
    number: i + 1,
    kernel: kernel.steps[i]!,
  }));
}

function checkMarkers(cast: Cast, steps: RecordedStep[], file: string, name: string): void {
  const labels = new Set(cast.events.filter((event) => event.code === 'm').map((event) => event.data));
  const missing = steps.find((step) => !labels.has(step.id));
  if (missing)
    throw new RecordingError(
      file,
      1,
      `no marker of step "${missing.id}". The cast and kernel.json are of different takes: run npm run record -- ${name}`,
    );
}

async function readText(file: string, advice: string): Promise<string> {
  return (await readBytes(file, advice)).toString('utf8');
}

async function readBytes(file: string, advice: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new RecordingError(relative('.', file), 1, advice);
  }
}
