import type { APIRoute, GetStaticPaths } from 'astro';
import { listRecordings, loadRecording } from '../../../recording/load.ts';
import { listCasts } from '../../../transcript/casts.ts';
import { framesName } from '../../../transcript/block-markup.ts';
import type { Frames, Session } from '../../../transcript/model.ts';
import { loadCast, renderCast, sessionOf } from '../../../transcript/session.ts';

interface Props {
  frames: Frames;
}

function pathsOf(name: string, session: Session): { params: { name: string; step: string }; props: Props }[] {
  return session.panes.flatMap((pane) =>
    pane.blocks.flatMap((block) => {
      const step = session.steps[block.step - 1];
      return step && block.output.frames
        ? [{ params: { name, step: framesName(step, pane.terminal) }, props: { frames: block.output.frames } }]
        : [];
    }),
  );
}

export const getStaticPaths: GetStaticPaths = async () => {
  const recordings = await Promise.all(
    (await listRecordings()).map(async (name) => pathsOf(name, await sessionOf(await loadRecording(name)))),
  );
  const casts = await Promise.all(
    (await listCasts()).map(async (file) => {
      const { name, cast } = await loadCast(file);
      return pathsOf(name, await renderCast(cast, name, file));
    }),
  );
  return [...recordings.flat(), ...casts.flat()].map(({ params, props }) => ({ params, props: { ...props } }));
};

/** What a program that redraws its screen showed over time; fetched when its step is played. */
export const GET: APIRoute<Props> = ({ props }) => Response.json(props.frames);
