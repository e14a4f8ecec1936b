import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diff } from './diff.ts';
import { parseMount, parseProbe } from './probe.ts';
import type { FileEntry } from './snapshot.ts';

const text = readFileSync(new URL('./fixtures/odd.probe', import.meta.url), 'utf8');
const snapshot = parseProbe(text);
const named = (pattern: RegExp) => snapshot.processes.filter((p) => pattern.test(p.name));

describe('parseProbe on text captured from the machine', () => {
  it('starts with pid 1 in the initial namespaces and leaves kernel threads out', () => {
    expect(snapshot.processes[0]).toMatchObject({
      pid: 1,
      ppid: 0,
      nspid: [1],
      name: 'systemd',
      args: ['/sbin/init'],
      uidMap: [{ inside: 0, outside: 0, length: 4294967295 }],
    });
    expect(Object.keys(snapshot.processes[0]!.namespaces)).toEqual([
      'mnt',
      'uts',
      'ipc',
      'pid',
      'net',
      'user',
      'cgroup',
      'time',
    ]);
    expect(snapshot.processes.some((p) => p.pid === 2)).toBe(false);
  });

  it('reads names with spaces, parentheses, newlines and backslashes', () => {
    expect(named(/^a /).map((p) => [p.name, p.args])).toEqual([['a (b) c', ['/tmp/a (b) c', '1000']]]);
    expect(named(/^li/)[0]!.name).toBe('li\ne\\x');
  });

  it('keeps empty arguments, colons and newlines in a command line', () => {
    expect(named(/^li/)[0]!.args.slice(-3)).toEqual(['with: colon', '', 'new\nline']);
  });

  it('keeps a zombie, which has no namespaces left', () => {
    const [zombie] = snapshot.processes.filter((p) => p.state === 'Z');
    expect(zombie).toMatchObject({ args: [], ppid: named(/^li/)[0]!.pid });
    expect(zombie!.namespaces.mnt).toBeUndefined();
  });

  it('reads supplementary groups, which a process may lack', () => {
    expect(snapshot.processes[0]!.groups).toEqual([]);
    const { pid } = named(/^a /)[0]!;
    const joined = parseProbe(
      text.replace(new RegExp(`^${pid}/status:Groups:.*$`, 'm'), `${pid}/status:Groups:\t0 103 1000 `),
    );
    expect(joined.processes.find((p) => p.pid === pid)!.groups).toEqual([0, 103, 1000]);
  });

  it('reads several id ranges, and a directory that was removed', () => {
    expect(snapshot.processes.find((p) => p.args[1] === '1004')!.uidMap).toEqual([
      { inside: 0, outside: 1000, length: 1 },
      { inside: 1, outside: 100000, length: 65535 },
    ]);
    expect(snapshot.processes.find((p) => p.args[1] === '1005')!.cwd).toBe('/tmp/gone (deleted)');
  });

  it('resolves octal escapes in mounts, in the namespace they are in', () => {
    const { namespaces } = snapshot.processes.find((p) => p.args[1] === '1002')!;
    const mounts = snapshot.mounts[String(namespaces.mnt)]!;
    expect(mounts.find((m) => m.source === 'name with space')!.mountPoint).toBe('/tmp/mount point\ttab');
    expect(mounts.some((m) => m.mountPoint === '/tmp/back\\slash')).toBe(true);
    expect(
      snapshot.mounts[String(snapshot.processes[0]!.namespaces.mnt)]!.some((m) =>
        m.mountPoint.startsWith('/tmp/mount'),
      ),
    ).toBe(false);
  });

  it('makes paths of the mount namespace out of those a chrooted process sees', () => {
    const { pid, namespaces } = snapshot.processes.find((p) => p.args[1] === '1002')!;
    const jailed = parseProbe(text.replace(new RegExp(` ${pid}/root -> /$`, 'm'), ` ${pid}/root -> /srv/jail`));
    const points = jailed.mounts[String(namespaces.mnt)]!.map((m) => m.mountPoint);
    expect(points).toContain('/srv/jail');
    expect(points).toContain('/srv/jail/proc');
  });

  it('reads cgroups whose names have colons and spaces, with limits by device', () => {
    const odd = snapshot.cgroups.find((c) => c.path === '/odd:name 1')!;
    expect(odd).toMatchObject({
      subtreeControl: ['pids'],
      processes: [],
      pids: { current: 1, max: 5 },
      memory: { max: 'max' },
    });
    expect(odd.io).toEqual({
      max: { '254:0': { rbps: 'max', wbps: 1048576, riops: 100, wiops: 'max' } },
      stat: { '254:0': {} },
    });
    expect(snapshot.cgroups.find((c) => c.path === '/odd:name 1/child')!.processes).toEqual([
      snapshot.processes.find((p) => p.args[1] === '1003')!.pid,
    ]);
    expect(snapshot.cgroups[0]).toMatchObject({ path: '/' });
  });

  it('reads when the cgroups were read, and what their memory is', () => {
    const name = './odd:name 1/memory';
    const more = parseProbe(
      text.replace(
        '\x1ecgroupfiles\n',
        `\x1euptime\n123.45 200.10\n\x1ecgroupfiles\n${name}.stat:anon 4096\n${name}.stat:file 8192\n${name}.swap.current:512\n${name}.oom.group:1\n`,
      ),
    );
    expect(more.uptime).toBe(123.45);
    expect(more.cgroups.find((c) => c.path === '/odd:name 1')!.memory).toMatchObject({
      stat: { anon: 4096, file: 8192 },
      swap: 512,
      oomGroup: true,
    });
    expect(snapshot.uptime).toBeUndefined();
  });

  it('leaves a process out that vanished while it was read', () => {
    const { pid } = named(/^a /)[0]!;
    const without = (pattern: RegExp) =>
      parseProbe(
        text
          .split('\n')
          .filter((line) => !pattern.test(line))
          .join('\n'),
      ).processes.some((p) => p.pid === pid);
    expect(without(/^$/)).toBe(true);
    expect(without(new RegExp(`^${pid}/cgroup:`))).toBe(false);
    expect(without(new RegExp(` ${pid}/ns/`))).toBe(false);
    expect(without(new RegExp(`^${pid}/status:Seccomp`))).toBe(false);
  });

  it('gives the descendants of a login process to its terminal', () => {
    const { pid, ppid } = named(/^li/)[0]!;
    expect(ppid).toBe(1);
    const owned = parseProbe(text, { terminals: { host: pid } }).processes.filter((p) => p.terminal === 'host');
    expect(owned.map((p) => p.name)).toEqual(['li\ne\\x', 'li\ne\\x']);
  });

  it('reads the AppArmor profile a process is confined by', () => {
    const { pid } = named(/^li/)[0]!;
    const confined = parseProbe(
      text.replace('\x1efiles\n', `\x1efiles\n${pid}/attr/current:docker-default (enforce)\n`),
    );
    expect(confined.processes.filter((p) => p.apparmor !== undefined)).toMatchObject([
      { pid, apparmor: 'docker-default (enforce)' },
    ]);
  });

  it('refuses a text that was cut off', () => {
    expect(() => parseProbe(text.slice(0, text.length / 2))).toThrow(/cut off/);
  });
});

