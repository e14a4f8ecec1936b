import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { readDescription } from './description.ts';
import { digest, guestDir, imagesDir } from './paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'images-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, text: string) => writeFileSync(join(folder, `${name}.yaml`), text);

put(
  'base',
  `title: Base
suite: trixie
mirror: http://localhost/debian
components: [main]
size: 1G
memory: 512
hostname: vm
packages: [bash, curl]
users: [{ name: alice, uid: 1000 }]
provision: |
  set -e
  first
`,
);
put('more', 'extends: base\ntitle: More\nmemory: 1024\npackages: [jq]\nprovision: second\n');
put('most', 'extends: more\ntitle: Most\npackages: [tree]\n');

describe('a description that extends another', () => {
  const more = readDescription('more', folder);

  it('has what the other has', () => {
    expect(more).toMatchObject({
      name: 'more',
      suite: 'trixie',
      hostname: 'vm',
      users: [{ name: 'alice', uid: 1000 }],
    });
  });

  it('replaces fields, adds to lists and provisions after the other', () => {
    expect(more.title).toBe('More');
    expect(more.memory).toBe(1024);
    expect(more.packages).toEqual(['bash', 'curl', 'jq']);
    expect(more.provision).toBe('set -e\nfirst\nsecond');
  });

  it('may itself be extended', () => {
    expect(readDescription('most', folder)).toMatchObject({
      title: 'Most',
      memory: 1024,
      packages: ['bash', 'curl', 'jq', 'tree'],
    });
  });

  it('is another image when either text changes', () => {
    const before = readDescription('most', folder).digest;
    put('most', 'extends: more\ntitle: Most\npackages: [tree, less]\n');
    const own = readDescription('most', folder).digest;
    put('more', 'extends: base\ntitle: More\nmemory: 1025\npackages: [jq]\nprovision: second\n');
    expect(new Set([before, own, readDescription('most', folder).digest]).size).toBe(3);
  });
});

it('says which file is wrong, and where', () => {
  put('typo', 'extends: base\ntitle: Typo\npackage: [jq]\n');
  expect(() => readDescription('typo', folder)).toThrow(
    /typo\.yaml:3:1: package: "package" is not known here\. Did you mean packages\?/,
  );
  put('orphan', 'extends: nothing\ntitle: Orphan\n');
  expect(() => readDescription('orphan', folder)).toThrow(
    /orphan\.yaml: extends: no disk image description .*nothing\.yaml; there is .*base/,
  );
  put('round', 'extends: circle\ntitle: Round\n');
  put('circle', 'extends: round\ntitle: Circle\n');
  expect(() => readDescription('round', folder)).toThrow('round extends circle extends round: a circle');
});

it('keys a disk that extends nothing by its text alone, so that the mechanism rebuilt none', () => {
  const disk = join(guestDir, 'disk');
  const guest = readdirSync(disk)
    .sort()
    .flatMap((f) => [f, readFileSync(join(disk, f))]);
  expect(readDescription('debian-13').digest).toBe(
    digest(readFileSync(join(imagesDir, 'debian-13.yaml'), 'utf8'), ...guest),
  );
});

it.each(readdirSync(imagesDir))('%s is whole, and lists nothing twice', (file) => {
  const { packages } = readDescription(file.replace(/\.yaml$/, ''));
  expect(packages).toEqual([...new Set(packages)]);
  expect(parse(readFileSync(join(imagesDir, file), 'utf8'))).toHaveProperty('title');
});
