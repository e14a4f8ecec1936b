import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Problem, ProblemsError } from '../authored/problem.ts';
import { type Authored, readAuthored } from '../authored/yaml.ts';
import { type Cast, parseCast } from '../asciicast/index.ts';
import { scenarioDigest } from './scenario.ts';
import { type KernelFile, kernelFileSchema, type Scenario, scenarioSchema, type ScenarioStep } from './schema.ts';

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

/** Names of the recordings that are complete: their kernel.json is there. */
export async function listRecordings(root = RECORDINGS): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names: string[] = [];
  for (const entry of entries) {
    // A recorder builds a recording beside its place, in a folder whose name begins with a dot.
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
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
 * @throws {ProblemsError | CastError} with file, line, field and what to do
 */
export async function loadRecording(name: string, root = RECORDINGS): Promise<Recording> {
  const directory = join(root, name);
  const scenarioFile = join(directory, 'scenario.yaml');
  const kernelFile = join(directory, 'kernel.json');
  const scenarioText = await readText(
    scenarioFile,
    `there is no recording named "${name}"`,
    'Write its scenario.yaml first',
  );
  const authored = readAuthored(scenarioText, scenarioFile, scenarioSchema);
  const scenario = authored.data;
  const again = `Run npm run record -- ${name}`;
  const kernelText = await readText(kernelFile, 'not recorded yet', again);
  const measured = readAuthored(kernelText, kernelFile, kernelFileSchema, { json: true });
  const kernel = measured.data;
  if (kernel.recording !== name)
    measured.fail(
      ['recording'],
      `is "${kernel.recording}", but the folder is "${name}"`,
      `Rename the folder, or run npm run record -- ${name}`,
    );
  const steps = pairSteps(authored, kernel, again);
  const digest = createHash('sha256').update(scenarioText).update('\0').update(kernelText);
  const terminals: RecordedTerminal[] = [];
  for (const [terminal, { label }] of Object.entries(scenario.terminals)) {
    const file = join(directory, `${terminal}.cast`);
    const bytes = await readBytes(file, `terminal "${terminal}" has no cast`, again);
    const cast = parseCast(bytes, file);
    checkMarkers(
      cast,
      steps.filter((s) => s.terminal === terminal),
      file,
      again,
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

/** The scenario's steps with what was measured of each. @throws {ProblemsError} where the two are not of one take */
function pairSteps(scenario: Authored<Scenario>, kernel: KernelFile, again: string): RecordedStep[] {
  const { terminals, steps } = scenario.data;
  const first = Object.keys(terminals)[0]!;
  const problems = steps.flatMap((step, i): Problem[] => {
    const recorded = kernel.steps[i];
    const wrong = (field: string, message: string) => [
      scenario.problem(['steps', i, field], message, `The scenario has been changed since: ${again.toLowerCase()}`),
    ];
    if (!recorded) return wrong('id', `"${step.id}" is not in kernel.json`);
    if (recorded.id !== step.id) return wrong('id', `is "${step.id}", but "${recorded.id}" was recorded`);
    if (recorded.terminal !== (step.terminal ?? first))
      return wrong('terminal', `"${step.id}" was recorded in "${recorded.terminal}"`);
    return [];
  });
  const extra = kernel.steps[steps.length];
  if (extra)
    problems.push(scenario.problem(['steps'], `"${extra.id}" was recorded, but is not in the scenario`, again));
  // One step put in or taken out moves all behind it: the first says which.
  if (problems.length > 0) throw new ProblemsError(problems.slice(0, 1));
  return steps.map(({ status: _expected, ...step }, i) => ({
    ...step,
    terminal: step.terminal ?? first,
    number: i + 1,
    kernel: kernel.steps[i]!,
  }));
}

function checkMarkers(cast: Cast, steps: RecordedStep[], file: string, again: string): void {
  const labels = new Set(cast.events.filter((event) => event.code === 'm').map((event) => event.data));
  const missing = steps.find((step) => !labels.has(step.id));
  if (missing)
    throw new ProblemsError([
      {
        file,
        line: 1,
        message: `no marker of step "${missing.id}": the cast and kernel.json are of different takes`,
        advice: again,
      },
    ]);
}

async function readText(file: string, message: string, advice: string): Promise<string> {
  return (await readBytes(file, message, advice)).toString('utf8');
}

async function readBytes(file: string, message: string, advice: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ProblemsError([{ file: relative('.', file), message, advice }]);
  }
}
