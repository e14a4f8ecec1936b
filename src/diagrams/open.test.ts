import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Process, Snapshot } from '../kernel/snapshot.ts';
import { loadRecording } from '../recording/load.ts';
import type { Moment, Series } from '../sources/moment.ts';
import { readCapabilities } from './capability-table/capabilities.ts';

/* A source without an end shows what nobody foresaw: in every diagram it gets a place when it comes. */

const NEWCOMER = 'newcomer';
const PID = 4242;
const OWN = 4026539999;

const base = (await loadRecording('handmade')).kernel.start;
const terminals = { host: 'host' };
const hostMnt = base.processes[0]!.namespaces.mnt!;

/** The machine with more in it than before. */
function grown(more: (snapshot: Snapshot) => void): Snapshot {
  const snapshot = structuredClone(base);
  more(snapshot);
  return snapshot;
}
function process(snapshot: Snapshot, of: Partial<Process> = {}): void {
  const shell = snapshot.processes.find((p) => p.terminal === 'host')!;
  const { terminal: _, ...plain } = structuredClone(shell);
  snapshot.processes.push({
    ...plain,
    pid: PID,
    ppid: shell.pid,
    nspid: [PID],
    name: NEWCOMER,
    args: [NEWCOMER],
    ...of,
  });
}

/** For each kind: what its author chose, how the machine grows, and what is then to be seen that was not before. */
const kinds: Record<string, { props?: object; more: (snapshot: Snapshot) => void; sees: RegExp }> = {
  'capability-grid': {
    props: { known: readCapabilities(), compact: false },
    more: (s) => process(s),
    sees: /<section class="cg-panel[^>]*>.*newcomer.*PID 4242/s,
  },
  'cgroup-tree': {
    more: (s) =>
      s.cgroups.push({
        path: '/newcomer',
        inode: 99,
        controllers: ['pids'],
        subtreeControl: [],
        processes: [PID],
      } as never),
    sees: /data-cgroup="\/newcomer"/,
  },
  'file-owners': {
    props: { directory: '/srv' },
    more: (s) => {
      s.files = {
        [hostMnt]: [
          { path: '/srv', depth: 1, entries: [{ path: NEWCOMER, type: 'file', mode: '0644', uid: 0, gid: 0 }] },
        ],
      };
    },
    sees: /data-file="newcomer"/,
  },
  'id-map': { props: { ids: 'uid', process: NEWCOMER }, more: (s) => process(s), sees: /newcomer（PID 4242）のUID/ },
  'layer-stack': {
    more: (s) => {
      s.files = {
        [hostMnt]: [
          {
            path: '/lower',
            depth: 1,
            entries: [{ path: NEWCOMER, type: 'file', mode: '0644', uid: 0, gid: 0, size: 1 }],
          },
        ],
      };
      s.stacks = [
        { name: 'lab', kind: 'overlay', id: 'lab', writable: false, layers: [{ directory: '/lower', bytes: 1 }] },
      ];
    },
    sees: /data-layer="\/lower".*data-path="newcomer"/s,
  },
  'namespace-table': {
    more: (s) => process(s, { namespaces: { ...s.processes[0]!.namespaces, uts: OWN } }),
    sees: new RegExp(`newcomer.*data-world="uts:${OWN}"`, 's'),
  },
  'process-map': { more: (s) => process(s), sees: /data-pid="4242"/ },
  'root-tree': {
    more: (s) => {
      process(s, { namespaces: { ...s.processes[0]!.namespaces, mnt: OWN }, root: '/jail', cwd: '/jail' });
    },
    sees: new RegExp(`data-mnt="${OWN}"`),
  },
};

describe.each(Object.entries(kinds))('%s of a source without an end', async (kind, { props, more, sees }) => {
  const { plan } = (await import(`./${kind}/plan.ts`)) as { plan(series: Series, props: object): unknown };
  const { draw } = (await import(`./${kind}/draw.ts`)) as { draw(moment: Moment, plan: unknown): string };
  /** As the page draws it after the last of some snapshots. */
  const shown = (snapshots: Snapshot[]): string => {
    const planned = plan({ snapshots, terminals }, { title: 't', ...props });
    const number = snapshots.length - 1;
    return draw({ number, count: null, snapshot: snapshots[number]!, before: snapshots[number - 1] ?? null }, planned);
  };

  it('shows what nobody foresaw, and keeps the place of what has gone', () => {
    expect(shown([base])).not.toMatch(sees);
    const html = shown([base, base, grown(more)]);
    expect(html).toMatch(sees);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
    expect(shown([base, base, grown(more), base])).not.toMatch(/undefined|NaN|\[object/);
  });

  it('is planned alike from data that went over a wire', () => {
    const series = { snapshots: [base, grown(more)], terminals };
    const chosen = { title: 't', ...props };
    expect(plan(structuredClone(series), JSON.parse(JSON.stringify(chosen)) as object)).toEqual(plan(series, chosen));
    const planned = plan(series, chosen);
    const moment = { number: 1, count: null, snapshot: grown(more), before: base };
    expect(draw(moment, JSON.parse(JSON.stringify(planned)))).toBe(draw(moment, planned));
  });
});

it('is so of every kind that follows a source, but for those that are drawn from what was printed or typed', () => {
  const following = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.astro') && readFileSync(`${import.meta.dirname}/${file}`, 'utf8').includes('<Diagram '),
    )
    .map((file) => file.split('/')[0]!);
  expect(following.toSorted()).toEqual([...Object.keys(kinds), 'digest-tree', 'score'].toSorted());
});

it('draws a stack whose sheets were exchanged as it is since then', async () => {
  const { plan } = await import('./layer-stack/plan.ts');
  const { draw } = await import('./layer-stack/draw.ts');
  const stack = (...directories: string[]) =>
    grown((s) => {
      s.files = {
        [hostMnt]: directories.map((path) => ({
          path,
          depth: 1,
          entries: [{ path: 'file', type: 'file', mode: '0644', uid: 0, gid: 0, size: 1 }],
        })),
      };
      s.stacks = [
        {
          name: 'app',
          kind: 'image',
          id: '',
          writable: false,
          layers: directories.map((directory) => ({ directory, bytes: 1 })),
        },
      ];
    });
  const snapshots = [stack('/1', '/2', '/3'), stack('/1', '/4')];
  const html = draw(
    { number: 1, count: null, snapshot: snapshots[1]!, before: snapshots[0]! },
    plan({ snapshots, terminals }, { title: 't' }),
  );
  expect([...html.matchAll(/data-layer="([^"]+)"/g)].map((m) => m[1])).toEqual(['/4', '/1']);
});