describe('parseMount', () => {
  it('reads optional fields up to the dash', () => {
    expect(
      parseMount('36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue'),
    ).toMatchObject([
      {
        id: 36,
        parent: 35,
        root: '/mnt1',
        mountPoint: '/mnt2',
        propagation: ['master:1', 'shared:2'],
        type: 'ext3',
        superOptions: ['rw', 'errors=continue'],
      },
    ]);
    expect(parseMount('')).toEqual([]);
  });
});

describe('diff', () => {
  it('finds nothing between a snapshot and itself', () => {
    const same = diff(snapshot, structuredClone(snapshot));
    expect(
      [
        same.processes.added,
        same.processes.removed,
        same.processes.changed,
        same.namespaces.added,
        same.cgroups.changed,
        same.mounts.added,
        same.interfaces.removed,
        same.files.added,
        same.files.changed,
      ].flat(),
    ).toEqual([]);
  });

  it('names processes and namespaces that came, counters that grew, and namespaces entered', () => {
    const after = structuredClone(snapshot);
    const before = structuredClone(snapshot);
    const sleeper = before.processes.find((p) => p.args[1] === '1002')!;
    before.processes = before.processes.filter((p) => p !== sleeper);
    const moved = after.processes.find((p) => p.args[1] === '1004')!;
    moved.namespaces.uts = 4026532999;
    after.cgroups.find((c) => c.path === '/odd:name 1')!.pids!.events = { max: 2 };
    const file = (path: string, mode: string): FileEntry => ({ path, type: 'file', mode, uid: 0, gid: 0, size: 1 });
    before.files = { 7: [{ path: '/srv', depth: 1, entries: [file('a', '0644'), file('b', '0644')] }] };
    after.files = {
      7: [
        { path: '/srv', depth: 1, entries: [file('b', '0755'), file('c', '0644')] },
        { path: '/new', depth: 1, entries: [file('d', '0644')] },
      ],
    };
    const changes = diff(before, after);
    expect(changes.processes.added.map((p) => p.pid)).toEqual([sleeper.pid]);
    expect(changes.namespaces.added).toEqual(
      expect.arrayContaining([
        ['mnt', sleeper.namespaces.mnt],
        ['uts', 4026532999],
      ]),
    );
    expect(changes.processes.changed).toMatchObject([{ namespaces: ['uts'], fields: [] }]);
    expect(changes.files).toMatchObject({
      added: [['7 /srv', { path: 'c' }]],
      removed: [['7 /srv', { path: 'a' }]],
      changed: [['7 /srv', { before: { mode: '0644' }, after: { mode: '0755' } }]],
    });
    expect(changes.cgroups.changed).toMatchObject([{ counters: { 'pids.events:max': 2 } }]);
  });
});
