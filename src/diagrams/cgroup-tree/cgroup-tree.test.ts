import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../kernel/snapshot.ts';
import { loadRecording } from '../../recording/load.ts';
import { stepped } from '../shared/fixtures/stepped.ts';
import { isQuiet } from '../shared/frame.ts';
import { momentAt, seriesOf } from '../shared/source.ts';
import { alertsOf } from './alerts.ts';
import { draw } from './draw.ts';
import { examples, large } from './examples.ts';
import { bytes, gaugesOf } from './gauges.ts';
import { HEARD } from './heard.ts';
import { plan, type Plan } from './plan.ts';

const recording = await loadRecording('cgroup-namespace');
const planned = plan(seriesOf(recording), { title: 't', root: '/demo' });
const at = (step: string) => draw(stepped(recording, step, 'test'), planned);
const made = (name: string) => {
  const example = examples.find((e) => e.name === name)!.made!;
  return { moment: example.moment, plan: example.plan as unknown as Plan };
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
    expect(text).toContain('oom_kill 0 → 1');
    expect(text).toContain('nr_throttled 0 → 29');
    expect(text).toContain('/demo：OOM killでプロセスが強制終了されました。cpu の上限が');
  });

  it('is quiet about CPU unless its author names that counter, and about controllers it does not show', () => {
    const { moment } = made('oom-kill');
    const series = { snapshots: [moment.before!, moment.snapshot], terminals: {} };
    const counters = (more: object) =>
      [...draw(moment, plan(series, { title: 't', ...more })).matchAll(/data-counter="(\w+)"/g)].map(
        ([, name]) => name,
      );
    expect(counters({})).toEqual(['oom_kill', 'max']);
    expect(counters({ controllers: ['cpu'] })).toEqual([]);
    const throttled = { controllers: ['cpu'], counters: ['nr_throttled'] };
    expect(counters(throttled)).toEqual(['nr_throttled']);
    expect(plain(draw(moment, plan(series, { title: 't', ...throttled } as never)))).toContain(
      '止められました（合わせて1.5秒）。',
    );
  });

  it("says used cores only as an average the kernel's clock gives", () => {
    expect(plain(drawn('oom-kill'))).toContain('0.50 / 0.50 コア');
    const { moment, plan: same } = made('oom-kill');
    const { uptime: _, ...clockless } = moment.before!;
    expect(plain(draw({ ...moment, before: clockless }, same))).toContain('— / 0.50 コア');
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
    const { moment, plan: same } = made('oom-kill');
    const snapshot = structuredClone(moment.snapshot) as Snapshot;
    snapshot.cgroups.find((c) => c.path === '/demo')!.inode = 99;
    const before = structuredClone(moment.before) as Snapshot;
    before.cgroups.find((c) => c.path === '/demo')!.inode = 98;
    expect(plain(draw({ ...moment, snapshot, before }, same))).toMatch(/\/demo：OOM kill.*できました。/);
  });
});

