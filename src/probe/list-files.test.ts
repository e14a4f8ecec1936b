import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProbe } from '../kernel/probe.ts';
import type { Guest } from './guest.ts';
import { listFiles } from './list-files.ts';

const text = readFileSync(new URL('../kernel/fixtures/odd.probe', import.meta.url), 'utf8');

const snapshot = parseProbe(text);
const initial = snapshot.processes[0]!.namespaces.mnt!;
const sleeper = snapshot.processes.find((p) => p.args[1] === '1002')!;
const watch = { path: '/', depth: 1, closed: [], limit: 3 };

/** Answers as files.sh would: a directory with one file, called as the script's last line. */
function guest(names: string[], asked: string[] = []): Guest {
  return {
    run: async (script: string) => {
      asked.push(script);
      return [
        'tree',
        '',
        '/',
        '1',
        '',
        '.',
        '41ed 0 0 0 0:0 1',
        '',
        ...names.flatMap((n) => [`./${n}`, '81a4 0 0 1 0:0 1', '']),
        '',
        '',
        '',
      ].join('\0');
    },
  };
}

describe('listFiles', () => {
  it('lists a directory of the machine, and one as a process sees it, in their mount namespaces', async () => {
    const asked: string[] = [];
    const files = await listFiles(
      guest(['a'], asked),
      snapshot,
      [
        { ...watch, path: "/it's", closed: ['x'] },
        { ...watch, of: '^sleep 1002' },
      ],
      ['host'],
    );
    expect(asked).toEqual([
      "/usr/local/lib/probe/files.sh '' '/it'\\''s' '1' 'x'",
      `/usr/local/lib/probe/files.sh '/proc/${sleeper.pid}/root' '/' '1'`,
    ]);
    expect(Object.keys(files).map(Number)).toEqual([initial, sleeper.namespaces.mnt]);
  });

  it("names a directory by its path in the mount namespace, not below a process's root", async () => {
    const jailed = structuredClone(snapshot);
    jailed.processes.find((p) => p.pid === sleeper.pid)!.root = '/srv/jail';
    for (const [path, full] of [
      ['/', '/srv/jail'],
      ['/bin', '/srv/jail/bin'],
    ] as const)
      expect(
        (await listFiles(guest([]), jailed, [{ ...watch, path, of: '^sleep 1002' }], []))[sleeper.namespaces.mnt!]![0]!
          .path,
      ).toBe(full);
  });

  it('takes the innermost process of a terminal, and nothing while there is none', async () => {
    const asked: string[] = [];
    const own = parseProbe(text, {
      terminals: { host: sleeper.ppid },
    });
    await listFiles(guest([], asked), own, [{ ...watch, of: 'host' }], ['host']);
    expect(asked[0]).toContain(`/proc/${own.processes.filter((p) => p.terminal === 'host').at(-1)!.pid}/root`);
    expect(
      await listFiles(
        guest([]),
        snapshot,
        [
          { ...watch, of: 'host' },
          { ...watch, of: 'nobody runs this' },
        ],
        ['host'],
      ),
    ).toEqual({});
  });

  it('refuses more files than the limit, with what to do', async () => {
    await expect(listFiles(guest(['a', 'b', 'c']), snapshot, [watch], [])).rejects.toThrow(
      /^watch\.files: \/: lists 4 files, its limit is 3: give a smaller depth/,
    );
  });
});
