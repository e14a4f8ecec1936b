import type { APIRoute, GetStaticPaths } from 'astro';
import { listRecordings, loadRecording } from '../../../recording/load.ts';
import { replayClock } from '../../../transcript/session.ts';
import type { SnapshotFile } from '../../../sources/recording.client.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  (await listRecordings()).map((name) => ({ params: { name } }));

/** What diagrams follow: the kernel before the first step and after each, and what was measured meanwhile. */
export const GET: APIRoute = async ({ params }) => {
  const recording = await loadRecording(params.name!);
  const { start, steps } = recording.kernel;
  const clock = replayClock(recording);
  const sampled = steps.flatMap(({ start: from, samples }, i) => {
    if (!samples) return [];
    const replay = samples.times.map((ms) => Math.round((clock(from + ms / 1000) - clock(from)) * 1000));
    return [[i + 1, { ...samples, replay }] as const];
  });
  const file: SnapshotFile = {
    snapshots: [start, ...steps.map(({ snapshot }) => snapshot)],
    ...(sampled.length > 0 && { samples: Object.fromEntries(sampled) }),
  };
  return Response.json(file);
};
