import type { APIRoute, GetStaticPaths } from 'astro';
import { listRecordings, loadRecording } from '../../../recording/load.ts';
import type { SnapshotFile } from '../../../sources/recording.client.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  (await listRecordings()).map((name) => ({ params: { name } }));

/** What diagrams follow: the kernel before the first step and after each. */
export const GET: APIRoute = async ({ params }) => {
  const { kernel } = await loadRecording(params.name!);
  const file: SnapshotFile = { snapshots: [kernel.start, ...kernel.steps.map(({ snapshot }) => snapshot)] };
  return Response.json(file);
};
