import { describe, expect, it } from 'vitest';
import type { Process } from '../../kernel/snapshot.ts';
import { loadRecording } from '../../recording/load.ts';
import type { Moment } from '../../sources/moment.ts';
import { innermostShell } from '../shared/process.ts';
import { seriesOf } from '../shared/source.ts';
import { stepped } from '../shared/fixtures/stepped.ts';
import { draw } from './draw.ts';
import { plan } from './plan.ts';

const pid = await loadRecording('pid-namespace');
const zombies = await loadRecording('pid1-zombies');
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
/** Drawn with a place for what is there at the moment or was before. */
const drawn = (moment: Moment, cgroups = false): string =>
  draw(
    moment,
    plan({ snapshots: [moment.before ?? [], moment.snapshot].flat(), terminals: {} }, { title: 't', cgroups }),
  );

describe('the process map', () => {
  it('says in words that one process has two PIDs', () => {
    const moment = stepped(pid, 'nspid', 'test');
    const inner = innermostShell(moment.snapshot, 'inside')!;
    expect(inner.nspid).toEqual([inner.pid, 1]);
    expect(plain(drawn(moment))).toContain(`hostでは ${inner.pid}、中では 1`);
  });
});

describe('a process that does not go on', () => {
  const of = (step: string) => stepped(zombies, step, 'test');
  const box = (html: string, pid: number) =>
    new RegExp(`<div class="pm-process([^"]*)" data-pid="${pid}"[^>]*>(.*?)</div>`).exec(html)!.slice(1) as [
      string,
      string,
    ];

  it('is a zombie, marked in the step that made it one and kept by its name', () => {
    const moment = of('child-ends');
    const zombie = moment.snapshot.processes.find((p) => p.state === 'Z')!;
    expect(zombie.args).toEqual([]);
    const [classes, text] = box(draw(moment, plan(seriesOf(zombies), { title: 't' })), zombie.pid);
    expect(classes).toBe(' pm-zombie pm-fresh');
    expect(plain(text)).toMatch(/sleep 1003.*ゾンビ/);
    expect(box(drawn(of('zombie')), zombie.pid)[0]).toBe(' pm-zombie');
    expect(plain(drawn(moment))).toContain('はゾンビになりました');
  });

  it('went to another parent when its own had ended', () => {
    const moment = of('parent-ends');
    const orphan = moment.snapshot.processes.find((p) => p.args.join(' ') === 'sleep 1003')!;
    const html = drawn(moment);
    expect(box(html, orphan.pid)[0]).toBe(' pm-fresh');
    expect(plain(html)).toContain(`の親が、sleep（hostでは ${orphan.ppid}、中では 1）に替わりました`);
  });

  it('is frozen with its cgroup, and stopped alone', () => {
    const moment = of('family');
    const snapshot = structuredClone(moment.snapshot);
    const [first, second] = snapshot.processes.filter((p) => p.name === 'sleep') as [Process, Process];
    for (const c of snapshot.cgroups) c.frozen = true;
    const frozen = drawn({ ...moment, snapshot, before: moment.snapshot });
    expect(box(frozen, first.pid)[0]).toBe(' pm-frozen pm-fresh');
    expect(plain(frozen)).toContain('は凍りました');
    expect(box(frozen, first.ppid)[0]).toBe('');
    for (const c of snapshot.cgroups) c.frozen = false;
    second.state = 'T';
    expect(box(drawn({ ...moment, snapshot, before: moment.snapshot }), second.pid)[0]).toBe(' pm-stopped pm-fresh');
  });

  it('executed another program and stayed itself', () => {
    const moment = of('family');
    const before = structuredClone(moment.snapshot);
    const process = before.processes.find((p) => p.name === 'sleep')!;
    Object.assign(process, { name: 'runc', args: ['runc', 'init'], exe: '/usr/sbin/runc' });
    expect(plain(drawn({ ...moment, before }))).toContain(
      `runc（PID ${process.pid}）は、同じPIDのままsleepに替わりました`,
    );
  });

  it('says its cgroup where it is asked to', () => {
    const moment = of('family');
    const process = moment.snapshot.processes.find((p) => p.name === 'sleep')!;
    expect(box(drawn(moment, true), process.pid)[1]).toContain(
      `>${process.cgroup.replace(/[0-9a-f]{52}\.scope$/, '….scope')}</span>`,
    );
    expect(drawn(moment)).not.toContain('pm-cgroup');
  });
});
