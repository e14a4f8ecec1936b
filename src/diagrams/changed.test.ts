import { describe, expect, it } from 'vitest';
import { loadRecording } from '../recording/load.ts';
import type { Moment, Series } from '../sources/moment.ts';
import { readCapabilities } from './capability-table/capabilities.ts';
import { changed } from './changed.ts';
import { seriesOf } from './shared/source.ts';

/** Recordings that have much happen in each kind of picture, and what an author chose beside the title. */
const KINDS: Record<string, { props?: object; recordings: string[] }> = {
  'capability-grid': {
    props: { known: readCapabilities(), compact: false },
    recordings: ['handmade', 'capability-exec', 'user-namespace'],
  },
  'file-owners': { props: { directory: '/srv/app' }, recordings: ['root-bind-mount', 'userns-remap'] },
  'id-map': { props: { ids: 'both' }, recordings: ['user-namespace', 'rootless'] },
  'namespace-table': { recordings: ['uts-namespace', 'pid-no-fork', 'network-namespace', 'docker-namespaces'] },
  'process-map': { recordings: ['pid-namespace', 'pid1-zombies', 'docker-pause', 'runc-bare'] },
};
const cases = Object.entries(KINDS).flatMap(([kind, { props, recordings }]) =>
  recordings.map((recording) => ({ kind, recording, props })),
);

describe.each(cases)('$kind of $recording', async ({ kind, recording, props }) => {
  const series = seriesOf(await loadRecording(recording));
  const { plan } = (await import(`./${kind}/plan.ts`)) as { plan(series: Series, props: object): unknown };
  const { draw } = (await import(`./${kind}/draw.ts`)) as { draw(moment: Moment, plan: unknown): string };
  const planned = plan(series, { title: 't', ...props });
  const count = series.snapshots.length - 1;
  const at = (number: number, rest: boolean): Moment => ({
    number,
    count,
    snapshot: series.snapshots[number]!,
    before: series.snapshots[number - 1] ?? null,
    rest,
  });
  /** The picture at rest, without which step it is. */
  const picture = (number: number) => draw(at(number, true), planned).replace(/<p class="dg-moment">.*?<\/p>/, '');
  const steps = Array.from({ length: count }, (_none, i) => i + 1);

  it('marks a step if and only if the picture is another after it', () => {
    const marked = steps.filter((number) => changed(kind, at(number, false), planned).length > 0);
    expect(marked).toEqual(steps.filter((number) => picture(number) !== picture(number - 1)));
    expect(marked.length).toBeGreaterThan(0);
  });

  it('says at rest what it shows, and marks nothing', () => {
    for (const number of [0, ...steps]) {
      expect(picture(number)).toMatch(/<p class="dg-note">[^<]{8,}。<\/p>$/);
      const marks = picture(number).replace(/<details class="dg-legend">.*<\/details>/s, '');
      expect(marks).not.toMatch(/class="dg-new|-fresh|この手順で/);
    }
  });
});

it('tells the hues of what changed', async () => {
  const hues = async (kind: string, recording: string, id: string, props: object = {}) => {
    const { snapshots, terminals } = seriesOf(await loadRecording(recording));
    const { plan } = (await import(`./${kind}/plan.ts`)) as { plan(series: Series, props: object): unknown };
    const { kernel } = await loadRecording(recording);
    const number = kernel.steps.findIndex((step) => step.id === id) + 1;
    return changed(
      kind,
      { number, count: null, snapshot: snapshots[number]!, before: snapshots[number - 1]! },
      plan({ snapshots, terminals }, { title: 't', ...props }),
    );
  };
  expect(await hues('namespace-table', 'uts-namespace', 'unshare')).toEqual(['uts']);
  expect(await hues('process-map', 'pid-namespace', 'unshare')).toEqual(['pid']);
  expect(await hues('id-map', 'user-namespace', 'root', { ids: 'both' })).toEqual(['user']);
  const capabilities = { known: readCapabilities(), compact: false, processes: ['box'] };
  expect(await hues('capability-grid', 'handmade', 'caps', capabilities)).toEqual(['ink']);
  expect(await hues('capability-grid', 'handmade', 'ps', capabilities)).toEqual([]);
});

it('refuses a kind that there is not, and a moment at which nobody has moved', () => {
  const moment = { number: 0, count: 1, snapshot: { processes: [] } as never, before: null };
  expect(() => changed('no-such', moment, {})).toThrow(
    'no kind of diagram is called "no-such". There are: capability-grid,',
  );
  expect(() => changed('id-map', { ...moment, rest: true }, {})).toThrow('id-map: a moment at rest changes nothing');
});
