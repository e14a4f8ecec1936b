import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../kernel/snapshot.ts';
import { loadRecording } from '../../recording/load.ts';
import { momentAt, seriesOf } from '../shared/source.ts';
import { alertsOf } from './alerts.ts';
import { HEARD } from './heard.ts';
import { draw } from './draw.ts';
import type { Plan } from './plan.ts';
import { examples, large } from './examples.ts';
import { bytes, GAUGED, gaugesOf } from './gauges.ts';
import { knownCgroups } from './plan.ts';

const recording = await loadRecording('cgroup-namespace');
const known = knownCgroups(seriesOf(recording).snapshots, '/demo', GAUGED);
const at = (step: string) =>
  draw(momentAt(recording, step, 'test'), { title: 't', known, controllers: GAUGED, heard: HEARD, legend: '' });
const made = (name: string) => {
  const { moment, plan } = examples.find((e) => e.name === name)!.made!;
  return { moment, plan: plan as unknown as Plan };
};
const drawn = (name: string) => draw(made(name).moment, made(name).plan);
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const gauges = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/data-gauge="([^"]+)" data-current="([^"]*)" data-max="([^"]+)"/g)].map((m) => [
      m[1],
      [m[2], m[3]],
    ]),
  );

describe('the cgroup tree of a recording', () => {
  it('shows what the kernel reported', () => {
    const cgroup = momentAt(recording, 'join', 'test').snapshot.cgroups.find((c) => c.path === '/demo')!;
    expect(gauges(at('join'))).toMatchObject({
      pids: [String(cgroup.pids!.current), '20'],
      memory: [String(cgroup.memory!.current), 'max'],
      cpu: ['', 'max'],
    });
    expect(plain(at('join'))).toContain(`bash ${cgroup.processes[0]}`);
  });

  it('keeps the place of what is not there yet', () => {
    expect(plain(at('start'))).toContain('まだない');
    expect(at('start').match(/ct-gauge/g)).toEqual(at('join').match(/ct-gauge/g));
  });

  it('marks a new cgroup, a new limit and a member that moved, once each', () => {
    for (const step of ['make', 'limit', 'join']) expect(at(step).match(/ ct-fresh/g), step).toHaveLength(1);
    expect(plain(at('limit'))).toContain('pids の上限が 20 になりました');
    expect(plain(at('join'))).toMatch(/bash \d+ が入りました/);
  });
});

describe('a step that met limits', () => {
  it('says in words what the counters say', () => {
    const text = plain(drawn('oom-kill'));
    expect(text).toContain('oom_kill 0 → 1 OOM killでプロセスが強制終了されました');
    expect(text).toContain('nr_throttled 0 → 29');
    expect(text).toContain('（合わせて1.5秒）');
  });

  it("says used cores only as an average the kernel's clock gives", () => {
    expect(plain(drawn('oom-kill'))).toContain('0.50 / 0.50 コア');
    const { moment, plan } = made('oom-kill');
    const { uptime: _, ...clockless } = moment.before!;
    expect(plain(draw({ ...moment, before: clockless }, plan))).toContain('— / 0.50 コア');
  });

  it('tells an event where it happened, not in the cgroups above', () => {
    const { snapshot } = made('large').moment;
    const hit = snapshot.cgroups.find((c) => (c.memory?.events?.['oom_kill'] ?? 0) > 0)!;
    const above = snapshot.cgroups.find((c) => c.path === '/kubepods.slice')!;
    above.memory!.events = { ...hit.memory!.events };
    expect(alertsOf(made('large').moment, hit, HEARD).map((a) => a.counter)).toEqual(['oom_kill', 'max']);
    expect(alertsOf(made('large').moment, above, HEARD)).toEqual([]);
  });

  it('does not take a cgroup made anew for the one that was removed', () => {
    const { moment, plan } = made('oom-kill');
    const snapshot = structuredClone(moment.snapshot) as Snapshot;
    snapshot.cgroups.find((c) => c.path === '/demo')!.inode = 99;
    const before = structuredClone(moment.before) as Snapshot;
    before.cgroups.find((c) => c.path === '/demo')!.inode = 98;
    expect(plain(draw({ ...moment, snapshot, before }, plan))).toContain(
      '/demo：OOM killでプロセスが強制終了されました。できました。',
    );
  });
});

describe('a tree of 200 cgroups', () => {
  it('is folded below the level that fits, and says where something happened', () => {
    expect(large().cgroups.length).toBeGreaterThanOrEqual(200);
    const html = drawn('large');
    expect(html.match(/<details [^>]*data-cgroup="[^"]+" open>/g)).toHaveLength(1);
    expect(html).toMatch(/data-cgroup="\/kubepods.slice">[\s\S]*?中に177個 <b>▲ 変化あり/);
  });

  it('unfolds what is asked for', () => {
    const { moment, plan } = made('large');
    expect(draw(moment, { ...plan, open: ['/kubepods.slice/kubepods-burstable.slice'] })).toMatch(
      /data-cgroup="\/kubepods.slice\/kubepods-burstable.slice" open/,
    );
  });
});

it('says in its own unit what is over a limit of 0', () => {
  const { moment } = made('settings');
  const cgroup = moment.snapshot.cgroups.find((c) => c.memory?.swap)!;
  const left = { ...cgroup, memory: { ...cgroup.memory!, swap: 106496, swapMax: 0 } };
  expect(gaugesOf(moment, left, undefined, ['memory']).find((g) => g.key === 'swap')).toMatchObject({
    now: '104 KiB',
    limit: '0 B',
  });
});

it('escapes names', () => {
  const { moment, plan } = made('gone');
  const snapshot = {
    ...moment.snapshot,
    cgroups: [{ path: '/<b>"', controllers: [], subtreeControl: [], processes: [7] }],
  };
  const html = draw({ ...moment, snapshot }, { ...plan, known: knownCgroups([snapshot], '/', GAUGED) });
  expect(html).toContain('&lt;b&gt;');
  expect(html).not.toMatch(/<b>"/);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1024, '1 KiB'],
  [1000 * 1024, '0.98 MiB'],
  [63.1 * 1024 ** 2, '63.1 MiB'],
  [2 ** 30, '1 GiB'],
])('writes %d bytes as %s', (n, text) => {
  expect(bytes(n)).toBe(text);
});
