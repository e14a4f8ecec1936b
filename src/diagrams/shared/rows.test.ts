import { describe, expect, it } from 'vitest';
import type { Process, Snapshot } from '../../kernel/snapshot.ts';
import { absence, defaultRows, processOf, titleOf } from './rows.ts';

const process = (pid: number, name: string, more: Partial<Process> = {}): Process =>
  ({ pid, ppid: 1, name, args: [name], state: 'S', namespaces: { uts: 100 }, ...more }) as Process;
const one = process(1, 'systemd', { ppid: 0 });
const snapshot = (...processes: Process[]) => ({ processes: [one, ...processes] }) as Snapshot;
const login = (terminal: string, pid: number) => process(pid, 'login', { terminal });
const bash = (terminal: string, pid: number, more: Partial<Process> = {}) =>
  process(pid, 'bash', { terminal, ...more });
const sleep = (pid: number, more: Partial<Process> = {}) =>
  process(pid, 'sleep', { args: ['sleep', String(pid)], namespaces: { uts: 200 }, ...more });

const TERMINALS = { host: 'ホスト', inside: '中' };
const named = (snapshots: Snapshot[], terminals = TERMINALS) =>
  defaultRows(snapshots, terminals).map((row) => [row.owner, row.name, row.first, row.last]);

describe('rows nobody has to choose', () => {
  it('are the shell of each terminal in the order of the terminals, then what is watched, from first step to last', () => {
    expect(
      named([
        snapshot(login('inside', 8), login('host', 9), bash('host', 10)),
        snapshot(bash('inside', 20), bash('host', 10), sleep(30)),
        snapshot(bash('host', 10), sleep(30), sleep(31)),
        snapshot(bash('host', 10)),
      ]),
    ).toEqual([
      ['ホスト', 'bash', 0, 3],
      ['中', 'bash', 1, 1],
      [undefined, 'sleep 30', 1, 2],
      [undefined, 'sleep 31', 2, 2],
    ]);
  });

  it('begin with pid 1 where nothing else stays in the initial namespaces', () => {
    const alone = bash('host', 10, { namespaces: { uts: 200 } });
    expect(named([snapshot(alone, sleep(30))]).map(([, name]) => name)).toEqual(['systemd', 'bash', 'sleep 30']);
  });

  it('begin with it too where a shell leaves them in any step, or is not there in one', () => {
    const leaves = [
      snapshot(bash('host', 10), sleep(30)),
      snapshot(bash('host', 10, { namespaces: { uts: 7 } }), sleep(30)),
    ];
    const comes = [snapshot(sleep(30)), snapshot(bash('host', 10), sleep(30))];
    for (const snapshots of [leaves, comes]) expect(named(snapshots)[0]).toEqual([undefined, 'systemd', 0, 1]);
  });

  it('begin with it where there would be a single row: nothing to compare', () => {
    expect(named([snapshot(bash('host', 10))]).map(([, name]) => name)).toEqual(['systemd', 'bash']);
  });

  it('leave out what only holds a terminal', () => {
    const holds = process(9, 'login');
    expect(named([snapshot(holds, bash('host', 10), sleep(30))]).map(([, name]) => name)).toEqual(['bash', 'sleep 30']);
  });

  it('leave out a terminal that never has a shell', () => {
    expect(named([snapshot(bash('host', 10), sleep(30))])).not.toContainEqual(expect.arrayContaining(['中']));
  });
});

describe('a row', () => {
  const terminal = { terminal: 'host', owner: 'ホスト', name: 'bash', first: 1, last: 3 };

  it('shows the innermost shell of its terminal, or its process', () => {
    const inner = bash('host', 11, { ppid: 10 });
    const now = snapshot(bash('host', 10), inner, bash('inside', 20, { ppid: 11 }), sleep(30));
    expect(processOf(terminal, now)).toBe(inner);
    expect(processOf({ pid: 30, name: 'x', first: 0, last: 0 }, now)?.name).toBe('sleep');
    expect(processOf({ pid: 31, name: 'x', first: 0, last: 0 }, now)).toBeUndefined();
  });

  it('is called by its owner and the process there, by the label before both, and by its name while there is none', () => {
    expect(titleOf(terminal, process(10, 'ash', { args: ['ash', '-l'] }))).toBe('ホスト の ash');
    expect(titleOf(terminal, undefined)).toBe('ホスト の bash');
    expect(titleOf({ pid: 30, name: 'sleep 30', first: 0, last: 0 }, sleep(30))).toBe('sleep 30');
    expect(titleOf({ pid: 30, name: 'gone', first: 0, last: 0 }, undefined)).toBe('gone');
    expect(titleOf({ ...terminal, label: '管理者' }, sleep(30))).toBe('管理者');
  });

  it('is short', () => {
    const long = process(30, 'docker', { args: ['docker', 'run', '--rm', '--name', 'web', 'nginx'] });
    expect(titleOf({ pid: 30, name: 'x', first: 0, last: 0 }, long)).toBe('docker run --rm --name …');
  });

  it('says why it is empty: before its first step, after its last, or between', () => {
    expect([0, 1, 2, 3, 4].map((number) => absence(terminal, number))).toEqual([
      'まだない',
      'いまはない',
      'いまはない',
      'いまはない',
      '終了した',
    ]);
  });
});
