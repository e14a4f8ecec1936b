import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type WrittenProcess, probeText } from './fixtures/probe-text.ts';
import { parseMount } from './mounts.ts';
import { ProbeError } from './errors.ts';
import { parseProbe } from './probe.ts';

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

/** The one process that the text tells of beside pid 1, as it was read. */
const read = (process: Partial<WrittenProcess>) =>
  parseProbe(probeText([{ pid: 40, ...process }])).processes.find((p) => p.pid === 40);

describe('a command line', () => {
  it.each([
    [
      'a title without a NUL at its end',
      'nginx: master process /usr/sbin/nginx',
      ['nginx: master process /usr/sbin/nginx'],
    ],
    ['one that is all arguments in a row', '/opt/chrome --type=renderer', ['/opt/chrome --type=renderer']],
    ['arguments without the last NUL', 'sleep\x001000', ['sleep', '1000']],
    ['a title padded with NULs', `nginx: worker process${'\0'.repeat(13)}`, ['nginx: worker process']],
    ['a title of one word padded with NULs', 'worker\0\0\0\0', ['worker']],
    ['a title with one NUL too many', 'postgres: checkpointer \0\0', ['postgres: checkpointer ']],
    ['arguments padded with NULs', 'sh\0-c\0x\0\0\0\0', ['sh', '-c', 'x']],
    ['an empty argument at the end', 'printf\0%s\0\0', ['printf', '%s', '']],
    ['an empty argument in the middle', 'a\0\0b\0', ['a', '', 'b']],
    ['a newline', 'sh\0-c\0a\nb\0', ['sh', '-c', 'a\nb']],
    ['nothing', '', []],
    ['nothing but NULs', '\0\0\0', []],
  ])('reads %s', (_what, cmdline, args) => {
    expect(read({ cmdline })!.args).toEqual(args);
  });
});

