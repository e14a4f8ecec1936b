import { loadRecording } from '../../recording/load.ts';
import type { Moment } from '../../sources/moment.ts';
import type { Selector } from '../shared/select.ts';
import { checkSelectors, momentAt, seriesOf } from '../shared/source.ts';
import { STRINGS, type StringId } from './model.ts';
import { plan, type Plan } from './plan.ts';
import { SECTIONS } from './sections.ts';

/**
 * The score of a recording, and the moment at which it stands before anybody moves.
 * @param at file and line of who asks, for the error
 * @param address of a path from the site's root
 * @throws where there is no such recording, or no process that a selector fits
 */
export async function readScore(
  name: string,
  { title, processes }: { title: string; processes: readonly Selector[] },
  at: string,
  address: (path: string) => string,
): Promise<{ plan: Plan; moment: Moment }> {
  const recording = await loadRecording(name);
  const series = seriesOf(recording);
  checkSelectors(series, processes, at);
  return {
    plan: plan(series, {
      title,
      processes,
      steps: recording.steps.map(({ id, run, keys }) => ({ id, command: run ?? keys!.join(' ') })),
      address: `#${name}.`,
      sections: Object.fromEntries(STRINGS.map((string) => [string, address(SECTIONS[string])])) as Record<
        StringId,
        string
      >,
    }),
    moment: momentAt(recording, undefined, at),
  };
}
