import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../kernel/snapshot.ts';
import { loadRecording } from '../../recording/load.ts';
import { seriesOf } from '../shared/source.ts';
import { changed } from '../changed.ts';
import { draw } from './draw.ts';
import { cutOf, STRINGS, type StringId } from './model.ts';
import { plan, type Plan } from './plan.ts';
import { changes, describe as said, shows } from './words.ts';

const recording = await loadRecording('handmade');
const series = seriesOf(recording);
const steps = recording.steps.map(({ id, run }) => ({ id, command: run! }));
const sections = Object.fromEntries(STRINGS.map((string) => [string, `/${string}/`])) as Record<StringId, string>;
const planOf = (snapshots: Snapshot[], processes: Parameters<typeof plan>[1]['processes']): Plan =>
  plan({ ...series, snapshots }, { title: 't', processes, steps, sections, address: '#handmade.' });
const handmade = planOf(series.snapshots, ['box', { name: 'sleep 1001', label: 'docker run' }]);
/** Which strings the row of a step cuts. */
const fresh = ({ rows }: Plan, id: string) => Object.keys(rows.find((row) => row.id === id)!.fresh);
const last = series.snapshots.at(-1)!;
const shell = (snapshot: Snapshot) => snapshot.processes.find((p) => p.terminal === 'host' && p.name === 'bash')!;
const moment = (number: number, rest = false) => ({
  number,
  count: steps.length,
  snapshot: series.snapshots[number]!,
  before: series.snapshots[number - 1] ?? null,
  rest,
});

describe('the score of the handmade container', () => {
  it.each([
    ['join', ['member']],
    ['uts', ['uts']],
    ['ipc', ['ipc']],
    ['net', ['net']],
    ['cgroup', ['cgroup']],
    ['mnt', ['mnt']],
    ['pid', ['pid']],
    ['pivot', ['root']],
    ['caps', ['rights']],
  ])('%s cuts %j, and nothing else', (id, strings) => {
    expect(fresh(handmade, id)).toEqual(strings);
  });

  it('has as many cuts as those, and docker run cuts the same at once', () => {
    const byHand = handmade.rows.slice(0, -1).flatMap((row) => Object.keys(row.fresh));
    expect(byHand).toHaveLength(9);
    expect(fresh(handmade, 'docker').toSorted()).toEqual(byHand.toSorted());
    expect(handmade.rows.at(-1)).toMatchObject({ part: 1, cut: handmade.rows.at(-2)!.cut });
    const kept = STRINGS.filter((_string, i) => handmade.rows.at(-1)!.cut[i] === '0');
    expect(kept).toEqual(['user', 'time']);
  });

  it('says so in a sentence, and at a step what that cut, or nothing', () => {
    expect(shows(handmade)).toBe(
      '11本の線のうち9本が、手では9行、docker runでは1行で、ホストから分かれます。user・timeはどちらも同じまま。',
    );
    const at = (id: string) => changes(handmade, moment(steps.findIndex((s) => s.id === id) + 1));
    expect(at('join')).toBe('入っているcgroupが、ホストと別になりました。');
    expect(at('hostname')).toBe('');
    expect(changes(handmade, moment(0))).toBe('');
    expect(at('docker')).toMatch(/^docker runは、mnt・uts・.*の9本が初めから別です。$/);
    expect(said(handmade)).toContain('手順12で、ルートディレクトリーがホストと別になる。');
  });

  it('follows the kernel, not what was typed', () => {
    const altered = structuredClone(series.snapshots);
    const initial = altered[0]!.processes[0]!.namespaces.uts!;
    for (const { processes } of altered) for (const process of processes) process.namespaces.uts = initial;
    const unshared = planOf(altered, ['box']);
    expect(fresh(unshared, 'uts')).toEqual([]);
    expect(unshared.rows.at(-1)!.cut[STRINGS.indexOf('uts')]).toBe('0');
    expect(shows(unshared)).toBe('11本の線のうち8本が、手では8行で、ホストから分かれます。uts・user・timeは同じまま。');
  });
});

