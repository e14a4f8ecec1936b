import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bitsOf } from '../../kernel/capabilities.ts';
import { loadRecording } from '../../recording/load.ts';
import { readCapabilities } from './capabilities.ts';

describe('content/capabilities.yaml', () => {
  const docker = loadRecording('docker-namespaces');
  const effective = async (command: string) =>
    (await docker).kernel.steps.at(-1)!.snapshot.processes.find((p) => p.args.join(' ') === command)!.capabilities
      .effective;

  it('gives a container by default what the recorded one has', async () => {
    expect(
      readCapabilities()
        .filter((c) => c.docker)
        .map((c) => c.bit),
    ).toEqual(bitsOf(await effective('sleep 1001')));
  });

  it('lists every capability of the recorded kernel', async () => {
    expect(readCapabilities().map((c) => c.bit)).toEqual(bitsOf(await effective('sleep 1004')));
  });

  it('is refused with file and field when one is left out or a field unknown', () => {
    const text = readFileSync('content/capabilities.yaml', 'utf8');
    expect(() => readCapabilities(text.replace(/^.*bit: 12,.*\n/m, ''))).toThrow(
      /^content\/capabilities\.yaml:\d+:\d+: list the capabilities by bit/,
    );
    expect(() => readCapabilities(text.replace('docker: true', 'dockr: true'))).toThrow(
      /^content\/capabilities\.yaml:\d+:\d+: 0\.dockr: "dockr" is not known here\. Did you mean docker\?$/m,
    );
  });
});
