import { describe, expect, it } from 'vitest';
import { mergedEntries } from '../../kernel/fixtures/merged-entries.ts';
import { loadRecording } from '../../recording/load.ts';
import { seriesOf } from '../shared/source.ts';
import { entriesOf } from './model.ts';

describe.each(['overlay-by-hand', 'container-layer'])('%s', async (name) => {
  const recording = await loadRecording(name);
  const steps = ['start', ...recording.steps.map((s) => s.id)];
  const seen = seriesOf(recording).snapshots.flatMap((snapshot, i) =>
    (snapshot.stacks ?? [])
      .filter((s) => s.merged)
      .map((stack) => ({ at: `${stack.name} after ${steps[i]}`, snapshot, stack })),
  );

  it('shows what the kernel lists where the layers are mounted, after every step', () => {
    expect(seen.length).toBeGreaterThan(5);
    for (const { at, snapshot, stack } of seen) {
      const { mnt, path } = stack.merged!;
      const listed = snapshot.files![mnt]!.find((t) => t.path === path)!.entries;
      expect(listed.length, at).toBeGreaterThan(3);
      expect(mergedEntries(stack.layers.map((l) => entriesOf(snapshot, l.directory))), at).toEqual(listed);
    }
  });
});
