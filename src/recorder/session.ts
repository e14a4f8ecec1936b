import { writeCast, type Cast } from '../asciicast/index.ts';
import { ProbeError } from '../kernel/errors.ts';
import type { Snapshot } from '../kernel/snapshot.ts';
import { probeDigest } from '../probe/scripts.ts';
import { takeSnapshot } from '../probe/snapshot.ts';
import type { KernelFile, Provenance, Scenario, ScenarioStep } from '../recording/schema.ts';
import { Console } from './console.ts';
import { RecorderError } from './errors.ts';
import { MAX_TERMINALS, SAMPLES_PORT, type Machine, type SavedMachine } from './machine.ts';
import { say } from './progress.ts';
import { Sampler } from './sampler.ts';

/** A line typed must be on the screen within this time; a machine without KVM may take a while to echo it. */
const ECHO_SECONDS = 20;

/** What running a scenario gave: the generated files of a recording. */
export interface Session {
  /** asciicast v3 text by terminal. */
  casts: Record<string, string>;
  kernel: KernelFile;
}

/**
 * Runs a scenario in a machine just restored.
 * @param scenarioDigest scenarioDigest() of the scenario
 * @param patience what a step may take, times this: machines at work side by side share the processors
 * @throws RecorderError naming the step, what was expected and the screen, when the kernel disagrees
 */
export async function runScenario(
  name: string,
  scenario: Scenario,
  scenarioDigest: string,
  machine: Machine,
  saved: SavedMachine,
  patience = 1,
): Promise<Session> {
  const names = Object.keys(scenario.terminals);
  if (names.length > MAX_TERMINALS) throw new RecorderError(`${name}: at most ${MAX_TERMINALS} terminals`);
  if (scenario.setup !== undefined) await machine.agent.run(`set -e\n${scenario.setup}`, 300 * patience);
  const provenance = await readProvenance(machine, saved, scenarioDigest);

  let origin = performance.now();
  const clock = () => (performance.now() - origin) / 1000;
  const consoles = new Map<string, Console>();
  const pids: Record<string, number> = {};
  for (const [index, [terminal, spec]] of Object.entries(scenario.terminals).entries()) {
    const socket = await machine.terminal(index);
    const console = new Console(terminal, socket, spec.cols, spec.rows, clock);
    await machine.agent.run(
      `systemd-run --quiet --collect --unit=recorder-terminal-${index} -p WorkingDirectory=/ /usr/local/lib/recorder/terminal.sh ${index} ${spec.user} ${spec.cols} ${spec.rows}`,
    );
    await console.prompt(60);
    pids[terminal] = Number((await machine.agent.run(`cut -d' ' -f1 /run/recorder-terminal-${index}`)).trim());
    consoles.set(terminal, console);
  }
  const asked = async <T>(when: string, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof ProbeError) throw new RecorderError(`${name}, ${when}: ${error.message}`);
      throw error;
    }
  };
  const snapshot = (when: string): Promise<Snapshot> => asked(when, takeSnapshot(machine.agent, scenario.watch, pids));
  const sampler = scenario.steps.some((step) => step.sample)
    ? new Sampler(machine.agent, await machine.samples(), SAMPLES_PORT, scenario.watch.cgroups, clock)
    : null;

  const start = await snapshot('before the first step');
  origin = performance.now();
  for (const console of consoles.values()) console.startRecording();
  const steps: KernelFile['steps'] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const terminal = step.terminal ?? (names[0] as string);
    say(`  ${name} ${index + 1}/${scenario.steps.length} ${terminal}: ${step.run ?? (step.keys ?? []).join(' ')}`);
    if (step.sample) await sampler?.begin();
    const result = await runStep(name, step, consoles.get(terminal) as Console, clock, patience);
    const samples = step.sample && sampler && (await asked(`during step ${step.id}`, sampler.end(result.start)));
    steps.push({
      id: step.id,
      terminal,
      ...result,
      ...(samples ? { samples } : {}),
      snapshot: await snapshot(`after step ${step.id}`),
    });
  }
  return {
    casts: Object.fromEntries(
      [...consoles].map(([terminal, console]) => [terminal, cast(scenario, terminal, console, provenance)]),
    ),
    kernel: { format: 1, recording: name, provenance, start, steps },
  };
}

