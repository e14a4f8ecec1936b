import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { didYouMean } from '../authored/nearest.ts';
import { parseScenario, scenarioDigest } from '../recording/scenario.ts';
import type { KernelFile, Scenario } from '../recording/schema.ts';
import { explained, RecorderError } from './errors.ts';
import { projectRoot, recordingsDir } from './paths.ts';
import type { Session } from './session.ts';

/** Names of all recordings that have a scenario, sorted. */
export function recordingNames(): string[] {
  return readdirSync(recordingsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(recordingsDir, entry.name, 'scenario.yaml')))
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith('.'))
    .sort();
}

/** @throws RecorderError when there is no such recording, ProblemsError when it is wrong */
export function readScenario(name: string): { scenario: Scenario; digest: string } {
  const file = join(recordingsDir, name, 'scenario.yaml');
  if (!existsSync(file))
    throw new RecorderError(
      `no ${relative(projectRoot, file)}. ${didYouMean(name, recordingNames()) ?? 'Write it first'}`,
    );
  const text = readFileSync(file, 'utf8');
  const scenario = parseScenario(text, relative(projectRoot, file));
  return { scenario, digest: scenarioDigest(scenario) };
}

/**
 * Puts a session into its recording's folder: built beside it and swapped in whole, so no reader sees half of it.
 * @throws RecorderError when it cannot be written; the recording is as it was, and nothing is left beside it
 */
export function writeRecording(name: string, session: Session, root = recordingsDir): void {
  recoverRecording(name, root);
  const { folder, fresh, old } = places(name, root);
  try {
    mkdirSync(fresh);
    for (const file of readdirSync(folder))
      if (!file.endsWith('.cast') && file !== 'kernel.json')
        cpSync(join(folder, file), join(fresh, file), { recursive: true });
    for (const [terminal, cast] of Object.entries(session.casts)) write(join(fresh, `${terminal}.cast`), cast);
    write(join(fresh, 'kernel.json'), kernelText(session.kernel));
    renameSync(folder, old);
    renameSync(fresh, folder);
    rmSync(old, { recursive: true });
  } catch (error) {
    recoverRecording(name, root);
    throw explained(error, `${name}: cannot be written, what was recorded before stands as it was`);
  }
}

/** Writes a file, and waits until the disk has it: a recording is swapped in when it is really there. */
function write(file: string, text: string): void {
  writeFileSync(file, text, { flush: true });
}

/**
 * Sets right what a recorder left that was stopped while it wrote: a recording that it had moved aside is put back, one
 * that was not whole or has been replaced is removed.
 */
function recoverRecording(name: string, root = recordingsDir): void {
  const { folder, fresh, old } = places(name, root);
  if (!existsSync(folder) && existsSync(old)) renameSync(old, folder);
  for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
}

/** {@link recoverRecording} for every recording that has something left beside it. */
export function recoverRecordings(root = recordingsDir): void {
  for (const entry of readdirSync(root)) {
    const [, name] = /^\.(.+)\.(?:new|old)$/.exec(entry) ?? [];
    if (name !== undefined) recoverRecording(name, root);
  }
}

function places(name: string, root: string): { folder: string; fresh: string; old: string } {
  return { folder: join(root, name), fresh: join(root, `.${name}.new`), old: join(root, `.${name}.old`) };
}

/** JSON with a line for each small object: diffs of it can be read. */
function kernelText(kernel: KernelFile): string {
  return `${pretty(kernel, '')}\n`;
}

const WIDTH = 160;

function pretty(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= WIDTH) return flat;
  const inner = `${indent} `;
  const items = Array.isArray(value)
    ? value.map((item) => pretty(item, inner))
    : Object.entries(value)
        .filter(([, v]) => v !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${pretty(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
}
