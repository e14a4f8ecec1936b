import { expect, it } from 'vitest';
import { loadRecording } from '../../recording/load.ts';
import type { Process } from '../../kernel/snapshot.ts';
import { seriesOf } from '../shared/source.ts';
import { stepped } from '../shared/fixtures/stepped.ts';
import { draw } from './draw.ts';
import { plan, type Plan } from './plan.ts';
import { examples } from './examples.ts';
import { accessOf, entriesOf } from './model.ts';
import { modeText } from './words.ts';

const bind = await loadRecording('root-bind-mount');
const remap = await loadRecording('userns-remap');
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const at = (recording: typeof bind, step: string) => stepped(recording, step, 'test').snapshot;
const sleeper = (recording: typeof bind, step: string): Process =>
  at(recording, step).processes.find((p) => p.args.join(' ') === 'sleep 1001')!;
const file = (recording: typeof bind, step: string, path: string) =>
  entriesOf(at(recording, step), '/srv/app').find((e) => e.path === path)!;
const output = (recording: typeof bind, step: string) => recording.kernel.steps.find((s) => s.id === step)!.status;

it('agrees with what the kernel answered: root of a container reads and gives away, the one that is mapped elsewhere does not', () => {
  const shibuya = at(bind, 'read').processes.find((p) => p.terminal === 'user' && p.name === 'bash')!;
  expect(accessOf(sleeper(bind, 'read'), file(bind, 'read', 'key'))).toMatchObject({
    triple: 'owner',
    can: { read: true, write: true, chown: true },
    mapped: true,
  });
  expect(accessOf(shibuya, file(bind, 'read', 'key'))).toMatchObject({
    triple: 'other',
    can: { read: false, write: false, chown: false },
    byCapability: false,
  });
  expect([output(remap, 'read'), output(remap, 'suid')]).toEqual([1, 1]);
  expect(accessOf(sleeper(remap, 'read'), file(remap, 'read', 'key'))).toMatchObject({
    triple: 'other',
    can: { read: false, write: false, chown: false },
    mapped: false,
    seen: { uid: 65534, gid: 65534 },
  });
});

it('reads the file of its owner without any capability, and of its group', () => {
  const bare = structuredClone(sleeper(bind, 'read'));
  bare.capabilities.effective = '0'.repeat(16);
  expect(accessOf(bare, file(bind, 'read', 'key')).can).toEqual({ read: true, write: true, chown: false });
  const guest = { ...bare, uid: { ...bare.uid, filesystem: 5 }, gid: { ...bare.gid, filesystem: 5 }, groups: [7] };
  const entry = { type: 'file' as const, mode: '0604', uid: 0, gid: 7 };
  // The first triple that fits decides, though the last allows more (fs/namei.c, acl_permission_check).
  expect(accessOf(guest, entry)).toMatchObject({ triple: 'group', can: { read: false } });
  expect(accessOf({ ...guest, groups: [] }, entry)).toMatchObject({ triple: 'other', can: { read: true } });
});

it('writes modes as ls does', () => {
  expect(
    [
      ['4755', 'file'],
      ['2644', 'file'],
      ['1777', 'directory'],
      ['0600', 'block'],
    ].map(([mode, type]) => modeText({ mode: mode!, type: type as 'file' })),
  ).toEqual(['-rwsr-xr-x', '-rw-r-Sr--', 'drwxrwxrwt', 'brw-------']);
});

it('marks what a step changed and says it', () => {
  const planned = plan(seriesOf(bind), {
    title: 't',
    processes: ['user', 'sleep 1001'],
    directory: '/srv/app',
    files: ['id', 'key'],
    users: { 1000: 'shibuya' },
  });
  const html = draw(stepped(bind, 'suid', 'test'), planned);
  expect(html.match(/fo-fresh/g)).toHaveLength(1);
  expect(plain(html)).toContain(
    'idの所有者が1000（shibuya）から0（root）に変わりました。idのsetuidのビットが立ちました',
  );
  expect(draw(stepped(bind, 'id', 'test'), planned)).not.toContain('fo-fresh');
});

it('keeps the row of a file that is gone', () => {
  const { moment, plan: made } = examples.find((e) => e.name === 'gone')!.made!;
  const html = draw(moment, made as Plan);
  expect(plain(html)).toContain('日本語の名前が消えました');
  expect(html.match(/data-file=/g)).toHaveLength(2);
});
