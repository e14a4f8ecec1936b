import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../kernel/snapshot.ts';
import type { Moment } from '../../sources/moment.ts';
import { draw } from './draw.ts';
import type { Plan } from './plan.ts';
import { examples, listing, stacked } from './examples.ts';
import { exchangedAt, instruction, knownStacks } from './plan.ts';
import { pilesOf } from './model.ts';

const example = (name: string) =>
  examples.find((e) => e.name === name)!.made as unknown as { moment: Moment; plan: Plan };
const html = (name: string) => draw(example(name).moment, example(name).plan);
const plain = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const piles = (name: string) => pilesOf(example(name).moment, example(name).plan.known);
/** Path, and the sheet it is seen on, of everything a view shows or has lost. */
const spots = (name: string, view = 0) => {
  const { spots, sheets } = piles(name).views[view]!;
  return Object.fromEntries(
    spots.filter((s) => s.sight).map((s) => [s.path, s.sight!.seen && sheets[s.sight!.seen.layer]!.name]),
  );
};
const details = (name: string) => [...html(name).matchAll(/data-detail="([^"]*)"/g)].map((m) => m[1]!);

describe('the layer stack', () => {
  it('says of every path which sheet it is seen on, and which are gone', () => {
    expect(spots('changed')).toEqual({
      'big.bin': 'lower',
      'config.txt': 'upper',
      docs: 'upper',
      'docs/a.txt': undefined,
      'docs/b.txt': undefined,
      'docs/c.txt': 'upper',
      'new.txt': 'upper',
      'old.txt': undefined,
    });
  });

  it('says what a file hides, and which whiteout or opaque directory removed one', () => {
    const all = details('changed');
    expect(all).toContain('config.txt（20 B）は「upper」のものです。その下の「lower」（10 B）は隠れています。');
    expect(all).toContain('old.txt は見えません。「upper」のwhiteoutが、「lower」（9 B）のものを隠しています。');
    expect(all).toContain(
      'docs/a.txt は見えません。「upper」のdocs/（opaque）が、「lower」（9 B）のものを隠しています。',
    );
    expect(all.find((d) => d.startsWith('docs/は'))).toContain('下の層の中身は見せません（opaque）');
    const whole = structuredClone(example('changed'));
    expect(draw({ ...whole.moment, snapshot: whole.moment.before! }, whole.plan)).toContain(
      'docs/a.txt は見えません。「upper」のdocsのwhiteoutが、「lower」（9 B）のものを隠しています。',
    );
  });

  it('gives every path of a stack that stands alone its place on each sheet', () => {
    for (const list of html('changed').match(/<ul class="ls-places".*?<\/ul>/gs)!)
      expect([...list.matchAll(/data-path="([^"]*)"/g)].map((m) => m[1])).toEqual([
        'big.bin',
        'config.txt',
        'docs',
        'docs/a.txt',
        'docs/b.txt',
        'docs/c.txt',
        'new.txt',
        'old.txt',
        'passing.txt',
      ]);
  });

  it('draws a sheet that two stacks share once, and knows for whom its file is hidden', () => {
    expect(html('shared').match(/data-layer="/g)).toHaveLength(5);
    expect(piles('shared').sheets.map((s) => s.name)).toEqual([
      'alpine',
      'COPY app /app',
      'COPY cache /tmp',
      'rm',
      'COPY motd /etc/motd',
    ]);
    expect(spots('shared', 0)).toMatchObject({ 'app/main.sh': 'COPY app /app', 'tmp/cache': undefined });
    const [alpine] = piles('shared').sheets;
    expect(alpine!.places.find((p) => p?.path === 'etc/motd')!.hidden).toEqual(['shop:2']);
    expect(plain(html('shared'))).toContain('shop:2 では隠れる');
  });

  it('counts as lost what no stack shows any more', () => {
    const wasted = Object.fromEntries(piles('shared').sheets.map((s) => [s.name, s.wasted]));
    expect(wasted).toMatchObject({ alpine: 0, 'COPY cache /tmp': 20_000_000 });
    expect(piles('changed').sheets.find((s) => s.name === 'lower')!.wasted).toBe(10 + 9 + 9 + 9);
  });

  it('puts the container upon its image, whose view is as high as its sheets', () => {
    const [app, web] = piles('container').views;
    expect([app!.label, app!.sheets.length, web!.label, web!.sheets.length]).toEqual(['app', 2, 'web', 4]);
    expect(web!.sheets.map((s) => [s.name, s.writable])).toEqual([
      ['alpine', false],
      ['COPY app /app', false],
      ['init', false],
      ['web の層', true],
    ]);
  });

  it('rings what the step did, on the sheet and from above, and says it', () => {
    const fresh = [...html('changed').matchAll(/class="ls-file[^"]* ls-fresh" data-path="([^"]*)"/g)].map((m) => m[1]);
    expect(fresh).toEqual(['docs', 'docs/c.txt', 'old.txt', 'docs', 'docs/c.txt', 'old.txt']);
    expect(plain(html('changed'))).toContain(
      '「upper」に old.txt を消した印（whiteout）ができました。「upper」から passing.txt がなくなりました。',
    );
    const { moment, plan } = example('changed');
    expect(draw({ ...moment, before: moment.snapshot }, plan)).not.toMatch(/ls-fresh/);
    expect(html('fresh')).toMatch(/ls-view ls-fresh/);
    expect(plain(html('fresh'))).toContain('lab が2枚の層でできました。');
  });

  it('says at rest what it shows, and marks no change', () => {
    const rest = (name: string) => draw({ ...example(name).moment, rest: true }, example(name).plan);
    expect(rest('changed')).toContain(
      '<p class="dg-note">labは2枚（16 MB）の層の重なり。うち37 B（config.txt ほか3個）は隠れて見えない。</p>',
    );
    expect(rest('shared')).toContain(
      'shop:1は4枚（28 MB）、shop:2は3枚（8 MB）の層の重なりで、下の2枚は共有。shop:1の20 MB（tmp/cache）は隠れて見えない。',
    );
    for (const name of ['changed', 'shared', 'fresh'])
      expect(rest(name).slice(0, rest(name).indexOf('<details'))).not.toMatch(/ls-fresh|ls-covered|class="dg-new"/);
    expect(html('changed')).toMatch(/ls-covered/);
  });

  it('says nothing of a step that changed nothing', () => {
    const { moment, plan } = example('changed');
    expect(draw({ ...moment, before: moment.snapshot }, plan)).toContain('<p class="dg-note"></p>');
  });

  it('draws an edge a step thicker for each tenfold of bytes', () => {
    const edges = [...html('shared').matchAll(/ls-t(\d)" data-layer="([^"]*)"/g)].map(([, t, d]) => [d, Number(t)]);
    expect(Object.fromEntries(edges)).toEqual({
      '/alpine': 5,
      'COPY app /app': 0,
      'COPY cache /tmp': 5,
      '/rm/diff': 0,
      'COPY motd /etc/motd': 0,
    });
  });

  it('takes the same places at every step', () => {
    for (const name of ['fresh', 'changed', 'container', 'shared', 'odd']) {
      const { moment, plan } = example(name);
      const [now, before] = [moment, { ...moment, snapshot: moment.before!, before: null }].map((m) => draw(m, plan));
      for (const pattern of [/data-path="/g, /class="ls-rest"/g, /data-layer="/g, /data-view="/g])
        expect(now!.match(pattern)?.length, `${name} ${pattern}`).toBe(before!.match(pattern)?.length);
    }
  });

  it('chooses the paths on which sheets differ where there are too many', () => {
    const many = listing('/low', ...Array.from({ length: 30 }, (_, i) => `file-${String(i).padStart(2, '0')}`));
    const snapshot: Snapshot = stacked([many, listing('/up', 'file-20', 'file-29!', 'new')], {
      lab: ['overlay', true, { '/low': 1, '/up': 1 }],
    });
    const [known] = knownStacks([snapshot], [{ name: 'lab' }], 4);
    expect(known!.view!.paths).toEqual(['file-00', 'file-20', 'file-29', 'new']);
    expect(pilesOf({ number: 0, count: 1, snapshot, before: null }, [known!]).sheets[0]!.others).toHaveLength(27);
  });

  it('calls a sheet by the instruction as it stands in a Dockerfile', () => {
    expect(instruction('COPY app /app # buildkit')).toBe('COPY app /app');
    expect(instruction('RUN /bin/sh -c rm /tmp/cache # buildkit')).toBe('RUN rm /tmp/cache');
    expect(instruction('/bin/sh -c #(nop) ADD file:1 in / ')).toBe('ADD file:1 in / ');
    expect(instruction('/bin/sh -c apk add curl')).toBe('RUN apk add curl');
    expect(instruction('RUN |1 TOKEN=x /bin/sh -c echo # buildkit')).toBe('RUN |1 TOKEN=x echo');
  });

  it('shows odd names for what they are', () => {
    expect(html('odd')).not.toContain('<b>&');
    expect(plain(html('odd'))).toContain('a b\\nc');
  });
});

it('notices a stack whose sheets are exchanged, as when a tag moves, and lets one grow', () => {
  const snapshot = (...directories: string[]): Snapshot =>
    ({
      stacks: [
        {
          name: 'app',
          kind: 'image',
          id: '',
          writable: false,
          layers: directories.map((directory) => ({ directory, bytes: 0 })),
        },
      ],
    }) as unknown as Snapshot;
  expect(
    exchangedAt(
      [snapshot(), snapshot('/1'), snapshot('/1', '/2'), snapshot('/1', '/2', '/3'), snapshot('/1', '/2')],
      'app',
    ),
  ).toBeUndefined();
  expect(exchangedAt([snapshot('/1', '/2'), snapshot('/1', '/2'), snapshot('/1', '/3')], 'app')).toBe(2);
  expect(exchangedAt([snapshot('/1')], 'other')).toBeUndefined();
});
