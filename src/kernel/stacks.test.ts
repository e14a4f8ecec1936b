import { describe, expect, it } from 'vitest';
import { ProbeError } from './probe.ts';
import type { Mount } from './snapshot.ts';
import { overlayDirectories, parseStack } from './stacks.ts';

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
  'sha256:c2',
  'sha256:d2',
  'sha256:d1',
  '/l/2',
  'sha256:alone',
  'sha256:d2',
  '',
  '/l/4',
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
});

describe('overlayDirectories', () => {
  const mount = (type: string, ...superOptions: string[]) => ({ type, superOptions }) as Mount;

  it('names them lowest first, as they were written', () => {
    expect(
      overlayDirectories(mount('overlay', 'rw', 'lowerdir=tools:alpine', 'upperdir=upper', 'workdir=work')),
    ).toEqual({ lower: ['alpine', 'tools'], upper: 'upper' });
    expect(overlayDirectories(mount('overlay', 'ro', 'lowerdir=/a\\:b:/c'))).toEqual({ lower: ['/c', '/a:b'] });
    expect(overlayDirectories(mount('overlay', 'ro', 'lowerdir+=/top', 'lowerdir+=/low'))).toEqual({
      lower: ['/low', '/top'],
    });
    expect(overlayDirectories(mount('ext4', 'rw'))).toBeUndefined();
  });
});
