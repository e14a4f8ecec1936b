import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NAMESPACE_TYPES } from '../../kernel/snapshot.ts';
import { loadRecording } from '../../recording/load.ts';
import { readTypes } from './types.ts';

describe('content/namespaces.yaml', () => {
  it('says of Docker 26.1 what the recorded container says', async () => {
    const { kernel } = await loadRecording('docker-namespaces');
    const { processes } = kernel.steps[0]!.snapshot;
    const [host] = processes;
    const container = processes.find((p) => p.args.join(' ') === 'sleep 1001');
    expect(Object.fromEntries(readTypes().map((row) => [row.type, row.docker['26.1']]))).toEqual(
      Object.fromEntries(NAMESPACE_TYPES.map((type) => [type, container?.namespaces[type] !== host?.namespaces[type]])),
    );
  });

  it('is refused with file and field when a type is missing or a field unknown', () => {
    const text = readFileSync('content/namespaces.yaml', 'utf8');
    expect(() => readTypes(text.replace('type: uts', 'type: mnt'))).toThrow(
      /^content\/namespaces\.yaml:\d+:\d+: list each of mnt, uts/,
    );
    expect(() => readTypes(text.replace('flag: CLONE_NEWUTS', 'flg: CLONE_NEWUTS'))).toThrow(
      /^content\/namespaces\.yaml:\d+:\d+: 1\.flg: .*Did you mean flag\?$/m,
    );
  });
});
