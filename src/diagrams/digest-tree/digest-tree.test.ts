import { describe, expect, it } from 'vitest';
import type { Moment } from '../../sources/moment.ts';
import { digestOf } from './digest.ts';
import { draw } from './draw.ts';
import { parseDocument, treesOf } from './model.ts';
import { changes, describe as words, stateOf } from './words.ts';

const layer = (n: number) => ({
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  digest: `sha256:l${n}`,
  size: n * 1000,
});
const manifest = (...layers: number[]) =>
  parseDocument(
    JSON.stringify({ config: { digest: `sha256:c${layers.join('')}`, size: 500 }, layers: layers.map(layer) }),
  );
const index = parseDocument(
  JSON.stringify({
    manifests: [
      {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: 'sha256:a',
        size: 400,
        platform: { os: 'linux', architecture: 'amd64' },
      },
      {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: 'sha256:b',
        size: 401,
        platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
      },
    ],
  }),
);

describe('the tree below a tag', () => {
  it('is config and layers from the bottom', () => {
    const [tree] = treesOf([{ tag: '1.0', digest: 'sha256:m' }], new Map([['sha256:m', manifest(1, 2)]]));
    expect(tree!.node).toMatchObject({ kind: 'manifest', digest: 'sha256:m', size: null });
    expect(tree!.node.children.map(({ kind, digest, size, height }) => [kind, digest, size, height])).toEqual([
      ['config', 'sha256:c12', 500, null],
      ['layer', 'sha256:l1', 1000, 1],
      ['layer', 'sha256:l2', 2000, 2],
    ]);
  });

  it('goes through an index, and ends where a manifest was not fetched', () => {
    const [tree] = treesOf(
      [{ tag: '1.0', digest: 'sha256:i' }],
      new Map([
        ['sha256:i', index],
        ['sha256:a', manifest(1)],
      ]),
    );
    expect(tree!.node.kind).toBe('index');
    expect(tree!.node.children.map(({ kind, platform, children }) => [kind, platform, children.length])).toEqual([
      ['manifest', 'linux/amd64', 2],
      ['manifest', 'linux/arm64/v8', 0],
    ]);
  });

  it('is said in words', () => {
    expect(
      words(
        treesOf(
          [{ tag: '1.0', digest: 'sha256:i' }],
          new Map([
            ['sha256:i', index],
            ['sha256:a', manifest(1, 2)],
          ]),
        ),
      ),
    ).toBe(
      'タグ1.0はindex（中でlinux/amd64のmanifest（中でconfigと2枚の層を指す）とlinux/arm64/v8のmanifestを指す）を指す。どれも中身のdigestで指している。',
    );
  });

  it('says what two tags share', () => {
    const trees = treesOf(
      [
        { tag: '1', digest: 'sha256:m' },
        { tag: '2', digest: 'sha256:n' },
      ],
      new Map([
        ['sha256:m', manifest(1, 2)],
        ['sha256:n', manifest(1, 3)],
      ]),
    );
    expect(trees.map(({ node }) => node.children.map((c) => c.shared))).toEqual([
      [false, true, false],
      [false, true, false],
    ]);
  });

  it('tells documents from layers, and what they are about', () => {
    const attestation = parseDocument(
      JSON.stringify({
        layers: [
          {
            mediaType: 'application/vnd.in-toto+json',
            digest: 'sha256:d',
            size: 9,
            annotations: { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' },
          },
        ],
      }),
    );
    const both = parseDocument(
      JSON.stringify({
        manifests: [
          { digest: 'sha256:m' },
          { digest: 'sha256:t', annotations: { 'vnd.docker.reference.digest': 'sha256:m' } },
        ],
      }),
    );
    const [tree] = treesOf(
      [{ tag: '1', digest: 'sha256:i' }],
      new Map([
        ['sha256:i', both],
        ['sha256:m', manifest(1)],
        ['sha256:t', attestation],
      ]),
    );
    expect(
      tree!.node.children.map(({ about, children }) => [about, children.at(-1)!.kind, children.at(-1)!.says]),
    ).toEqual([
      [null, 'layer', null],
      ['sha256:m', 'document', 'https://spdx.dev/Document'],
    ]);
  });

  it('is refused where tag and documents do not meet', () => {
    const documents = new Map([
      ['sha256:m', manifest(1)],
      ['sha256:n', manifest(2)],
    ]);
    expect(() => treesOf([{ tag: '1', digest: 'sha256:x' }], documents)).toThrow(
      '1 points to sha256:x, which is none of the documents (sha256:m, sha256:n)',
    );
    expect(() => treesOf([{ tag: '1', digest: 'sha256:m' }], documents)).toThrow('no tag leads to sha256:n');
  });
});

it('knows a document by its bytes', () => {
  expect(digestOf('{}')).toBe('sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  expect(() => parseDocument('{"name":"web"}')).toThrow('no index and no manifest');
});

describe('what a step names', () => {
  const long = (c: string) => `sha256:${c.repeat(64)}`;
  const one = parseDocument(
    JSON.stringify({
      config: { digest: long('c'), size: 500 },
      layers: [
        { ...layer(1), digest: long('1') },
        { ...layer(2), digest: long('2') },
      ],
    }),
  );
  const outputs = ['', `digest ${long('m')}`, `${long('c')} ${long('1')} ${long('2')}`, '111111111111: OK', 'nothing'];
  const trees = treesOf([{ tag: '1.0', digest: long('m') }], new Map([[long('m'), one]]), outputs);
  const states = (number: number) => [trees[0]!.node, ...trees[0]!.node.children].map((n) => stateOf(n, { number }));

  it('is new the first time, ringed again after, and known between', () => {
    expect(states(0)).toEqual(['later', 'later', 'later', 'later']);
    expect(states(2)).toEqual(['fresh', 'later', 'later', 'later']);
    expect(states(3)).toEqual(['known', 'fresh', 'fresh', 'fresh']);
    expect(states(4)).toEqual(['known', 'known', 'named', 'known']);
  });

  it('is said in words', () => {
    expect([0, 1, 2, 3, 4].map((n) => changes(trees, n))).toEqual([
      '',
      '',
      '初めて出てきたもの：manifest。',
      '初めて出てきたもの：config、層 1、層 2。',
      'もう一度出てきたもの：層 1。',
    ]);
  });

  it('says at rest what it shows, and marks nothing as printed just now', () => {
    const moment = { number: 3, count: 5, snapshot: {}, before: null, rest: true } as unknown as Moment;
    const markup = draw(moment, { title: 't', trees });
    expect(markup).toContain('タグ1.0が指すのはmanifest。そこからconfig、層2枚に、digestでつながる。');
    expect(markup.slice(0, markup.indexOf('<details'))).not.toMatch(/dt-fresh|dt-named"|class="dg-new"/);
    expect(markup).toContain(`data-value="digest:${long('1')}"`);
    expect(draw({ ...moment, number: 1 }, { title: 't', trees })).toMatch(/dt-later/);
  });

  it('is marked once a thing in the drawing, and markup stays text', () => {
    const moment = { number: 3, count: 5, snapshot: {}, before: null } as unknown as Moment;
    const html = draw(moment, { title: '<i>', trees: [{ ...trees[0]!, tag: '<b>' }] });
    expect(html.match(/dt-card dt-fresh/g)).toHaveLength(3);
    expect(html).not.toMatch(/<b>|<i>|undefined|\sstyle=/);
  });
});
