import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseScenario, scenarioDigest } from '../recording/scenario.ts';
import type { KernelFile, Scenario } from '../recording/schema.ts';
import { RecorderError } from './errors.ts';
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
    throw new RecorderError(`no ${relative(projectRoot, file)}; there is ${recordingNames().join(', ')}`);
  const text = readFileSync(file, 'utf8');
  const scenario = parseScenario(text, relative(projectRoot, file));
  return { scenario, digest: scenarioDigest(scenario) };
}

/** Puts a session into its recording's folder: built beside it and swapped in whole, so no reader sees half of it. */
export function writeRecording(name: string, session: Session): void {
  const folder = join(recordingsDir, name);
  const fresh = join(recordingsDir, `.${name}.new`);
  const old = join(recordingsDir, `.${name}.old`);
  for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
  mkdirSync(fresh);
  for (const file of readdirSync(folder))
    if (!file.endsWith('.cast') && file !== 'kernel.json')
      cpSync(join(folder, file), join(fresh, file), { recursive: true });
  for (const [terminal, cast] of Object.entries(session.casts)) writeFileSync(join(fresh, `${terminal}.cast`), cast);
  writeFileSync(join(fresh, 'kernel.json'), kernelText(session.kernel));
  renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true });
}

/** JSON with a line for each small object: diffs of it can be read. */
export function kernelText(kernel: KernelFile): string {
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