describe('links', () => {
  it('keep newlines in a directory, though they look like lines of the probe', () => {
    for (const cwd of [
      '/tmp/new\nline',
      '/tmp/\n\n',
      '/tmp/x\nlrwx 1 root 1/ns/uts -> uts:[666]',
      '/t\n 1/ns/uts -> uts:[666]',
      '/t\nlrwxrwxrwx 1 root root 0 Nov 24 04:04 1/ns/uts -> uts:[666]',
    ]) {
      const { processes } = parseProbe(probeText([{ pid: 40, cwd }]));
      expect(processes.find((p) => p.pid === 40)!.cwd).toBe(cwd);
      expect(processes[0]!.namespaces.uts).toBe(4026531830);
    }
  });

  it('that lead nowhere, as those of a zombie, are nothing, and no part of another', () => {
    const text = probeText([{ pid: 40 }, { pid: 50, status: { State: 'Z (zombie)' } }]);
    const dead = text.replace(/^(l.* 50\/\S+) -> .*$/gm, '$1').replace(/^(l.* 40\/ns\/pid_for_children) -> .*$/m, '$1');
    const { processes } = parseProbe(dead);
    const [, alive, zombie] = processes;
    expect(alive).toEqual(parseProbe(text).processes[1]);
    expect(zombie).toMatchObject({ pid: 50, state: 'Z', namespaces: {}, root: '', cwd: '' });
    const real = snapshot.processes.filter((p) => [p.root, p.cwd, p.exe].some((path) => path?.includes('lrwx')));
    expect(real).toEqual([]);
  });

  it('to namespaces are refused where they lead to none', () => {
    const text = probeText([{ pid: 40 }]);
    for (const target of ['uts:[40265318x]', 'uts:[]', `uts:[${'9'.repeat(400)}]`, '/'])
      expect(() => parseProbe(text.replace(/(40\/ns\/uts -> ).*/, `$1${target}`))).toThrow(ProbeError);
  });

  it('cannot be imitated where the probe marks its own lines', () => {
    const cwd = '/x\n\x1eend\nlrwxrwxrwx 1 root root 0 Nov 24 04:04 50/ns/uts -> uts:[666]';
    const marked = probeText([{ pid: 40, cwd }, { pid: 50 }])
      .replace(/^(lr.* )(\d+\/(?:ns\/\w+|root|cwd|exe) -> )(?!uts:\[666)/gm, '$1777/cwd/$2')
      .replace(/^\x1e(\w+)$/gm, '\x1e$1 777')
      .replace('\x1eend 777\nlr', '\x1eend\nlr');
    const { processes } = parseProbe(marked);
    expect(processes.find((p) => p.pid === 40)!.cwd).toBe(cwd);
    expect(processes.find((p) => p.pid === 50)!.namespaces.uts).toBe(4026531830);
  });
});

describe('a label of a security module', () => {
  it.each([
    ['docker-default (enforce)', 'docker-default (enforce)'],
    ['unconfined', 'unconfined'],
    [':ns://a profile (complain)', ':ns://a profile (complain)'],
    ['system_u:system_r:init_t:s0\0', undefined],
    ['system_u:system_r:container_t:s0:c1,c2\0', undefined],
    ['_', undefined],
    ['kernel\0', undefined],
    ['', undefined],
  ])('%j is the AppArmor profile %j', (attr, profile) => {
    expect(read({ attr })!.apparmor).toBe(profile);
  });
});

describe('a machine that lacks something', () => {
  const lacks = (field: string) => probeText([{ pid: 1, status: { [field]: undefined } }, { pid: 40 }]);
  it.each([
    [
      'cgroup v2',
      probeText([{ pid: 1, cgroup: ['12:pids:/init.scope', '1:name=systemd:/init.scope'] }]),
      /1\/cgroup has no line that begins with 0::.*cgroup v1 alone: boot it/,
    ],
    [
      'cgroup v2 where it is looked for, as in hybrid mode',
      probeText([{ pid: 1 }], { cgroups: ['  1 .', '  2 ./memory'], cgroupfiles: ['./memory/cgroup.procs:1'] }),
      /what is mounted at \/sys\/fs\/cgroup is not cgroup v2\. Boot with/,
    ],
    ['seccomp', lacks('Seccomp'), /1\/status has no field Seccomp, which a Linux built with CONFIG_SECCOMP prints/],
    ['capabilities', lacks('CapEff'), /1\/status has no field CapEff/],
    [
      'a way to read namespaces',
      probeText([{ pid: 40 }]).replace(/^l.*\n/gm, ''),
      /no link 1\/ns\/mnt: run the probe as root/,
    ],
    ['pid 1', probeText([{ pid: 40 }]).replace(/^1\/status.*\n/gm, ''), /no 1\/status/],
  ])('says so: %s', (_what, text, message) => {
    expect(() => parseProbe(text)).toThrow(ProbeError);
    expect(() => parseProbe(text)).toThrow(message);
  });

  it.each(['files', 'links', 'mounts', 'net', 'cgroups', 'cgroupfiles'])(
    'says that section %s is missing, or empty',
    (name) => {
      const one = new RegExp(`\x1e${name}\n[^\x1e]*`);
      expect(() => parseProbe(text.replace(one, ''))).toThrow(`no section "${name}"`);
      expect(() => parseProbe(text.replace(one, `\x1e${name}\n`))).toThrow(ProbeError);
      expect(() => parseProbe(text.replace('\x1eend', `\x1e${name}\n\x1eend`))).toThrow(/comes twice/);
    },
  );
});

describe('numbers', () => {
  const mutants: [what: string, from: RegExp, to: string][] = [
    ['a ppid of letters', /^(40\/status:PPid:\t)1/m, '$1x'],
    ['a uid of 400 digits', /^(40\/status:Uid:\t)0/m, `$1${'9'.repeat(400)}`],
    ['two uids', /^(40\/status:Uid:).*/m, '$1\t0\t0'],
    ['a capability mask of letters', /^(40\/status:CapEff:\t)0/m, '$1z'],
    ['another seccomp mode', /^(40\/status:Seccomp:\t)0/m, '$17'],
    ['half a uid_map', /^(40\/uid_map:).*/m, '$1 0 0'],
    ['a limit of letters', /(pids\.max:)5/, '$1five'],
    ['a counter cut off', /(memory\.events:low) 0/, '$1'],
    ['bytes of letters', /(rbytes=)5/, '$1abc'],
    ['numbers of no device', /io\.stat:7:4 /, 'io.stat:'],
    ['an uptime of letters', /123\.45/, 'soon'],
    ['packets of letters', /lo: 10/, 'lo: ten'],
    ['a mount without an id', /36 35 /, 'x 35 '],
    ['an inode of letters', / {2}5 \.\/a/, '  five ./a'],
  ];
  const whole = probeText([{ pid: 40 }], {
    mounts: ['1/mountinfo:36 35 0:50 / /m rw - tmpfs tmpfs rw'],
    net: ['1/net/dev: face |bytes', '1/net/dev:    lo: 10 1 0 0 0 0 0 0 20 2 0 0 0 0 0 0'],
    cgroups: ['  1 .', '  5 ./a'],
    cgroupfiles: [
      './cgroup.controllers:io',
      './a/pids.current:1',
      './a/pids.max:5',
      './a/memory.current:1',
      './a/memory.events:low 0',
      './a/io.stat:7:4 rbytes=5',
    ],
    more: ['\x1euptime', '123.45 200.10'],
  });

  it('are read where all is well', () => {
    const { cgroups, uptime, interfaces } = parseProbe(whole);
    expect(cgroups[1]).toMatchObject({ pids: { current: 1, max: 5 }, io: { stat: { '7:4': { rbytes: 5 } } } });
    expect([uptime, Object.values(interfaces)]).toEqual([
      123.45,
      [[{ name: 'lo', rxBytes: 10, rxPackets: 1, txBytes: 20, txPackets: 2 }]],
    ]);
  });

  it.each(mutants)('are refused where they are none: %s', (_what, from, to) => {
    expect(from.test(whole)).toBe(true);
    expect(() => parseProbe(whole.replace(from, to))).toThrow(ProbeError);
  });
});

describe('cgroups', () => {
  const cgroups = (...lines: string[]) =>
    parseProbe(
      probeText([], {
        cgroups: ['  1 .', '  2 ./cgroup:web', '  3 ./pids.max:5', '  4 ./a'],
        cgroupfiles: ['./cgroup.procs:1', ...lines],
      }),
    ).cgroups;
  const of = (path: string, ...lines: string[]) => cgroups(...lines).find((c) => c.path === path);

  it('may be called as a file of theirs is, with a colon', () => {
    expect(
      of('/cgroup:web', './cgroup:web/cgroup.procs:21', './cgroup:web/pids.current:1', './cgroup:web/pids.max:max'),
    ).toMatchObject({
      processes: [21],
      pids: { current: 1, max: 'max' },
    });
    expect(of('/pids.max:5', './pids.max:5/pids.current:0', './pids.max:5/cgroup.type:domain')).toMatchObject({
      type: 'domain',
      pids: { current: 0 },
    });
  });

  it('have each number from its own file', () => {
    const files = {
      'cgroup.type': 'domain threaded',
      'cgroup.controllers': 'cpu io',
      'cgroup.subtree_control': 'io',
      'cgroup.freeze': '1',
      'memory.current': '1',
      'memory.max': '2',
      'memory.high': '3',
      'memory.min': '4',
      'memory.low': '5',
      'memory.swap.current': '6',
      'memory.swap.max': '7',
      'memory.peak': '8',
      'memory.oom.group': '0',
      'memory.stat': 'anon 9',
      'memory.events': 'low 10',
      'cpu.max': '11 12',
      'cpu.weight': '13',
      'cpu.stat': 'usage_usec 14',
      'pids.current': '15',
      'pids.max': '16',
      'pids.peak': '17',
      'pids.events': 'max 18',
      'io.max': '8:0 rbps=19 wbps=max',
      'cpuset.cpus.effective': '0-3,5',
      'cgroup.events': 'populated 1',
    };
    expect(of('/a', ...Object.entries(files).map(([name, text]) => `./a/${name}:${text}`))).toEqual({
      path: '/a',
      inode: 4,
      type: 'domain threaded',
      controllers: ['cpu', 'io'],
      subtreeControl: ['io'],
      processes: [],
      populated: true,
      frozen: true,
      memory: {
        current: 1,
        max: 2,
        high: 3,
        min: 4,
        low: 5,
        swap: 6,
        swapMax: 7,
        peak: 8,
        oomGroup: false,
        stat: { anon: 9 },
        events: { low: 10 },
      },
      cpu: { quota: 11, period: 12, weight: 13, stat: { usage_usec: 14 } },
      pids: { current: 15, max: 16, peak: 17, events: { max: 18 } },
      io: { max: { '8:0': { rbps: 19, wbps: 'max' } }, stat: {} },
      cpus: '0-3,5',
    });
    expect(of('/a', './a/cgroup.events:populated 0', './a/cgroup.freeze:0')).toMatchObject({
      populated: false,
      frozen: false,
    });
  });

  it('give numbers to the device that has them, and forget none', () => {
    const { stat } = of(
      '/a',
      './a/io.stat:8:0 rbytes=1 wbytes=2',
      './a/io.stat:7:7 7:6 7:4 rbytes=28672 wbytes=0',
      './a/io.stat:(unknown) rbytes=4096',
      './a/io.stat:(unknown) rbytes=8192',
      './a/io.stat:252:0 ',
      './a/io.stat:253:0 cost.vrate=100.25 depth=max',
    )!.io!;
    expect(stat).toEqual({
      '8:0': { rbytes: 1, wbytes: 2 },
      '7:7': {},
      '7:6': {},
      '7:4': { rbytes: 28672, wbytes: 0 },
      '(unknown)': { rbytes: 4096 },
      '(unknown) 2': { rbytes: 8192 },
      '252:0': {},
      '253:0': { 'cost.vrate': 100.25 },
    });
  });
});

describe('terminals', () => {
  /** proc_pid_stat(5) behind the pid: ttys are pts/0 (34816) and pts/1. */
  const stat = (ppid: number, session: number, tty: number, start = 500, name = 'sh') =>
    `(${name}) S ${ppid} ${session} ${session} ${tty} -1 4194304${' 0'.repeat(12)} ${start} 0 0`;
  const seat = (processes: WrittenProcess[]) =>
    Object.fromEntries(
      parseProbe(probeText(processes), { terminals: { host: 100 } })
        .processes.filter((p) => p.terminal !== undefined)
        .map((p) => [p.pid, p.terminal]),
    );
  const login: WrittenProcess[] = [
    { pid: 100, stat: stat(1, 100, 0) },
    { pid: 101, ppid: 100, stat: stat(100, 101, 34816) },
  ];

  it('keep a process whose parent has ended, by the session that the tty controls', () => {
    expect(seat([...login, { pid: 150, ppid: 1, stat: stat(1, 101, 34816) }])).toEqual({
      100: 'host',
      101: 'host',
      150: 'host',
    });
  });

  it('do not take a process on a tty of the same number in another session, as that of a container', () => {
    expect(seat([...login, { pid: 150, ppid: 1, stat: stat(1, 150, 34816) }])).toEqual({ 100: 'host', 101: 'host' });
    expect(seat([...login, { pid: 150, ppid: 1, stat: stat(1, 101, 0) }])).toEqual({ 100: 'host', 101: 'host' });
  });

  it('have what descends from their login, on whatever tty', () => {
    const inner = { pid: 50, ppid: 101, stat: stat(101, 50, 34817) };
    expect(seat([inner, ...login, { pid: 150, ppid: 1, stat: stat(1, 50, 34817) }])).toEqual({
      50: 'host',
      100: 'host',
      101: 'host',
    });
  });

  it('are found by descent in text that has no stat', () => {
    expect(seat([{ pid: 100 }, { pid: 101, ppid: 100 }, { pid: 150 }])).toEqual({ 100: 'host', 101: 'host' });
  });

  it.each<[WrittenProcess[]]>([
    [[{ pid: 100, ppid: 100 }]],
    [
      [
        { pid: 7, ppid: 8 },
        { pid: 8, ppid: 7 },
      ],
    ],
    [[{ pid: 1, ppid: 1 }]],
  ])('cannot be told where parents go round: %j', (processes) => {
    expect(() => seat(processes)).toThrow(/PPid: its parents go round \(.*\); run the probe again/);
  });

  it('are told with session, tty and start time behind a name of any kind', () => {
    expect(read({ stat: stat(1, 40, 34817, 1234, 'a) S\n1 (b') })).toMatchObject({
      session: 40,
      tty: '136:1',
      startTime: 1234,
    });
    // MAJ 136, MIN 5000, as new_encode_dev() packs them.
    expect(read({ stat: stat(1, 40, 0x1308888) })).toMatchObject({ tty: '136:5000' });
    expect(read({ stat: stat(1, 0, 0) })).not.toHaveProperty('tty');
    expect(() => read({ stat: '(sh) S 1 2' })).toThrow(ProbeError);
  });
});

it('tells the namespaces of the next child where they are others', () => {
  const text = probeText([{ pid: 40 }]);
  const next = parseProbe(text.replace(/(40\/ns\/pid_for_children -> pid:\[)\d+/, '$14026539999'));
  expect(next.processes.map((p) => p.forChildren)).toEqual([undefined, { pid: 4026539999 }]);
});

it('reads the hostname of each UTS namespace', () => {
  const processes = [{ pid: 1 }, { pid: 40, namespaces: { uts: 4026532000 } }];
  const more = ['\x1ehostnames', '1/hostname:vm', '40/hostname:inside'];
  expect(parseProbe(probeText(processes, { more })).hostnames).toEqual({ 4026531830: 'vm', 4026532000: 'inside' });
  expect(parseProbe(probeText(processes))).not.toHaveProperty('hostnames');
});