/**
 * Types one step into its terminal and waits for its end.
 *
 * @throws RecorderError naming the step, what was expected and what came, when the kernel disagrees
 */
export async function runStep(
  recording: string,
  step: ScenarioStep,
  console: Console,
  clock: () => number,
  patience: number,
): Promise<{ start: number; duration: number; status: number | null }> {
  const fail = (problem: string) =>
    new RecorderError(`${recording}, step ${step.id} (${step.run ?? (step.keys ?? []).join(' ')}): ${problem}`);
  try {
    console.marker(step.id);
    const start = clock();
    if (step.run !== undefined) await console.type(step.run, ECHO_SECONDS * patience);
    else await console.keys(step.keys ?? []);
    const entered = clock();
    if (step.until !== undefined) await console.match(new RegExp(step.until, 'm'), step.timeout * patience);
    else await console.prompt(step.timeout * patience);
    const duration = clock() - entered;

    const output = console.screen.output();
    const shown = `its output:\n${output}\n(end of output)`;
    if (step.status !== 'any' && step.until === undefined) {
      if (console.status === null && step.status !== 0)
        throw fail(
          `expected exit status ${step.status}, and this shell reports none. Let the step show it (echo $?); ${shown}`,
        );
      if (console.status !== null && console.status !== step.status)
        throw fail(`exit status ${console.status}, expected ${step.status}; ${shown}`);
    }
    for (const expected of step.expect) {
      const wanted = typeof expected === 'string';
      const source = wanted ? expected : expected.not;
      if (new RegExp(source, 'm').test(output) !== wanted)
        throw fail(`expected ${wanted ? 'a match of' : 'no match of'} /${source}/m; ${shown}`);
    }
    return { start: round(start), duration: round(duration), status: step.until === undefined ? console.status : null };
  } catch (error) {
    if (error instanceof RecorderError && !error.message.startsWith(recording)) throw fail(error.message);
    throw error;
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function cast(scenario: Scenario, terminal: string, console: Console, provenance: Provenance): string {
  const spec = scenario.terminals[terminal] as Scenario['terminals'][string];
  const header: Omit<Cast, 'version' | 'events'> = {
    cols: spec.cols,
    rows: spec.rows,
    termType: 'xterm-256color',
    timestamp: Math.floor(Date.parse(provenance.recordedAt) / 1000),
    idleTimeLimit: scenario.idle,
    title:
      Object.keys(scenario.terminals).length > 1 ? `${scenario.title} (${spec.label ?? terminal})` : scenario.title,
  };
  return writeCast({ ...header, events: console.events });
}

async function readProvenance(machine: Machine, saved: SavedMachine, scenarioDigest: string): Promise<Provenance> {
  const lines = (
    await machine.agent.run(
      [
        '. /etc/os-release; echo "$PRETTY_NAME"',
        'cat /proc/sys/kernel/osrelease',
        'docker version --format "{{.Server.Version}}" 2>/dev/null || echo',
        'runc --version 2>/dev/null | sed -n "s/^runc version //p" | grep . || echo',
        'containerd --version 2>/dev/null | cut -d" " -f3 | grep . || echo',
        '[ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ] && echo v2 || echo v1',
      ].join('\n'),
    )
  ).split('\n');
  const [distribution = '', kernel = '', docker, runc, containerd, cgroup] = lines;
  return {
    distribution,
    kernel,
    docker: docker || null,
    runc: runc || null,
    containerd: containerd || null,
    cgroup: cgroup === 'v2' ? 'v2' : 'v1',
    recordedAt: new Date().toISOString(),
    accelerator: saved.accelerator,
    qemu: saved.qemu,
    image: saved.description.name,
    imageDigest: saved.description.digest,
    probeDigest: probeDigest(),
    scenarioDigest,
  };
}
