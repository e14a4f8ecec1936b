import { describe, expect, it } from 'vitest';
import { ProbeError } from './errors.ts';
import { parseStack } from './stacks.ts';

const nul = (...fields: string[]) => fields.map((f) => `${f}\0`).join('');
const config = JSON.stringify({
  rootfs: { diff_ids: ['sha256:d1', 'sha256:d2'] },
  history: [
    { comment: 'Imported from -' },
    { created_by: 'ENV A=1', empty_layer: true },
    { created_by: 'COPY a /a # buildkit' },
  ],
});
/** The store holds the two layers, another image's upon the first, and the second's content upon nothing. */
const store = [
  'sha256:other',
  'sha256:d3',
  'sha256:d1',
  '/l/3',
  'sha256:alone',
  'sha256:d2',
  '',
  '/l/4',
  'sha256:c2',
  'sha256:d2',
  'sha256:d1',
  '/l/2',
  'sha256:d1',
  'sha256:d1',
  '',
  '/l/1',
  '',
];

describe('parseStack', () => {
  it('follows the diff ids up the store, with the instruction that made each', () => {
    expect(parseStack(nul('image', 'sha256:i', config, ...store))).toEqual({
      kind: 'image',
      id: 'sha256:i',
      layers: [
        { directory: '/l/1', diffId: 'sha256:d1', createdBy: 'Imported from -' },
        { directory: '/l/2', diffId: 'sha256:d2', createdBy: 'COPY a /a # buildkit' },
      ],
    });
  });

  it('puts what a container adds upon its image, and says where it sees the whole', () => {
    const found = parseStack(nul('container', 'abc', config, ...store, '/l/x-init:/l/2:/l/1', '/l/x', '/l/x/merged'))!;
    expect(found.layers.map((l) => [l.directory, l.diffId])).toEqual([
      ['/l/1', 'sha256:d1'],
      ['/l/2', 'sha256:d2'],
      ['/l/x-init', undefined],
      ['/l/x', undefined],
    ]);
    expect(found.merged).toBe('/l/x/merged');
  });

  it('is nothing where there is none, and an error where it is not what it should be', () => {
    expect(parseStack('')).toBeUndefined();
    expect(() => parseStack(nul('image', 'sha256:i', config, ...store).slice(0, -1))).toThrow(ProbeError);
    expect(() => parseStack(nul('image', 'sha256:i', config, ...store.slice(0, -1)))).toThrow(
      /sha256:i: its layers were cut off/,
    );
    expect(() => parseStack(nul('image', 'sha256:i', config, ...store.slice(0, 4), ''))).toThrow(
      /no layer sha256:d1 upon nothing/,
    );
    expect(() => parseStack(nul('container', 'abc', config, ...store, '', '', ''))).toThrow(/not overlay2/);
    expect(() => parseStack(nul('no such image'))).toThrow(/begin with what it is/);
  });

  const without = (what: string) => nul('image', 'sha256:i', what, ...store);
  it.each([
    ['none, as where images are in another store', '', /sha256:i: its configuration is not below .*classic store/],
    ['half of one', config.slice(0, 20), /sha256:i: its configuration is not JSON/],
    ['null', 'null', /no rootfs\.diff_ids/],
    ['one without layers', '{"history":[]}', /no rootfs\.diff_ids/],
    ['layers that are no digests', '{"rootfs":{"diff_ids":[1]}}', /no rootfs\.diff_ids/],
    ['a history that is no list', '{"rootfs":{"diff_ids":[]},"history":{"a":1}}', /history that is no list/],
  ])('says what is wrong with the configuration of an image: %s', (_name, text, message) => {
    expect(() => parseStack(without(text))).toThrow(ProbeError);
    expect(() => parseStack(without(text))).toThrow(message);
  });

  it.each([['null'], ['[null, 1]'], ['[]']])(
    'reads an image whose history is %s: nothing says what made its layers',
    (history) => {
      const found = parseStack(without(`{"rootfs":{"diff_ids":["sha256:d1"]},"history":${history}}`));
      expect(found!.layers).toEqual([{ directory: '/l/1', diffId: 'sha256:d1' }]);
    },
  );

  it('says that Docker keeps its images elsewhere, and what to do', () => {
    expect(() => parseStack(nul('store', 'io.containerd.snapshotter.v1 (overlayfs)'))).toThrow(
      /Docker keeps its images in io\.containerd\.snapshotter\.v1 \(overlayfs\), not in the classic one .*layers: overlay/,
    );
  });
});