it('marks a step in the hues of what it cuts', () => {
  const at = (id: string) => changed('score', moment(steps.findIndex((s) => s.id === id) + 1), handmade);
  expect(['hostname', 'join', 'uts', 'pivot'].map(at)).toEqual([[], ['ink'], ['uts'], ['ink']]);
  expect(at('docker')).toEqual(['mnt', 'uts', 'ipc', 'pid', 'net', 'cgroup', 'ink']);
});

describe('a string is cut', () => {
  const cut = (more: (process: Snapshot['processes'][number], snapshot: Snapshot) => void) => {
    const snapshot = structuredClone(last);
    more(shell(snapshot), snapshot);
    return cutOf(shell(snapshot), snapshot, series.snapshots[0]!);
  };

  it.each<[string, StringId[], Parameters<typeof cut>[0]]>([
    ['nothing where the process is as the host', [], () => undefined],
    ['by another inode', ['time'], (p) => void (p.namespaces.time = 1)],
    ['by a cgroup that held nobody before', ['member'], (p) => void (p.cgroup = '/new')],
    ['not by that of another login', [], (p) => void (p.cgroup = '/init.scope')],
    ['by chroot', ['root'], (p) => void (p.root = '/srv/alpine')],
    [
      'not by a mount namespace whose root is the same file system',
      ['mnt'],
      (p, s) => {
        s.mounts['7'] = s.mounts[String(p.namespaces.mnt)]!;
        p.namespaces.mnt = 7;
      },
    ],
    [
      'by another part of that file system',
      ['mnt', 'root'],
      (p, s) => {
        s.mounts['7'] = s.mounts[String(p.namespaces.mnt)]!.map((m) => ({ ...m, root: '/srv' }));
        p.namespaces.mnt = 7;
      },
    ],
    ['by one capability less', ['rights'], (p) => void (p.capabilities.bounding = '000001fffffffffe')],
    ['by no_new_privs alone', ['rights'], (p) => void (p.noNewPrivs = true)],
    ['by seccomp alone', ['rights'], (p) => void (p.seccomp = 2)],
  ])('%s: %j', (_how, strings, more) => {
    expect(cut(more)).toEqual(strings);
  });
});

describe('drawn', () => {
  const rowsOf = (html: string) => [...html.matchAll(/<li class="([^"]*)".*?<\/li>/g)];
  const whole = draw(moment(steps.length, true), handmade);

  it('is whole at rest, whatever the moment, and each row leads to its step', () => {
    expect(draw(moment(3, true), handmade).replaceAll('手順 3/', '手順 20/')).toBe(whole);
    expect(whole).not.toMatch(/aria-current|sc-later/);
    expect([...whole.matchAll(/<a href="#handmade\.([\w-]+)"/g)].map(([, id]) => id)).toEqual(steps.map((s) => s.id));
    for (const string of STRINGS) expect(whole).toContain(`href="/${string}/"`);
  });

  it('has a bead where a row cuts, with the value that the kernel gave', () => {
    const uts = series.snapshots[4]!.processes.find((p) => p.terminal === 'box' && p.name === 'bash')!.namespaces.uts!;
    const row = rowsOf(whole)[3]![0];
    expect(row.match(/sc-cut[ "]/g)).toHaveLength(1);
    expect(row).toContain(`data-value="inode:${uts}"`);
    expect(rowsOf(whole)[2]![0]).toContain('data-value="cgroup:/box"');
    expect(
      rowsOf(whole)
        .at(-1)![0]
        .match(/sc-cut[ "]/g),
    ).toHaveLength(9);
  });

  it('marks the row that is played, and keeps what comes later pale', () => {
    const rows = rowsOf(draw(moment(5), handmade));
    expect(rows.map(([row]) => row.includes('aria-current="step"')).indexOf(true)).toBe(4);
    expect(rows.filter(([row]) => row.includes('aria-current'))).toHaveLength(1);
    expect(rows.map(([, names]) => names!.includes('sc-later')).indexOf(true)).toBe(5);
  });
});
