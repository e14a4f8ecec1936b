import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ProblemsError } from '../authored/problem.ts';
import { loadRecording } from '../recording/load.ts';
import { readDescription } from './description.ts';
import { explained, RecorderError } from './errors.ts';
import { readScenario, recordingNames, recoverRecordings, writeRecording } from './files.ts';
import { withLock } from './lock.ts';
import { restore, savedMachine, type SavedMachine } from './machine.ts';
import { cacheDir, recordingsDir } from './paths.ts';
import { stopAll } from './process.ts';
import { say } from './progress.ts';
import { runScenario, type Session } from './session.ts';
import { compare } from './shape.ts';
import { sweep } from './temporary.ts';
import { ensureTools } from './tools.ts';

const USAGE = `npm run record -- NAME...      records scenarios in a virtual machine
npm run verify -- [NAME...]    runs them again and compares; all without a name
  --jobs N                     N machines at a time (1 unless told)`;

/** Held while recordings are moved: another recorder must not take a folder on its way for one that was left. */
const WRITING = join(cacheDir(), 'writing.lock');

/** A signal has come: nothing is begun any more. */
let stopping = false;

const machines = new Map<string, Promise<SavedMachine>>();

async function run(name: string, jobs: number): Promise<Session> {
  const { scenario, digest } = readScenario(name);
  let saved = machines.get(scenario.image);
  if (!saved) machines.set(scenario.image, (saved = savedMachine(readDescription(scenario.image))));
  const machine = await restore(await saved);
  try {
    return await machine.inItsWords(runScenario(name, scenario, digest, machine, await saved, jobs));
  } finally {
    machine.stop();
  }
}

async function record(name: string, jobs: number): Promise<void> {
  const session = await run(name, jobs);
  await withLock(WRITING, async () => writeRecording(name, session));
}

async function verify(name: string, jobs: number): Promise<void> {
  const recorded = (await loadRecording(name)).kernel;
  const { kernel } = await run(name, jobs);
  const differences =
    recorded.provenance.scenarioDigest === kernel.provenance.scenarioDigest
      ? []
      : ['its scenario changed since it was recorded: record it again'];
  differences.push(...compare(recorded, kernel));
  if (differences.length > 0) throw new RecorderError(`${name} means something else now:\n${differences.join('\n')}`);
}

/** Command, recordings and number of machines from the command line. @throws RecorderError with the usage */
function readArguments(): { command: 'record' | 'verify'; names: string[]; jobs: number } {
  try {
    const {
      positionals: [command, ...names],
      values,
    } = parseArgs({ allowPositionals: true, options: { jobs: { type: 'string', default: '1' } } });
    if ((command === 'record' || command === 'verify') && /^[1-9]\d*$/.test(values.jobs))
      return { command, names, jobs: Number(values.jobs) };
  } catch {
    /* an option nobody knows */
  }
  throw new RecorderError(USAGE);
}

async function main(): Promise<void> {
  const { command, names, jobs } = readArguments();
  if (!existsSync(recordingsDir)) throw new RecorderError(`no ${recordingsDir}`);
  if (command === 'record' && names.length === 0)
    throw new RecorderError(`${USAGE}\n\nrecordings: ${recordingNames().join(' ')}`);
  await ensureTools();
  await withLock(WRITING, async () => recoverRecordings());
  for (const folder of [tmpdir(), cacheDir()]) sweep(folder);
  const list = names.length > 0 ? names : recordingNames();
  for (const name of list) readScenario(name);
  let failed = 0;
  const one = async (name: string) => {
    const from = performance.now();
    say(`${command} ${name}`);
    try {
      await (command === 'record' ? record : verify)(name, jobs);
      say(
        `${name}: ${command === 'record' ? 'recorded' : 'verified'} in ${((performance.now() - from) / 1000).toFixed(1)}s`,
      );
    } catch (cause) {
      if (stopping) return;
      const error = explained(cause, command);
      if (!(error instanceof RecorderError) && !(error instanceof ProblemsError)) throw error;
      failed += 1;
      say(`${name}: FAILED\n${error.message}`);
    }
  };
  const waiting = list.values();
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (const name of waiting) if (!stopping) await one(name);
    }),
  );
  console.log(`${list.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (stopping) process.exit(130);
    stopping = true;
    say(`${signal}: stopping, nothing is written`);
    void stopAll().then(() => process.exit(130));
  });

try {
  await main();
} catch (cause) {
  const error = explained(cause, 'the recorder stopped');
  if (!(error instanceof RecorderError) && !(error instanceof ProblemsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
if (!stopping) process.exit();
