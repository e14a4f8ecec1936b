import type { APIRoute, GetStaticPaths } from 'astro';
import type { Series } from '../../../recording/series.client.ts';
import { listRecordings, loadRecording } from '../../../recording/load.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  (await listRecordings()).map((name) => ({ params: { name } }));

/** What diagrams follow: the kernel before the first step and after each. */
export const GET: APIRoute = async ({ params }) => {
  const { kernel } = await loadRecording(params.name!);
  const series: Series = { start: kernel.start, steps: kernel.steps.map(({ id, snapshot }) => ({ id, snapshot })) };
  return Response.json(series);
};
