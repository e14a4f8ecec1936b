import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { draw } from './draw.ts';
import { roomsOf, smallest, type Plan } from './plan.ts';
import { examples } from './examples.ts';
import { hues } from './hues.ts';
import { within } from '../shared/words.ts';
import { nodesOf, panelsOf, sizeOf, WEIGHTS } from './model.ts';

const example = (name: string) =>
  examples.find((e) => e.name === name)!.made as unknown as { moment: Moment; plan: Plan };
const panels = (name: string) => panelsOf(example(name).moment, example(name).plan.rows);
const html = (name: string) => draw(example(name).moment, example(name).plan);
const plain = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const paths = (markup: string) => [...markup.matchAll(/data-path="([^"]+)"/g)].map((m) => m[1]);

describe('the root tree', () => {
  it('draws a box around what a root encloses, and inside it what is there', () => {
    expect([...html('jail').matchAll(/data-root="([^"]+)"/g)].map((m) => m[1])).toEqual(['/', '/srv/jail']);
    const box = /data-root="\/srv\/jail".*?<\/div>/.exec(html('jail'))![0];
    expect(paths(box)).toEqual([
      '/srv/jail',
      '/srv/jail/bin',
      '/srv/jail/bin/bash',
      '/srv/jail/lib',
      '/srv/jail/lib/libc.so.6',
      '/srv/jail/proc',
    ]);
    expect(plain(html('jail'))).toContain(
      'inside の sh のルートディレクトリーは /srv/jail、その外には名前で届きません。いる場所は / です。',
    );
  });

  it('marks the line that moved once, and says so', () => {
    expect(html('jail').match(/rt-box[^"]* rt-fresh/g)).toHaveLength(1);
    expect(html('jail')).toMatch(/rt-fresh[^"]*" data-root="\/srv\/jail"/);
    expect(plain(html('jail'))).toContain('inside の sh のルートディレクトリーが /srv/jail になりました。');
    const { moment, plan } = example('jail');
    expect(draw({ ...moment, before: moment.snapshot }, plan)).not.toMatch(/rt-fresh/);
  });

  it('shows a working directory outside of the root for what it is', () => {
    expect(html('outside')).toMatch(
      /data-path="\/srv"[\s\S]*?rt-outside[\s\S]*?inside の sh[\s\S]*?data-path="\/srv\/jail"/,
    );
    expect(plain(html('outside'))).toContain('いる場所は /srv で、ルートディレクトリーの外です');
    expect(html('jail')).not.toContain('rt-outside');
  });

  it('gives another mount namespace a tree of its own, and says what stands at its /', () => {
    const [host, own] = panels('pivot');
    expect([host!.initial, own!.initial, own!.replaced, host!.replaced]).toEqual([true, false, true, false]);
    expect(
      nodesOf(own!.top)
        .filter((n) => n.mount)
        .map((n) => [n.path, n.mount!.type, n.mount!.root]),
    ).toEqual([
      ['/', 'ext4', '/srv/jail'],
      ['/old', 'ext4', '/'],
      ['/proc', 'proc', '/'],
    ]);
    expect(plain(html('pivot'))).toContain(
      '/ が ext4 の /srv/jail に替わりました。/old に ext4・/proc に procがマウントされました。',
    );
    // What is another tree altogether has no new files.
    expect(nodesOf(own!.top).some((n) => n.fresh || n.gone)).toBe(false);
  });

  it('knows a file that something is mounted on from a directory', () => {
    const { moment, plan } = example('pivot');
    const snapshot = structuredClone(moment.snapshot);
    const own = String(snapshot.processes.find((p) => p.pid === 800)!.namespaces.mnt);
    const proc = snapshot.mounts[own]!.find((m) => m.mountPoint === '/proc')!;
    // Docker masks a file of /proc with its own /dev/null.
    snapshot.mounts[own]!.push(
      { ...proc, id: 60, mountPoint: '/proc/kcore', type: 'tmpfs', root: '/null' },
      { ...proc, id: 61, mountPoint: '/proc/acpi', type: 'tmpfs' },
    );
    const name = (path: string): string =>
      new RegExp(`data-path="${path}"><span class="rt-name"><span[^>]*>([^<]*)`).exec(
        draw({ ...moment, snapshot }, plan),
      )![1]!;
    expect([name('/proc/kcore'), name('/proc/acpi')]).toEqual(['kcore', 'acpi/']);
  });

  it('gives a mount with a long path a line that may break', () => {
    const { moment, plan } = example('pivot');
    const snapshot = structuredClone(moment.snapshot);
    const own = String(snapshot.processes.find((p) => p.pid === 800)!.namespaces.mnt);
    snapshot.mounts[own]!.find((m) => m.mountPoint === '/proc')!.root = '/var/lib/docker/volumes/notes/_data';
    expect(draw({ ...moment, snapshot }, plan)).toMatch(/rt-long[^"]*">.*?\/volumes\/notes\/_data/);
    expect(draw(moment, plan)).not.toContain('rt-long');
  });

  it('says that a mount went, not every file that went with it', () => {
    const { moment, plan } = example('pivot');
    const snapshot = structuredClone(moment.snapshot);
    const before = structuredClone(snapshot);
    const own = String(snapshot.processes.find((p) => p.pid === 800)!.namespaces.mnt);
    before.files![own]!.push({
      path: '/old',
      depth: 1,
      entries: [
        { path: '', type: 'directory', mode: '0755', uid: 0, gid: 0 },
        { path: 'etc', type: 'directory', mode: '0755', uid: 0, gid: 0 },
      ],
    });
    snapshot.files![own]!.push({
      path: '/old',
      depth: 1,
      entries: [{ path: '', type: 'directory', mode: '0755', uid: 0, gid: 0 }],
    });
    snapshot.mounts[own] = snapshot.mounts[own]!.filter((m) => m.mountPoint !== '/old');
    const nodes = nodesOf(panelsOf({ ...moment, snapshot, before }, plan.rows)[1]!.top);
    expect(nodes.filter((n) => n.gone || n.fresh)).toEqual([]);
    expect(nodes.filter((n) => n.mountGone).map((n) => n.path)).toEqual(['/old']);
    expect(plain(draw({ ...moment, snapshot, before }, plan))).toContain('/old の ext4が外されました。');
  });

  it('marks files that came and went, shows odd names, and puts many plain ones in a line', () => {
    const nodes = nodesOf(panels('odd')[0]!.top);
    expect(nodes.filter((n) => n.fresh).map((n) => n.path)).toEqual(['/srv/odd/gone', '/srv/odd/null']);
    expect(nodes.filter((n) => n.gone).map((n) => n.path)).toEqual(['/srv/odd/removed']);
    expect(html('odd')).not.toContain('<b>&');
    expect(plain(html('odd'))).toContain('a b\\nc');
    expect(plain(html('odd'))).toContain('43個');
  });

  it('marks only the topmost of what appeared together', () => {
    const { moment, plan } = example('jail');
    const before = structuredClone(moment.before)!;
    for (const tree of Object.values(before.files!).flat())
      tree.entries = tree.entries.filter((e) => !e.path.startsWith('jail'));
    expect(
      nodesOf(panelsOf({ ...moment, before }, plan.rows)[0]!.top)
        .filter((n) => n.fresh)
        .map((n) => n.path),
    ).toEqual(['/srv/jail']);
  });

  it('marks a listed directory that came into being, though nothing is known of what is around it', () => {
    const { moment, plan } = example('jail');
    const [snapshot, before] = [structuredClone(moment.snapshot), structuredClone(moment.before)!];
    const [inode] = Object.keys(snapshot.files!);
    const jail = {
      path: '/srv/jail',
      depth: 1,
      entries: [{ path: '', type: 'directory' as const, mode: '0755', uid: 0, gid: 0 }],
    };
    snapshot.files = { [inode!]: [jail] };
    before.files = { [inode!]: [{ ...jail, entries: [] }] };
    expect(
      nodesOf(panelsOf({ ...moment, snapshot, before }, plan.rows)[0]!.top)
        .filter((n) => n.fresh)
        .map((n) => n.path),
    ).toEqual(['/srv/jail']);
    expect(
      nodesOf(panelsOf({ ...moment, snapshot: before, before: snapshot }, plan.rows)[0]!.top)
        .filter((n) => n.gone)
        .map((n) => n.path),
    ).toEqual(['/srv/jail']);
  });

  it('does not look into what was listed for a stack of layers', () => {
    const { moment, plan } = example('jail');
    const snapshot = structuredClone(moment.snapshot);
    const paths = (s: Snapshot) =>
      panelsOf({ ...moment, snapshot: s }, plan.rows).flatMap((p) => nodesOf(p.top).map((n) => n.path));
    const layer = {
      path: '/layers/1',
      depth: 1,
      entries: [{ path: '', type: 'directory' as const, mode: '0755', uid: 0, gid: 0 }],
    };
    Object.values(snapshot.files!)[0]!.push(layer);
    expect(paths(snapshot)).toContain('/layers/1');
    Object.assign(layer, { stacked: true });
    expect(paths(snapshot)).toEqual(paths(moment.snapshot));
  });

  it('says nothing of files a directory listed only in one of two snapshots has', () => {
    const { moment, plan } = example('jail');
    const before = structuredClone(moment.before)!;
    before.files = { [Object.keys(before.files!)[0]!]: [Object.values(before.files!)[0]![0]!] };
    expect(nodesOf(panelsOf({ ...moment, before }, plan.rows)[0]!.top).some((n) => n.fresh)).toBe(false);
  });

  it('takes the same room at every step', () => {
    for (const name of ['jail', 'outside', 'pivot', 'odd']) {
      const { moment, plan } = example(name);
      const moments = [{ ...moment, number: 0, snapshot: moment.before!, before: null }, moment];
      const heights = moments.map((m) => {
        const markup = draw(m, { ...plan, rooms: roomsOf(moments, plan.rows) });
        const count = (pattern: RegExp) => markup.match(pattern)?.length ?? 0;
        return [count(/class="rt-line/g) + count(/"rt-fill"/g), count(/class="rt-box/g) + count(/"rt-fill-box"/g)];
      });
      expect(heights[0], name).toEqual(heights[1]);
    }
  });

  it('counts lines and boxes as it draws them', () => {
    const [panel] = panels('jail');
    const { lines, boxes } = sizeOf(panel!.top);
    expect([lines[WEIGHTS - 1], boxes]).toEqual([
      html('jail').match(/class="rt-line/g)!.length,
      html('jail').match(/class="rt-box/g)!.length,
    ]);
  });

  it('says at rest what it shows, and marks no change', () => {
    const { moment, plan } = example('pivot');
    const markup = draw({ ...moment, rest: true }, plan);
    expect(markup).toContain(
      '<p class="dg-note">ルートディレクトリーは、host の bash が /、inside の sh が別のmount namespaceの /（ext4 の /srv/jail）。</p>',
    );
    expect(markup.slice(0, markup.indexOf('<details'))).not.toMatch(/rt-fresh|dg-new"/);
    const outside = example('outside');
    expect(draw({ ...outside.moment, rest: true }, outside.plan)).toContain(
      'inside の sh が /srv/jail/bin。inside の sh は、その外の /srv にいる。',
    );
  });

  it('is marked in the hue of mount namespaces where mounts changed, else in ink', () => {
    const marked = (name: string) => hues(example(name).moment, example(name).plan);
    expect([marked('pivot'), marked('jail')]).toEqual([['mnt'], ['ink']]);
  });

  it('says nothing of a step that changed nothing', () => {
    const { moment, plan } = example('pivot');
    expect(draw({ ...moment, before: moment.snapshot }, plan)).toContain('<p class="dg-note"></p>');
  });

  it('puts directories that only lead to another on its line, and none where somebody is', () => {
    const { moment, plan } = example('pivot');
    expect(html('pivot')).toMatch(
      /<span data-path="\/srv">srv\/<\/span><\/span><span data-value="path:\/srv\/jail">jail\//,
    );
    const snapshot = structuredClone(moment.snapshot);
    snapshot.processes.find((p) => p.pid === 700)!.cwd = '/srv';
    expect(draw({ ...moment, snapshot }, plan)).toMatch(/data-path="\/srv"><span class="rt-name"><span[^>]*>srv\//);
  });

  it('knows a file by its mount, wherever that is moved', () => {
    const { moment, plan } = example('pivot');
    const key = (s: Snapshot, path: string) =>
      nodesOf(panelsOf({ ...moment, snapshot: s }, plan.rows)[1]!.top).find((n) => n.path === path)!.file;
    expect(key(moment.snapshot, '/old')).toBe(key(moment.before!, '/'));
    expect(key(moment.snapshot, '/')).not.toBe(key(moment.before!, '/'));
  });

  it('leaves out of the small form what matters least, until the rest is whole there', () => {
    const room = (...lines: number[]) => ({ inode: 1, initial: true, lines, boxes: 1 });
    expect(smallest([room(3, 4, 5, 6)])).toBe(3);
    expect(smallest([room(3, 4, 5, 60)])).toBe(2);
    expect(smallest([room(3, 40, 50, 60)])).toBe(0);
    expect(smallest([room(3, 4, 5, 6), { ...room(3, 4, 5, 6), initial: false }])).toBeLessThan(3);
    const { lines } = sizeOf(panels('jail')[0]!.top);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    // The top, where host is, the way to the box and the box's own line.
    expect(lines[0]).toBe(4);
  });

  it('knows what is below what', () => {
    expect([
      within('/srv/jail2', '/srv/jail'),
      within('/srv/jail', '/srv/jail'),
      within('/x', '/'),
      within('/', '/srv'),
    ]).toEqual([false, true, true, false]);
  });
});