describe('a step that was sampled', () => {
  const path = (html: string) =>
    /class="ct-line" d="M([^"]*)"/
      .exec(html)![1]!
      .split('L')
      .map((p) => p.split(' ').map(Number));

  it('fills and empties the gauge while it is played', () => {
    const used = (elapsed: number) => {
      const { moment, plan: same } = made('climbing');
      return gauges(draw({ ...moment, elapsed }, same))['memory']![0];
    };
    const mib = 1024 ** 2;
    expect([0, 450, 950, 1700, 1720, 9999].map(used)).toEqual([4, 6, 35, 64, 4, 4].map((n) => String(n * mib)));
    expect(drawn('climbing')).toContain('手順 1/1 の途中');
    expect(drawn('climbing')).not.toMatch(/ct-fresh|data-counter/);
    expect(drawn('climbing')).not.toContain('ct-near');
    expect(drawn('full')).toContain('ct-near');
  });

  it('shows who is in it and who has gone, until the reader is elsewhere', () => {
    const { moment, plan: same } = made('climbing');
    expect(plain(draw({ ...moment, elapsed: 1699 }, same))).toContain('tail 1203');
    expect(drawn('climbing')).not.toContain('<s>');
    expect(draw({ ...moment, elapsed: 1720 }, same)).toContain('<s>tail 1203</s>');
    expect(drawn('fallen')).toContain('<s>tail 1203</s>');
    expect(drawn('resting')).not.toContain('tail 1203');
  });

  it('keeps the line of it: as far as it has come, then the whole, with its peak', () => {
    expect(path(drawn('climbing')).at(-1)![0]).toBe(60);
    expect(plain(drawn('climbing'))).toContain('最大 50 MiB');
    for (const name of ['fallen', 'resting']) {
      expect(path(drawn(name))).toHaveLength(7);
      expect(path(drawn(name)).at(-1)![0]).toBe(100);
      expect(Math.min(...path(drawn(name)).map(([, y]) => y!))).toBe(0);
      expect(plain(drawn(name))).toContain('最大 64 MiB');
    }
    const { moment, plan: same } = made('fallen');
    const { samples: _, ...other } = moment;
    expect(draw(other, same)).not.toContain('ct-spark');
    expect(draw(other, same).match(/ct-lined/g)).toEqual(drawn('fallen').match(/ct-lined/g));
  });

  it('says so at rest and after the step', () => {
    expect(plain(drawn('resting'))).toMatch(/\/demo の memory は、この手順の間に上限の 64 MiB まで上がりました。 $/);
    expect(plain(drawn('fallen'))).toMatch(/OOM killでプロセスが強制終了されました。 $/);
    const { moment, plan: same } = made('fallen');
    const calm = { ...moment, snapshot: moment.before! };
    expect(plain(draw(calm, same))).toMatch(/\/demo：memory は、この手順の間に上限の 64 MiB まで上がりました。.* $/);
    expect(isQuiet(drawn('climbing'))).toBe(true);
  });

  it('tells cores and bytes a second as averages of the last moments', () => {
    const { moment } = made('settings');
    const samples = {
      times: [0, 1000, 3000],
      cgroups: {
        '/demo': { values: { usage_usec: [0, 0, 1e6], '254:0 wbytes': [null, 0, 4 * 1024 ** 2] }, members: [] },
      },
      names: {},
    };
    const series = { snapshots: [moment.before!, moment.snapshot], terminals: {}, samples: { 1: samples } };
    const html = draw({ ...moment, samples }, plan(series, { title: 't' }));
    expect(plain(html)).toContain('最大 0.50 コア');
    expect(plain(html)).toContain('最大 2 MiB/s');
    const during = draw({ ...moment, before: moment.snapshot, samples, elapsed: 2000 }, plan(series, { title: 't' }));
    expect(plain(during)).toContain('cpu 0.50 コア');
    expect(plain(during)).toContain('2 / 1 MiB/s');
  });
});

it('says at rest what it shows, and marks nothing', () => {
  const note = (step: string, root = '/demo') =>
    draw(momentAt(recording, step, 'test'), plan(seriesOf(recording), { title: 't', root }))
      .replace(/<details class="dg-legend">.*?<\/details>/s, '')
      .replace(/^.*(?=<p class="dg-note">)/s, '');
  expect(note('start')).toContain('>/demo は、まだありません。<');
  expect(note('make')).toContain('>/demo に、上限はありません。<');
  expect(note('limit')).toContain('>/demo は pids 20 まで。<');
  expect(
    draw(momentAt(recording, 'limit', 'test'), planned).replace(/<details class="dg-legend">.*?<\/details>/s, ''),
  ).not.toMatch(/class="dg-new|ct-fresh/);
  expect(isQuiet(at('before'))).toBe(true);
  expect(isQuiet(at('limit'))).toBe(false);
});

it('gives its cgroups and processes as values that other places have too', () => {
  expect(at('join')).toContain('data-value="cgroup:/demo"');
  const cgroup = momentAt(recording, 'join', 'test').snapshot.cgroups.find((c) => c.path === '/demo')!;
  expect(at('join')).toContain(`data-value="pid:${cgroup.processes[0]}"`);
});

it('says which controllers there are only where its author asks for it', () => {
  expect(at('join')).not.toContain('ct-controller');
  expect(drawn('threads')).toContain('↓');
});

describe('a tree of 200 cgroups', () => {
  it('is folded below the level that fits, and says where something happened', () => {
    expect(large().cgroups.length).toBeGreaterThanOrEqual(200);
    const html = drawn('large');
    expect(html.match(/<details [^>]*data-cgroup="[^"]+" open>/g)).toHaveLength(1);
    expect(html).toMatch(/data-cgroup="\/kubepods.slice">[\s\S]*?中に177個 <b>▲ 変化あり/);
  });

  it('unfolds what is asked for', () => {
    const { moment, plan: same } = made('large');
    expect(draw(moment, { ...same, open: ['/kubepods.slice/kubepods-burstable.slice'] })).toMatch(
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
  const { moment } = made('gone');
  const snapshot = {
    ...moment.snapshot,
    cgroups: [{ path: '/<b>"', controllers: [], subtreeControl: [], processes: [7] }],
  };
  const html = draw({ ...moment, snapshot }, plan({ snapshots: [snapshot], terminals: {} }, { title: 't' }));
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
