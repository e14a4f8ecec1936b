import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProbe } from '../kernel/probe.ts';
import type { Mount, Snapshot } from '../kernel/snapshot.ts';
import type { Guest } from './guest.ts';
import { listLayers } from './list-layers.ts';
import type { WatchedLayers } from './watch.ts';

const snapshot = parseProbe(readFileSync(new URL('../kernel/fixtures/odd.probe', import.meta.url), 'utf8'));
const initial = snapshot.processes[0]!.namespaces.mnt!;
const watch = { depth: 1, closed: [], limit: 3 };
const nul = (...fields: string[]) => fields.map((f) => `${f}\0`).join('');

/** A guest where `web` is a container of the image `app`, whose layer holds the given files; `FROM PATH` resolves to FROM/PATH. */
function machine(names: string[] = ['a']): { guest: Guest; asked: string[] } {
  const asked: string[] = [];
  const config = JSON.stringify({ rootfs: { diff_ids: ['sha256:d1'] }, history: [{ created_by: 'COPY . .' }] });
  const image = [config, 'sha256:d1', 'sha256:d1', '', '/l/1', ''];
  const answers: Record<string, (args: string[]) => string> = {
    image: ([name]) => (name === 'app' ? nul('image', 'sha256:i', ...image) : ''),
    container: ([name]) =>
      name === 'web' ? nul('container', 'c', ...image, '/l/x-init:/l/1', '/l/x', '/l/x/merged') : '',
    paths: ([from, ...paths]) => nul(...paths.map((p) => (p.startsWith('/') ? p : `${from}/${p}`))),
    bytes: (dirs) => nul(...dirs.map((d) => String(d.length))),
  };
  const run = async (script: string): Promise<string> => {
    asked.push(script);
    return script
      .split('\n')
      .map((line) => {
        const [command, ...args] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2]!);
        if (command?.endsWith('files.sh'))
          return nul(
            'tree',
            args[0]!,
            args[1]!,
            args[2]!,
            '',
            '.',
            '41ed 0 0 0 0:0 1',
            '',
            ...names.flatMap((n) => [`./${n}`, '81a4 0 0 1 0:0 1', '']),
            '',
            '',
          );
        return command === ':' ? '' : answers[args[0]!]!(args.slice(1));
      })
      .join('');
  };
  return { guest: { run }, asked };
}

const mount = (mountPoint: string, ...superOptions: string[]) =>
  ({ mountPoint, type: 'overlay', device: '0:50', superOptions }) as unknown as Mount;
const paths = (files: Snapshot['files'], mnt = initial) => files?.[mnt]?.map((t) => t.path);

describe('listLayers', () => {
  it('lists every directory once, though an image and its container share it', async () => {
    const { guest, asked } = machine();
    const { stacks, files } = await listLayers(
      guest,
      snapshot,
      [
        { ...watch, image: 'app' },
        { ...watch, container: 'web', name: 'mine' },
        { ...watch, image: 'none' },
      ],
      [],
    );
    expect(
      stacks!.map(({ name, kind, writable, layers, merged }) => [
        name,
        kind,
        writable,
        layers.map((l) => [l.directory, l.bytes, l.createdBy]),
        merged?.path,
      ]),
    ).toEqual([
      ['app', 'image', false, [['/l/1', 4, 'COPY . .']], undefined],
      [
        'mine',
        'container',
        true,
        [
          ['/l/1', 4, 'COPY . .'],
          ['/l/x-init', 9, undefined],
          ['/l/x', 4, undefined],
        ],
        '/l/x/merged',
      ],
    ]);
    expect(paths(files)).toEqual(['/l/1', '/l/x-init', '/l/x', '/l/x/merged']);
    expect(asked.filter((a) => a.includes('files.sh'))).toHaveLength(1);
  });

  it('finds an overlay by its mount point, its layers from where it was mounted, and keeps what was listed before', async () => {
    const tree = { path: '/srv/low', depth: 2, entries: [] };
    const own: Snapshot = {
      ...snapshot,
      files: { [initial]: [tree] },
      mounts: { [initial]: [mount('/srv/m', 'lowerdir=top:low', 'upperdir=up'), mount('/other', 'lowerdir=/x')] },
    };
    const one: WatchedLayers = { ...watch, overlay: '^/srv/', name: 'lab', relative: '/srv' };
    const { stacks, files } = await listLayers(machine().guest, own, [one], []);
    expect(stacks).toEqual([
      {
        name: 'lab',
        kind: 'overlay',
        id: '0:50',
        writable: true,
        merged: { mnt: initial, path: '/srv/m' },
        layers: [
          { directory: '/srv/low', bytes: 8 },
          { directory: '/srv/top', bytes: 8 },
          { directory: '/srv/up', bytes: 7 },
        ],
      },
    ]);
    expect(paths(files)).toEqual(['/srv/low', '/srv/top', '/srv/up', '/srv/m']);
    expect(files![initial]![0]).toEqual(tree);
    expect(files![initial]!.map((t) => t.stacked ?? false)).toEqual([false, true, true, true]);
    expect(own.files![initial]).toHaveLength(1);
  });

  it('looks at the whole from inside, where the overlay is in another mount namespace', async () => {
    const sleeper = snapshot.processes.find((p) => p.args[1] === '1002')!;
    const mnt = sleeper.namespaces.mnt!;
    const own = { ...snapshot, mounts: { [mnt]: [mount('/', 'lowerdir=/a')] } };
    const { guest, asked } = machine();
    const { stacks, files } = await listLayers(
      guest,
      own,
      [{ ...watch, overlay: '^/$', name: 'box', of: '^sleep 1002' }],
      [],
    );
    expect(stacks![0]).toMatchObject({ writable: false, merged: { mnt, path: '/' } });
    expect([paths(files), paths(files, mnt)]).toEqual([['/a'], ['/']]);
    expect(asked.join('\n')).toContain(`files.sh '/proc/${sleeper.pid}/root' '/' '1'`);
  });

  it('says nothing while there is none, and refuses more files than the limit', async () => {
    const { guest, asked } = machine(['a', 'b', 'c']);
    expect(
      await listLayers(
        guest,
        snapshot,
        [
          { ...watch, image: 'none' },
          { ...watch, overlay: '^/nowhere$', name: 'lab' },
        ],
        [],
      ),
    ).toEqual({ stacks: [], files: snapshot.files ?? {} });
    expect(asked.join()).not.toContain('bytes');
    await expect(listLayers(guest, snapshot, [{ ...watch, image: 'app' }], [])).rejects.toThrow(
      /^watch\.layers: \/l\/1: lists 4 files, its limit is 3/,
    );
  });
});
