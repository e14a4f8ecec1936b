import type { FileEntry, FileTree, Process, Snapshot, Stack } from '../../kernel/snapshot.ts';
import type { Example } from '../shared/example.ts';
import type { Moment } from '../../sources/moment.ts';
import { knownStacks, type Choice, type Plan } from './plan.ts';
import { LEGEND } from './legend.ts';

const HOST = 4026531841;
const systemd = { pid: 1, namespaces: { mnt: HOST } } as unknown as Process;

/** A directory's listing from words: `a/` a directory, `a//` one not looked into, `a/*` an opaque one, `a!` a whiteout, else a file of the size behind a colon. */
export function listing(path: string, ...words: string[]): FileTree {
  const entry = (word: string): FileEntry => {
    const owner = { mode: '0644', uid: 0, gid: 0 };
    if (word.endsWith('!')) return { path: word.slice(0, -1), type: 'character', ...owner, device: '0:0' };
    const directory = /\/[/*]?$/.exec(word)?.[0];
    if (directory)
      return {
        path: word.slice(0, -directory.length),
        type: 'directory',
        ...owner,
        ...(directory === '//' ? { unread: true as const } : directory === '/*' ? { opaque: true as const } : {}),
      };
    const [name = '', size = '9'] = word.split(':');
    return { path: name, type: 'file', ...owner, size: Number(size) };
  };
  return { path, depth: 3, entries: ['/', ...words].map(entry).sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** A snapshot of stacks: of each its kind, whether its top can be written to, and its directories from the lowest with the bytes in each. */
export function stacked(
  trees: FileTree[],
  stacks: Record<string, [kind: Stack['kind'], writable: boolean, layers: Record<string, number>]>,
): Snapshot {
  return {
    processes: [systemd],
    cgroups: [],
    mounts: {},
    interfaces: {},
    files: { [HOST]: trees },
    stacks: Object.entries(stacks).map(([name, [kind, writable, layers]]) => ({
      name,
      kind,
      id: name,
      writable,
      layers: Object.entries(layers).map(([directory, bytes]) => ({
        directory,
        bytes,
        ...(kind === 'image' && directory.startsWith('COPY') ? { createdBy: directory } : {}),
      })),
      ...(kind === 'image' ? {} : { merged: { mnt: HOST, path: `/mnt/${name}` } }),
    })),
  };
}

function made(title: string, now: Snapshot, before: Snapshot, files = 12): Example['made'] {
  const moment: Moment = { number: 1, count: 1, snapshot: now, before };
  const choices: Choice[] = now.stacks!.map(({ name }) => ({ name }));
  const plan: Plan = { title, known: knownStacks([before, now], choices, files), legend: LEGEND };
  return { class: 'ls', moment, plan };
}

const LOWER = listing(
  '/lab/lower',
  'config.txt:10',
  'docs/',
  'docs/a.txt',
  'docs/b.txt',
  'old.txt',
  'big.bin:16000000',
);
const lab: Record<string, [Stack['kind'], boolean, Record<string, number>]> = {
  lab: ['overlay', true, { '/lab/lower': 16_000_028, '/lab/upper': 40 }],
};
const ALPINE = listing(
  '/alpine',
  'bin//',
  'dev//',
  'etc/',
  'etc/motd:283',
  'etc/os-release:162',
  'home//',
  'lib//',
  'tmp//',
  'usr//',
  'var//',
);

export const examples: Example[] = [
  { name: 'by-hand', title: '手で重ねた', props: { recording: 'overlay-by-hand', at: 'again' } },
  { name: 'images', title: '二つのイメージ', props: { recording: 'docker-layers' } },
  { name: 'containers', title: '二つのコンテナ', props: { recording: 'container-layer', at: 'delete' } },
  {
    name: 'fresh',
    title: 'いま重ねた',
    made: made('いま重ねた', stacked([LOWER, listing('/lab/upper')], lab), stacked([LOWER, listing('/lab/upper')], {})),
  },
  {
    name: 'changed',
    title: '足した、変えた、消した、作り直した',
    made: made(
      '足した、変えた、消した、作り直した',
      stacked([LOWER, listing('/lab/upper', 'config.txt:20', 'docs/*', 'docs/c.txt', 'new.txt', 'old.txt!')], lab),
      stacked([LOWER, listing('/lab/upper', 'config.txt:20', 'docs!', 'new.txt', 'passing.txt')], lab),
    ),
  },
  {
    name: 'container',
    title: '動いているコンテナ',
    made: made(
      '動いているコンテナ',
      stacked(
        [
          ALPINE,
          listing('COPY app /app', 'app/', 'app/main.sh:120', 'app/notes.txt:80'),
          listing('/web-init/diff', 'dev//', 'etc/', 'etc/hosts:0'),
          listing('/web/diff', 'app/', 'app/notes.txt:90', 'app/log.txt:4000'),
        ],
        {
          app: ['image', false, { '/alpine': 8_000_000, 'COPY app /app': 200 }],
          web: [
            'container',
            true,
            { '/alpine': 8_000_000, 'COPY app /app': 200, '/web-init/diff': 0, '/web/diff': 4090 },
          ],
        },
      ),
      stacked([ALPINE, listing('COPY app /app', 'app/', 'app/main.sh:120', 'app/notes.txt:80')], {
        app: ['image', false, { '/alpine': 8_000_000, 'COPY app /app': 200 }],
      }),
    ),
  },
  {
    name: 'shared',
    title: '二つのイメージが分け合う',
    made: made(
      '二つのイメージが分け合う',
      stacked(
        [
          ALPINE,
          listing('COPY app /app', 'app/', 'app/main.sh:120'),
          listing('COPY cache /tmp', 'tmp/', 'tmp/cache:20000000'),
          listing('/rm/diff', 'tmp/', 'tmp/cache!'),
          listing('COPY motd /etc/motd', 'etc/', 'etc/motd:5'),
        ],
        {
          'shop:1': [
            'image',
            false,
            { '/alpine': 8_000_000, 'COPY app /app': 120, 'COPY cache /tmp': 20_000_000, '/rm/diff': 0 },
          ],
          'shop:2': ['image', false, { '/alpine': 8_000_000, 'COPY app /app': 120, 'COPY motd /etc/motd': 5 }],
        },
      ),
      stacked([ALPINE], {}),
    ),
  },
  {
    name: 'odd',
    title: 'たくさんの紙、長い名前、置き場所のないファイル',
    made: made(
      'たくさんの紙',
      stacked(
        [
          listing('/a', 'usr/lib/x86_64-linux-gnu/a-rather-long-library-name.so.6:1900000', 'a b\nc', '日本語', '<b>&'),
          ...Array.from({ length: 6 }, (_, i) =>
            listing(`/s${i}`, ...Array.from({ length: 9 }, (_, n) => `file-${i}-${n}`), '日本語'),
          ),
        ],
        {
          tall: [
            'overlay',
            false,
            { '/a': 1_900_027, ...Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`/s${i}`, 90])) },
          ],
        },
      ),
      stacked([listing('/a', '<b>&')], {}),
      8,
    ),
  },
];
