import type { APIRoute, GetStaticPaths } from 'astro';
import { listRecordings, loadRecording } from '../../../recording/load.ts';
import { listCasts } from '../../../transcript/casts.ts';
import { loadCast } from '../../../transcript/session.ts';

interface Props {
  source: string;
}

export const getStaticPaths = (async () => {
  const recordings = await Promise.all(
    (await listRecordings()).map(async (name) =>
      (await loadRecording(name)).terminals.map(({ name: terminal, source }) => ({
        params: { name, terminal },
        props: { source },
      })),
    ),
  );
  const casts = await Promise.all(
    (await listCasts()).map(async (file) => {
      const { name, source } = await loadCast(file);
      return { params: { name, terminal: name }, props: { source } };
    }),
  );
  return [...recordings.flat(), ...casts];
}) satisfies GetStaticPaths;

/** A terminal's cast, for download: other players play it too. */
export const GET: APIRoute<Props> = ({ props }) =>
  new Response(props.source, { headers: { 'Content-Type': 'application/x-asciicast' } });
