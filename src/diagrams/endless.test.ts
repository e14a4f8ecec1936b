import { describe, expect, it } from 'vitest';
import type { Process, Snapshot } from '../kernel/snapshot.ts';
import { loadRecording } from '../recording/load.ts';
import type { Moment, Series } from '../sources/moment.ts';
import { KEPT, Sources } from '../sources/sources.ts';
import { keepPlaces } from './shared/places.ts';

/* A machine that goes on for long: what a page keeps of it is bounded, and what is shown keeps its place. */

const { kernel } = await loadRecording('handmade');
const [init, shell] = [kernel.start.processes[0]!, kernel.start.processes.find((p) => p.terminal === 'host')!] as const;
const { terminal: _, ...plain } = shell;
const process = (pid: number, startTime: number, name: string): Process => ({
  ...plain,
  pid,
  startTime,
  ppid: 1,
  nspid: [pid],
  name,
  args: [name],
  namespaces: { ...plain.namespaces, mnt: 4026540000 + pid, user: 4026550000 + pid },
});
/** Of pids there are few, so that they are given again; each third step one begins, and lives for a while. */
const PIDS = 300;
const LIVES = 40;
const living = (number: number): Process[] =>
  Array.from({ length: Math.ceil(LIVES / 3) + 1 }, (_none, back) => Math.floor(number / 3) - back)
    .filter((born) => born >= 0 && number < born * 3 + (born % 2 === 0 ? LIVES : 2))
    // They come in no order of pids, and do other things later on.
    .map((born) => process(400 + ((born * 7919) % PIDS), 1000 + born, number % 5 === 0 ? 'busy' : 'idle'))
    .sort((a, b) => a.pid - b.pid);
const snapshot = (number: number): Snapshot => ({
  ...kernel.start,
  processes: [init, shell, process(3000, 999, number < 10 ? 'chosen' : 'other'), ...living(number)],
  cgroups: living(number).map(({ pid }) => ({
    path: `/c${pid}`,
    inode: pid,
    controllers: [],
    subtreeControl: [],
    processes: [pid],
  })),
  stacks: living(number).map(({ pid }) => ({
    name: `s${pid}`,
    kind: 'overlay',
    id: '',
    writable: false,
    layers: [{ directory: `/l${pid}`, bytes: 1 }],
  })),
});

interface Place {
  path?: string;
  inode?: number;
  pid?: number;
  startTime?: number;
  terminal?: string;
  name?: string;
}
interface Planned {
  rows: Place[];
  known: (Place & { view: Place })[];
  rooms: Place[];
}

/** What has a place in a plan, in order, and how many steps of the 10,000 are tried. */
const kinds: Record<string, { props?: object; places: (plan: Planned) => Place[]; steps: number }> = {
  'namespace-table': { places: (plan) => plan.rows, steps: 10_000 },
  'process-map': { places: (plan) => plan.known, steps: 2000 },
  'capability-grid': { props: { known: [], compact: true }, places: (plan) => plan.rows, steps: 300 },
  'cgroup-tree': { places: (plan) => plan.known, steps: 300 },
  'file-owners': { props: { directory: '/srv' }, places: (plan) => plan.rows, steps: 300 },
  'layer-stack': { places: (plan) => plan.known.map((k) => k.view), steps: 300 },
  'root-tree': { places: (plan) => plan.rooms, steps: 300 },
};
const keyOf = (place: Place): string =>
  `${String(place.path ?? place.inode ?? place.pid ?? place.terminal ?? place.name)}@${place.startTime}`;

describe.each(Object.entries(kinds))('%s', async (kind, { props, places, steps }) => {
  const { plan } = (await import(`./${kind}/plan.ts`)) as {
    plan(series: Series, props: object, shown?: Planned): Planned;
  };

  it('keeps the order of what it shows, and lets go of what ended long ago', () => {
    const sources = new Sources();
    const machine = sources.provide('machine', 'lab', { terminals: { host: 'host' } });
    let shown: Planned | undefined;
    let most = 0;
    let moved = 0;
    let seen = 0;
    for (let number = 0; number < steps; number += 1) {
      machine.publish({ number, count: null, snapshot: snapshot(number), before: null } satisfies Moment);
      const next = plan(sources.get('machine').series, { title: 't', ...props }, shown);
      const [before, now] = [shown ? places(shown).map(keyOf) : [], places(next).map(keyOf)];
      expect(new Set(now).size).toBe(now.length);
      const [was, is] = [new Set(before), new Set(now)];
      const stayed = before.filter((key) => is.has(key));
      if (stayed.join() !== now.filter((key) => was.has(key)).join()) moved += 1;
      most = Math.max(most, now.length);
      seen += now.length - stayed.length;
      shown = next;
    }
    expect(moved).toBe(0);
    expect(seen, 'many came').toBeGreaterThan(steps / 4);
    expect(most, 'few are kept').toBeLessThan((KEPT + LIVES) / 3 + 8);
  }, 120_000);
});

it('a process that was chosen once keeps its row while it lives, whatever it executes', async () => {
  const { plan } = await import('./namespace-table/plan.ts');
  const series = (from: number) => ({
    snapshots: Array.from({ length: KEPT }, (_none, at) => snapshot(from + at)),
    terminals: {},
  });
  const chosen = { title: 't', processes: ['chosen'] };
  const shown = plan(series(0), chosen);
  expect(shown.rows.map((row) => row.pid)).toEqual([3000]);
  expect(plan(series(100), chosen, shown).rows.map((row) => [row.pid, row.last])).toEqual([[3000, KEPT - 1]]);
  expect(plan({ snapshots: [kernel.start], terminals: {} }, chosen, shown).rows).toEqual([]);
});

it('the map shows the one it has shown, as long as that has left the initial namespace as well', async () => {
  const { plan } = await import('./id-map/plan.ts');
  const series = (...numbers: number[]) => ({ snapshots: numbers.map(snapshot), terminals: {} });
  const chosen = { title: 't', process: '^(busy|idle)$', ids: 'uid' } as const;
  const first = plan(series(6, 7), { ...chosen, process: { pid: 638 } });
  const later = plan(series(30, 31), chosen, first);
  expect(later.row).toMatchObject({ pid: first.row.pid, startTime: first.row.startTime });
  expect(plan(series(30, 31), chosen).row.pid).not.toBe(first.row.pid);
  expect(plan(series(90), chosen, later).row.startTime).not.toBe(first.row.startTime);
});

describe('places', () => {
  const placed = (fresh: string, shown?: string) =>
    keepPlaces([...fresh], shown === undefined ? undefined : [...shown], (one) => one).join('');

  it.each([
    ['abc', undefined, 'abc'],
    ['abc', '', 'abc'],
    ['abc', 'cba', 'cba'],
    ['axb', 'ab', 'axb'],
    ['xab', 'ba', 'xba'],
    ['axyb', 'ba', 'baxy'],
    ['b', 'abc', 'b'],
    ['', 'abc', ''],
  ])('of %s where %s was shown: %s', (fresh, shown, right) => {
    expect(placed(fresh, shown)).toBe(right);
  });
});
